/** Where a negotiated text and what belongs to it are. */
export function textAddress(slug: string, number: number, page = ''): string {
  return `/g/${slug}/t/${number}${page && `/${page}`}`;
}

/** One provision, by its id; with a bracket of it, by the bracket's key. */
export function provisionAddress(
  slug: string,
  number: number,
  provision: string,
  bracket?: string,
): string {
  const id = encodeURIComponent(provision).replaceAll('%3A', ':');
  return `${textAddress(slug, number, `p/${id}`)}${bracket === undefined ? '' : `#${bracket}`}`;
}

/** The place of a provision on the page of the whole text. */
export function provisionAnchor(provision: string): string {
  return `p-${provision.replaceAll(':', '-')}`;
}
