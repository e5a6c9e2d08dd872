/**
 * Fetches this page again and gives its live regions the new content. What has focus keeps it and
 * what is being read stays where it is. Answers with what to tell those who listen, if anything.
 */
export async function swapRegions(): Promise<string | undefined> {
  const response = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!response.ok) throw new Error(`the page could not be had again: ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  let words: string | undefined;
  for (const region of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const next = page.getElementById(region.id);
    if (!next || next.innerHTML === region.dataset['shown'] || isInUse(region)) continue;
    words ??= growth(region, next);
    keepingPlace(region, () => swap(region, next));
    region.dataset['shown'] = next.innerHTML;
  }
  return words;
}

/**
 * Somebody is writing in it, or has a form back that was not right: what they typed, and where they
 * type, is not taken from them.
 */
function isInUse(region: HTMLElement): boolean {
  const focused = document.activeElement;
  if (focused?.matches('input, textarea, select') && region.contains(focused)) return true;
  const fields = [...region.querySelectorAll('textarea')];
  if (fields.length > 0 && document.getElementById('errors')) return true;
  return fields.some(({ value, defaultValue }) => value !== defaultValue);
}

function growth(region: HTMLElement, next: HTMLElement): string | undefined {
  const more = Number(next.dataset['total']) - Number(region.dataset['total']);
  if (!(more > 0)) return undefined;
  return more === 1 ? region.dataset['one'] : region.dataset['many']?.replace('#', String(more));
}

function swap(region: HTMLElement, next: HTMLElement): void {
  const known = new Set(links(region).map(({ href }) => href));
  const first = region.dataset['total'] === '0';
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  const unfolded = [...region.querySelectorAll<HTMLDetailsElement>('details[id][open]')];
  region.replaceChildren(...[...next.childNodes].map((node) => document.importNode(node, true)));
  region.dataset['total'] = next.dataset['total'] ?? '';
  for (const { id } of unfolded) document.getElementById(id)?.setAttribute('open', '');
  if (!first) {
    for (const item of region.querySelectorAll('li')) {
      const link = item.querySelector('a');
      if (link && !known.has(link.href)) item.classList.add('fresh');
    }
  }
  const name = focused && nameOf(focused);
  if (!name) return;
  [...region.querySelectorAll<HTMLElement>('a, button, summary')]
    .find((element) => nameOf(element) === name)
    ?.focus({ preventScroll: true });
}

/** By what a link, a button or the head of a fold is known again on the page that comes. */
function nameOf(element: Element): string | undefined {
  if (element instanceof HTMLAnchorElement) return element.href;
  if (element instanceof HTMLButtonElement) {
    return `${element.form?.id} ${element.name} ${element.value}`;
  }
  return element.parentElement?.id;
}

/** Keeps the first link in view where it was, when what stands above it grows. */
function keepingPlace(region: HTMLElement, change: () => void): void {
  const above = region.getBoundingClientRect().top < 0;
  const anchor = links(region).find((link) => link.getBoundingClientRect().top >= 0);
  const was = anchor?.getBoundingClientRect().top ?? 0;
  change();
  if (!above || !anchor) return;
  const now = links(region).find((link) => link.href === anchor.href);
  if (now) scrollBy({ top: now.getBoundingClientRect().top - was, behavior: 'instant' });
}

function links(region: HTMLElement): HTMLAnchorElement[] {
  return [...region.querySelectorAll('a')];
}
