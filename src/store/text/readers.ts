import { type Kysely, sql } from 'kysely';
import { applyChange } from '#core/text/living/apply.ts';
import type { TextChange, TextTabled, TextVerb } from '#core/text/living/changes.ts';
import type { TextMeasure } from '#core/text/living/measure.ts';
import type { TextState } from '#core/text/living/state.ts';
import type { Schema } from '#db/schema.ts';
import type { NegotiatedTextTable, TextSummary } from './tables.ts';

/** What a list says of a text. */
export interface TextSheet {
  readonly textId: string;
  /** 1, 2, 3 … within the group: its name in addresses. */
  readonly number: number;
  readonly title: string;
  readonly kind: TextTabled['kind'];
  /** The parties that tabled it. */
  readonly proponents: readonly string[];
  /** Closed texts take no amendment. */
  readonly closed: boolean;
  /** The last entry about it: what a drafter must have seen. */
  readonly seq: number;
  readonly tabledAt: Date;
  readonly changedAt: Date;
  readonly measure: TextMeasure;
}

export interface TextAtHand {
  readonly sheet: TextSheet;
  readonly state: TextState;
}

/** The texts of a group in the order they were tabled. */
export async function textsOf(db: Kysely<Schema>, groupId: string): Promise<TextSheet[]> {
  const rows = await db
    .selectFrom('negotiated_text')
    .select(sheetColumns)
    .where('group_id', '=', groupId)
    .orderBy('number')
    .execute();
  return rows.map(sheetFrom);
}

export function textByNumber(
  db: Kysely<Schema>,
  groupId: string,
  number: number,
): Promise<TextAtHand | undefined> {
  return textWhere(db, groupId, 'number', number);
}

export function textById(
  db: Kysely<Schema>,
  groupId: string,
  textId: string,
): Promise<TextAtHand | undefined> {
  return textWhere(db, groupId, 'text_id', textId);
}

async function textWhere(
  db: Kysely<Schema>,
  groupId: string,
  column: 'number' | 'text_id',
  value: number | string,
): Promise<TextAtHand | undefined> {
  const row = await db
    .selectFrom('negotiated_text')
    .select(sheetColumns)
    .select('state')
    .where('group_id', '=', groupId)
    .where(column, '=', value)
    .executeTakeFirst();
  return row && { sheet: sheetFrom(row), state: row.state };
}

/** An entry about a text, with who made it and whether it still holds. */
export type RecordedChange = TextChange & {
  readonly at: Date;
  /** `member:<id>`, `operator` or `system`. */
  readonly actor: string;
  /** The member's name; null for an actor who is none. */
  readonly actorName: string | null;
  /** `party:<name>` where the bureau acted for a party. */
  readonly onBehalf: string | null;
  /** A later entry took it back. */
  readonly undone: boolean;
};

interface ChangeRow extends Omit<RecordedChange, 'payload' | 'verb'> {
  readonly verb: TextVerb;
  readonly payload: string;
}

/** Every entry about a text in order, up to and with entry `upTo`; not those that were withdrawn. */
export async function textChanges(
  db: Kysely<Schema>,
  groupId: string,
  textId: string,
  { upTo = Number.MAX_SAFE_INTEGER }: { readonly upTo?: number | undefined } = {},
): Promise<RecordedChange[]> {
  const { rows } = await sql<ChangeRow>`
    select entry.seq, entry.at, entry.actor, author.name as "actorName",
      entry.on_behalf as "onBehalf", entry.verb, entry.payload, step.undone
    from text_measure step
    join entry on entry.group_id = step.group_id and entry.seq = step.seq
    left join member author
      on author.group_id = entry.group_id and 'member:' || author.member_id = entry.actor
    where step.group_id = ${groupId} and step.text_id = ${textId} and step.seq <= ${upTo}
      and entry.payload is not null
    order by step.seq`.execute(db);
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) }) as RecordedChange);
}

/** A text as it stood after entry `seq` of the group; undefined where it was not there yet. */
export async function textAsOf(
  db: Kysely<Schema>,
  groupId: string,
  textId: string,
  seq: number,
): Promise<TextState | undefined> {
  const changes = await textChanges(db, groupId, textId, { upTo: seq });
  return changes.reduce<TextState | undefined>(applyChange, undefined);
}

/** How a text stood after one entry about it. */
export interface MeasuredChange {
  readonly seq: number;
  readonly at: Date;
  readonly verb: TextVerb;
  readonly undone: boolean;
  readonly measure: TextSummary;
}

/**
 * How much was open after each change of a text, in order. Of entries that were made at once, as
 * when many versions are compiled, only the last one is told.
 */
export async function textMeasures(
  db: Kysely<Schema>,
  groupId: string,
  textId: string,
): Promise<MeasuredChange[]> {
  const rows = await db
    .selectFrom('text_measure')
    .select(['seq', 'at', 'verb', 'undone', 'measure'])
    .where('group_id', '=', groupId)
    .where('text_id', '=', textId)
    .orderBy('seq')
    .execute();
  return rows.flatMap(({ measure, ...row }) => (measure ? [{ ...row, measure }] : []));
}

const sheetColumns = [
  'text_id',
  'number',
  'title',
  'kind',
  'proponents',
  'closed',
  'seq',
  'tabled_at',
  'changed_at',
  'measure',
] as const;

type SheetRow = Omit<Pick<NegotiatedTextTable, (typeof sheetColumns)[number]>, 'measure'> & {
  readonly measure: TextMeasure;
};

function sheetFrom(row: SheetRow): TextSheet {
  return {
    textId: row.text_id,
    number: row.number,
    title: row.title,
    kind: row.kind,
    proponents: row.proponents,
    closed: row.closed,
    seq: row.seq,
    tabledAt: row.tabled_at,
    changedAt: row.changed_at,
    measure: row.measure,
  };
}
