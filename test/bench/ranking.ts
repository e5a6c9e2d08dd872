import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rankCollection } from '#cli/rank.ts';
import type { BenchRow } from './bench-row.ts';
import { readCisi, type JudgedQuery, type TestCollection } from './cisi.ts';
import { plainBm25 } from './plain-bm25.ts';
import { measure, type Measures } from './retrieval-measures.ts';

/**
 * The quality of ranking on CISI, by the command anyone can run, beside plain BM25 in the same
 * run: over all queries, and over either half of them, so that a lucky setting shows.
 */
export async function bench(): Promise<BenchRow[]> {
  const cisi = readCisi();
  if (!cisi) return [];
  const ours = await rankedByCommand(cisi);
  const plain = plainBm25(cisi.documents);
  const halves: readonly [string, (query: JudgedQuery, at: number) => boolean][] = [
    ['', () => true],
    [', even queries', (_, at) => at % 2 === 0],
    [', odd queries', (_, at) => at % 2 === 1],
  ];
  return halves.flatMap(([half, chosen]) => {
    const queries = cisi.queries.filter(chosen);
    const one = mean(queries.map(({ id, relevant }) => measure(ours.get(id) ?? [], relevant)));
    const other = mean(queries.map(({ text, relevant }) => measure(plain(text), relevant)));
    return [
      row(`ranking: CISI nDCG@10${half}`, one.ndcg10, other.ndcg10),
      row(`ranking: CISI MAP${half}`, one.averagePrecision, other.averagePrecision),
    ];
  });
}

async function rankedByCommand({ documents, queries }: TestCollection) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-ranking-'));
  const ranked = new Map<string, readonly string[]>();
  try {
    const files = { documents: join(folder, 'd.jsonl'), queries: join(folder, 'q.jsonl') };
    const lines = (items: readonly { id: string; text: string }[]) =>
      items.map(({ id, text }) => JSON.stringify({ id, text })).join('\n');
    writeFileSync(files.documents, lines(documents));
    writeFileSync(files.queries, lines(queries));
    await rankCollection({ ...files, limit: documents.length }, (line) => {
      const { query, results } = JSON.parse(line) as { query: string; results: { id: string }[] };
      ranked.set(
        query,
        results.map(({ id }) => id),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
  return ranked;
}

function mean(all: readonly Measures[]): Measures {
  const of = (pick: (one: Measures) => number) =>
    all.reduce((sum, one) => sum + pick(one), 0) / Math.max(all.length, 1);
  return { ndcg10: of((one) => one.ndcg10), averagePrecision: of((one) => one.averagePrecision) };
}

function row(name: string, ours: number, yardstick: number): BenchRow {
  return { name, ours, yardstick, unit: 'of 1', ratio: ours / yardstick, target: 'above 1' };
}
