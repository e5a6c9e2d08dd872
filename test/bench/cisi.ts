import { readFileSync } from 'node:fs';
import { sharedData } from '#test/shared-data.ts';

export interface TestCollection {
  readonly documents: readonly { readonly id: string; readonly text: string }[];
  readonly queries: readonly JudgedQuery[];
}

export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  readonly relevant: ReadonlySet<string>;
}

/** The CISI collection: title and text of documents, judged queries; undefined where it is absent. */
export function readCisi(): TestCollection | undefined {
  const folder = sharedData('search/cisi');
  if (!folder) return undefined;
  const relevant = new Map<string, Set<string>>();
  for (const line of readFileSync(`${folder}/CISI.REL`, 'utf8').split('\n')) {
    const [query, document] = line.trim().split(/\s+/);
    if (!query || !document) continue;
    relevant.set(query, (relevant.get(query) ?? new Set()).add(document));
  }
  return {
    documents: records(readFileSync(`${folder}/CISI.ALL`, 'utf8')),
    queries: records(readFileSync(`${folder}/CISI.QRY`, 'utf8')).flatMap((query) => {
      const judged = relevant.get(query.id);
      return judged ? [{ ...query, relevant: judged }] : [];
    }),
  };
}

function records(file: string): readonly { id: string; text: string }[] {
  return file
    .split(/^\.I /m)
    .slice(1)
    .map((record) => {
      const id = /^\d+/.exec(record)?.[0] ?? '';
      return { id, text: `${field(record, 'T')}\n${field(record, 'W')}`.trim() };
    });
}

function field(record: string, name: string): string {
  const found = new RegExp(`^\\.${name}\\s*\\n([\\s\\S]*?)(?=^\\.[A-Z]\\s*$|(?![\\s\\S]))`, 'm');
  return found.exec(record)?.[1] ?? '';
}
