import { applyChange } from '#core/text/living/apply.ts';
import type { TextChange, TextTabled, TextUndone } from '#core/text/living/changes.ts';
import { measure, type TextMeasure } from '#core/text/living/measure.ts';
import type { TextState } from '#core/text/living/state.ts';
import type { Transaction } from '#record/entry.ts';
import type { Present, Projection } from '../projection.ts';
import { textVerbs } from './entries.ts';
import type { TextMeasureTable } from './tables.ts';

export const textProjection: Projection = {
  tables: ['negotiated_text', 'text_measure'],
  // One handler for all, so that a run of entries about a text loads and saves it once.
  handlers: Object.fromEntries(textVerbs.map((verb) => [verb, fold])),
};

/** A text as the entries of a run make it. */
interface Folding {
  /** The entry that tabled it, where that is in this run. */
  readonly tabled: Present | undefined;
  readonly state: TextState;
  readonly changedAt: string;
  /** Its last row so far, measured once it is known that nothing else was entered with it. */
  readonly row: MeasureRow;
}

async function fold(tx: Transaction, entries: readonly Present[]): Promise<void> {
  const groupId = entries[0]?.groupId ?? '';
  const texts = new Map<string, Folding>();
  const rows: MeasureRow[] = [];
  for (const entry of entries) {
    const { subject: textId, seq, verb, at: changedAt } = entry;
    const before = texts.get(textId);
    const state = before?.state ?? (await stateOf(tx, groupId, textId));
    // Its tabling was withdrawn: there is nothing left to change.
    if (!state && verb !== 'text.tabled') continue;
    if (before && before.changedAt !== changedAt) measureRow(before);
    if (!before && state) await forgetMeasure(tx, entry, state.seq);
    const change = { seq, verb, payload: entry.payload } as unknown as TextChange;
    const row = rowOf(entry, change.verb);
    rows.push(row);
    const tabled = verb === 'text.tabled' ? entry : before?.tabled;
    texts.set(textId, { tabled, state: applyChange(state, change), changedAt, row });
    if (change.verb === 'text.undone') markUndone(rows, textId, change.payload);
  }
  for (const [textId, folding] of texts) {
    await save(tx, groupId, textId, folding, measureRow(folding));
  }
  if (rows.length > 0) await tx.insertInto('text_measure').values(rows).execute();
  await markEarlierUndone(tx, entries);
}

/** The row before, of the same text, if it was entered at the very time of this entry. */
async function forgetMeasure(tx: Transaction, entry: Present, seq: number): Promise<void> {
  await tx
    .updateTable('text_measure')
    .set({ measure: notMeasured })
    .where('group_id', '=', entry.groupId)
    .where('text_id', '=', entry.subject)
    .where('seq', '=', seq)
    .where('at', '=', new Date(entry.at))
    .execute();
}

async function stateOf(
  tx: Transaction,
  groupId: string,
  textId: string,
): Promise<TextState | undefined> {
  const row = await tx
    .selectFrom('negotiated_text')
    .select('state')
    .where('group_id', '=', groupId)
    .where('text_id', '=', textId)
    .executeTakeFirst();
  return row?.state;
}

async function save(
  tx: Transaction,
  groupId: string,
  textId: string,
  { tabled, state, changedAt }: Folding,
  measured: TextMeasure,
): Promise<void> {
  const made = {
    closed: state.closed,
    seq: state.seq,
    changed_at: new Date(changedAt),
    state: JSON.stringify(state),
    measure: JSON.stringify(measured),
  };
  if (!tabled) {
    await tx
      .updateTable('negotiated_text')
      .set(made)
      .where('group_id', '=', groupId)
      .where('text_id', '=', textId)
      .execute();
    return;
  }
  const { number, title, kind, proponents } = tabled.payload as unknown as TextTabled;
  await tx
    .insertInto('negotiated_text')
    .values({
      ...made,
      group_id: groupId,
      text_id: textId,
      number,
      title,
      kind,
      proponents: [...proponents],
      tabled_at: new Date(tabled.at),
    })
    .execute();
}

type MeasureRow = Omit<TextMeasureTable, 'measure'> & { measure: string };

const notMeasured = JSON.stringify(null);

function rowOf({ groupId, subject, seq, at }: Present, verb: TextMeasureTable['verb']): MeasureRow {
  return {
    group_id: groupId,
    text_id: subject,
    seq,
    at: new Date(at),
    verb,
    undone: false,
    measure: notMeasured,
  };
}

function measureRow({ state, row }: Folding): TextMeasure {
  const measured = measure(state);
  const { byProvision: _provisions, ...summary } = measured;
  row.measure = JSON.stringify(summary);
  return measured;
}

function markUndone(rows: readonly MeasureRow[], textId: string, { entry }: TextUndone): void {
  const row = rows.find((each) => each.text_id === textId && each.seq === entry);
  if (row) row.undone = true;
}

async function markEarlierUndone(tx: Transaction, entries: readonly Present[]): Promise<void> {
  const [first] = entries;
  const undone = entries
    .filter(({ verb }) => verb === 'text.undone')
    .map(({ payload }) => (payload as unknown as TextUndone).entry)
    .filter((entry) => first && entry < first.seq);
  if (!first || undone.length === 0) return;
  await tx
    .updateTable('text_measure')
    .set({ undone: true })
    .where('group_id', '=', first.groupId)
    .where('seq', 'in', undone)
    .execute();
}
