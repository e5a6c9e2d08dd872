import type { RecordedChange } from '#store/text/readers.ts';
import type { TextHere } from './text-of.ts';

/** What the reader's last decision rested on: decisions come in runs, in one meeting. */
export function lastBasis(
  { standing, may }: Pick<TextHere, 'standing' | 'may'>,
  changes: readonly RecordedChange[],
): string {
  if (!may.decide || standing.kind !== 'member') return '';
  const self = `member:${standing.memberId}`;
  const last = changes.findLast(
    ({ verb, actor, undone }) => verb === 'text.decided' && actor === self && !undone,
  );
  return last?.verb === 'text.decided' ? last.payload.basis : '';
}
