import { type Kysely, sql } from 'kysely';
import type { Schema } from '#db/schema.ts';

/** An entry of the record with the names that its ids stand for now. */
export interface Deed {
  readonly seq: number;
  readonly at: Date;
  readonly verb: string;
  readonly hash: string;
  readonly withdrawn: boolean;
  /** `member:<id>`, `operator` or `system`. */
  readonly actor: string;
  /** The member's name; null for an actor who is none, or of whom nothing is known any more. */
  readonly actorName: string | null;
  /** `party:<name>` where it was done for a party. */
  readonly onBehalf: string | null;
  readonly document: { readonly symbol: string; readonly title: string } | null;
  readonly text: { readonly number: number; readonly title: string } | null;
  /** The name of the member or subgroup that it is about. */
  readonly subjectName: string | null;
  readonly subgroupSlug: string | null;
}

export interface DeedsAsked {
  /** Only entries before this one; undefined: the newest. */
  readonly before?: number | undefined;
  readonly limit: number;
  /** Verbs that this reader need not know of. */
  readonly without: readonly string[];
}

interface Row extends Omit<Deed, 'document' | 'text'> {
  readonly symbol: string | null;
  readonly title: string | null;
  readonly number: number | null;
  readonly textTitle: string | null;
}

/** What happened, newest first. */
export async function latestDeeds(
  db: Kysely<Schema>,
  groupId: string,
  { before, limit, without }: DeedsAsked,
): Promise<Deed[]> {
  const { rows } = await sql<Row>`
    select entry.seq, entry.at, entry.verb, entry.hash, entry.payload is null as withdrawn,
      entry.actor, author.name as "actorName", entry.on_behalf as "onBehalf",
      document.symbol, document.title, text.number, text.title as "textTitle",
      coalesce(subgroup.name, member.name) as "subjectName", subgroup.slug as "subgroupSlug"
    from entry
    left join member author
      on author.group_id = entry.group_id and 'member:' || author.member_id = entry.actor
    left join document
      on document.group_id = entry.group_id and document.document_id = entry.subject
    left join negotiated_text text
      on text.group_id = entry.group_id and text.text_id = entry.subject
    left join subgroup
      on subgroup.group_id = entry.group_id and subgroup.subgroup_id = entry.subject
    left join member
      on member.group_id = entry.group_id and member.member_id = entry.subject
    where entry.group_id = ${groupId}
      and entry.seq < ${before ?? Number.MAX_SAFE_INTEGER}
      and entry.verb <> all(${[...without]}::text[])
    order by entry.seq desc limit ${limit}`.execute(db);
  return rows.map(({ symbol, title, number, textTitle, ...deed }) => ({
    ...deed,
    document: symbol === null || title === null ? null : { symbol, title },
    text: number === null || textTitle === null ? null : { number, title: textTitle },
  }));
}

/** The payload of an entry as it was written, byte for byte; null when it was withdrawn. */
export async function payloadOf(
  db: Kysely<Schema>,
  groupId: string,
  seq: number,
): Promise<string | null> {
  const row = await db
    .selectFrom('entry')
    .select('payload')
    .where('group_id', '=', groupId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.payload ?? null;
}

/** The numbers of the entries before and after one, of those that a reader may know of. */
export async function neighboursOf(
  db: Kysely<Schema>,
  groupId: string,
  seq: number,
  without: readonly string[],
): Promise<{ readonly before: number | null; readonly after: number | null }> {
  const { rows } = await sql<{ before: number | null; after: number | null }>`
    select
      (select seq from entry
        where group_id = ${groupId} and seq < ${seq} and verb <> all(${[...without]}::text[])
        order by seq desc limit 1) as before,
      (select seq from entry
        where group_id = ${groupId} and seq > ${seq} and verb <> all(${[...without]}::text[])
        order by seq limit 1) as after`.execute(db);
  return rows[0] ?? { before: null, after: null };
}
