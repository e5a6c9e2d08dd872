import { currentHouse } from '#server/current-house.ts';
import { type RecordedChange, textChanges } from '#store/text/readers.ts';
import { quotesOf, type ShownChange } from './quotes-of.ts';
import type { TextHere } from './text-of.ts';

interface Asking {
  readonly url: URL;
  readonly locals: App.Locals;
}

/** The change that the address says was just entered, if the text has it. */
export async function enteredBy(event: Asking, here: TextHere): Promise<ShownChange | undefined> {
  if (!event.url.searchParams.has('entered')) return undefined;
  const db = currentHouse().db.kysely;
  return enteredAmong(event, here, await textChanges(db, here.group.groupId, here.sheet.textId));
}

/** The same, among changes that are at hand. */
export function enteredAmong(
  { url }: Pick<Asking, 'url'>,
  here: TextHere,
  changes: readonly RecordedChange[],
): ShownChange | undefined {
  const seq = Number(url.searchParams.get('entered'));
  const change = changes.find((one) => one.seq === seq);
  return (
    change && {
      change,
      mayUndo: mayUndo(here, change, changes),
      quotes: quotesOf(here.state, change),
    }
  );
}

const membersMay: ReadonlySet<string> = new Set([
  'text.amended',
  'text.stance-taken',
  'text.commented',
]);

/** Whether the reader may take a change back: their own last one, or, for who decides, any. */
export function mayUndo(
  { standing, may }: TextHere,
  change: RecordedChange,
  changes: readonly RecordedChange[],
): boolean {
  if (change.undone || !may.undo || !canBeUndone(change)) return false;
  if (may.decide) return true;
  if (standing.kind !== 'member' || !membersMay.has(change.verb)) return false;
  const self = `member:${standing.memberId}`;
  const mine = changes.findLast((one) => one.actor === self && !one.undone && canBeUndone(one));
  return mine?.seq === change.seq;
}

function canBeUndone({ verb }: RecordedChange): boolean {
  return verb !== 'text.tabled' && verb !== 'text.undone';
}
