import { swapRegions } from './swap.ts';

/** So long a lost line is borne before the reader is told. */
const patience = 4_000;
/** After a line that the server refused, the browser gives up; here it is tried again. */
const tryAgain = 8_000;
/** What comes within so short a time is shown together. */
const together = 300;

/**
 * Follows the record of the group that the page shows: when something is entered, the page is
 * fetched again and its live regions take the new words. One line for a page; none while it is
 * hidden, for a browser has only six to a server.
 */
export function followLive(): void {
  const region = document.querySelector<HTMLElement>('[data-live]');
  const address = region?.dataset['live'];
  if (!address || typeof EventSource === 'undefined') return;
  const status = statusLine();
  let line: EventSource | undefined;
  let lost: ReturnType<typeof setTimeout> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let missed = false;

  const refresh = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      swapRegions().then(
        (words) => words && (status.textContent = words),
        // The line will be lost as well, and then the reader is told.
        () => (missed = true),
      );
    }, together);
  };
  const open = (): void => {
    line?.close();
    line = new EventSource(address);
    line.addEventListener('open', () => {
      clearTimeout(lost);
      lost = undefined;
      document.querySelector('.stale')?.remove();
      if (missed) refresh();
      missed = false;
    });
    line.addEventListener('entry', refresh);
    line.addEventListener('error', () => {
      missed = true;
      lost ??= setTimeout(showStale, patience);
      if (line?.readyState === EventSource.CLOSED) setTimeout(open, tryAgain);
    });
  };

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      missed = true;
      line?.close();
    } else open();
  });
  addEventListener('pagehide', () => line?.close());
  if (!document.hidden) open();
}

/** Where it is said to those who listen what has come. */
function statusLine(): HTMLElement {
  const status = document.createElement('p');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  document.body.append(status);
  return status;
}

function showStale(): void {
  const region = document.querySelector<HTMLElement>('[data-live]');
  if (!region || document.querySelector('.stale')) return;
  const words = document.createElement('p');
  words.className = 'stale notice notice-warn small';
  words.setAttribute('role', 'status');
  words.textContent = region.dataset['lost'] ?? '';
  region.before(words);
}
