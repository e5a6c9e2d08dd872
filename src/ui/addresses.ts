/** Addresses of what a group holds. A symbol may have slashes in it; they stay slashes. */
export function documentAddress(slug: string, symbol: string): string {
  return `/g/${slug}/d/${inPath(symbol)}`;
}

/** Where a document's register sheet or words are corrected. */
export function libraryAddress(slug: string, deed: 'describe' | 'correct', symbol: string): string {
  return `/g/${slug}/library/${deed}/${inPath(symbol)}`;
}

function inPath(symbol: string): string {
  return symbol.split('/').map(encodeURIComponent).join('/');
}

/**
 * The permanent address of a passage. A long document is cut into pages: `at` tells the server
 * which of them to show, the fragment tells the browser where on it.
 */
export function passageAddress(
  slug: string,
  symbol: string,
  label: string,
  { version, paged = true }: { version?: number; paged?: boolean } = {},
): string {
  const query = new URLSearchParams({
    ...(version === undefined ? {} : { v: String(version) }),
    ...(paged ? { at: label } : {}),
  }).toString();
  return `${documentAddress(slug, symbol)}${query && `?${query}`}#${encodeURIComponent(label)}`;
}
