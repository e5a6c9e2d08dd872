/** The path of a document: symbols may hold slashes, which stay slashes. */
export function documentAddress(slug: string, symbol: string): string {
  return `/g/${slug}/d/${symbol.split('/').map(encodeURIComponent).join('/')}`;
}

/** The permanent path of a passage. */
export function passageAddress(slug: string, symbol: string, label: string): string {
  return `${documentAddress(slug, symbol)}#${label}`;
}
