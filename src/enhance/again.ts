const everyMilliseconds = 1_500;

/**
 * Shows how something under way gets on: the page is fetched again and again, and its region takes
 * the new words, until the region that comes is no longer under way. Focus stays where it can.
 */
export function lookAgain(): void {
  const region = document.querySelector<HTMLElement>('[data-under-way]');
  if (!region) return;
  setTimeout(() => {
    look(region).then(lookAgain, lookAgain);
  }, everyMilliseconds);
}

async function look(region: HTMLElement): Promise<void> {
  const response = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const next = page.getElementById(region.id);
  if (!next) return;
  const hadFocus = region.contains(document.activeElement);
  const now = document.importNode(next, true);
  region.replaceWith(now);
  if (hadFocus) now.querySelector<HTMLElement>('button, a')?.focus({ preventScroll: true });
}
