/** Puts a button beside every citation that is opened, to copy it. */
export function offerCopies(): void {
  const words = document.querySelector<HTMLElement>('[data-copy-words]')?.dataset['copyWords'];
  const [copy, copied] = words?.split('|') ?? [];
  if (!copy || !copied || !('clipboard' in navigator)) return;
  // Once for the whole document: a toggle does not bubble, but it can be caught on the way down.
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || target.querySelector('button')) return;
      const text = target.querySelector('[data-copy]');
      if (text) text.after(copyButton(text.textContent.trim(), copy, copied));
    },
    true,
  );
}

function copyButton(text: string, copy: string, copied: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link-button';
  button.textContent = copy;
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text).then(
      () => (button.textContent = copied),
      // Refused by the browser: the words are on the page to be marked by hand.
      () => button.remove(),
    );
  });
  return button;
}
