/**
 * An address with `#p1234` alone means a passage that a long document may have on another page:
 * only the server knows which, so it is asked with `at`.
 */
export function findPassage(): void {
  const label = decodeURIComponent(location.hash.slice(1));
  const query = new URLSearchParams(location.search);
  const isReader = document.querySelector('[data-paged]') !== null;
  if (!isReader || !/^p\d+[a-z]*$/.test(label) || document.getElementById(label)) return;
  if (query.get('at') === label) return;
  query.delete('page');
  query.set('at', label);
  location.replace(`${location.pathname}?${query}#${label}`);
}
