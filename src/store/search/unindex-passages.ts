import { sql } from 'kysely';
import { withoutPassages } from '#core/search/postings.ts';
import type { Transaction } from '#record/entry.ts';

/** Takes the passages of a document out of the tables, and out of every posting that counts them. */
export async function unindexPassages(
  tx: Transaction,
  groupId: string,
  documentId: string,
): Promise<void> {
  const { rows } = await sql<{ passage_id: number; length: number; terms: string[] }>`
    delete from passage
    where group_id = ${groupId} and document_id = ${documentId}
    returning passage_id, length, tsvector_to_array(terms) as terms`.execute(tx);
  if (rows.length === 0) return;
  const gone = new Set(rows.map((row) => row.passage_id));
  const counts = new Map<string, number>();
  for (const term of rows.flatMap((row) => row.terms)) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const terms = [...counts.keys()];
  const length = rows.reduce((sum, row) => sum + row.length, 0);

  const blocks = await tx
    .selectFrom('posting')
    .select(['term', 'segment', 'passages'])
    .where('group_id', '=', groupId)
    .where('term', 'in', terms)
    .execute();
  const changed = blocks.flatMap((block) => {
    const kept = withoutPassages(block.passages, gone);
    if (kept.length === block.passages.length) return [];
    return [{ ...block, passages: Buffer.from(kept) }];
  });
  await sql`
    update posting set passages = kept.passages
    from unnest(${changed.map((block) => block.term)}::text[],
      ${changed.map((block) => block.segment)}::int[],
      ${changed.map((block) => block.passages)}::bytea[]) as kept(term, segment, passages)
    where posting.group_id = ${groupId}
      and posting.term = kept.term and posting.segment = kept.segment`.execute(tx);
  await sql`delete from posting where group_id = ${groupId} and passages = ''`.execute(tx);
  await sql`
    update term set passages = term.passages - gone.passages
    from unnest(${terms}::text[], ${[...counts.values()]}::int[]) as gone(term, passages)
    where term.group_id = ${groupId} and term.term = gone.term`.execute(tx);
  await sql`delete from term where group_id = ${groupId} and passages = 0`.execute(tx);
  await tx
    .updateTable('corpus')
    .set((eb) => ({
      passages: eb('passages', '-', rows.length),
      length: eb('length', '-', length),
    }))
    .where('group_id', '=', groupId)
    .execute();
}
