/** Where to go after signing in: a path of this place, never another place's address. */
export function nextPath(url: URL): string {
  const next = url.searchParams.get('next') ?? '/';
  // Browsers read a backslash as a slash, and drop tabs and line ends: all that is suspicious is out.
  if (!/^\/(?![/\\])[\w\-./~%?=&+]*$/.test(next)) return '/';
  return new URL(next, url).origin === url.origin ? next : '/';
}
