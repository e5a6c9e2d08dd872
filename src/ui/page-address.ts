/** The address of another page of the list that `url` shows. Pages count from 1. */
export function pageAddress(
  url: { readonly pathname: string; readonly search: string },
  page: number,
): string {
  const query = new URLSearchParams(url.search);
  if (page === 1) query.delete('page');
  else query.set('page', String(page));
  const text = query.toString();
  return text ? `?${text}` : url.pathname;
}
