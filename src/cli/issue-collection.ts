import { createClassifier, type Classifier } from '#core/issues/classifier.ts';
import type { Coding, Document } from '#core/issues/document.ts';
import { buildSpace, type Space } from '#core/issues/space.ts';
import { done, refused, type Result } from '#core/result.ts';
import { collectionLanguages } from '#language/collection-languages.ts';
import { stem } from '#language/stem.ts';
import { eachItem, type Id, type Item } from './json-lines.ts';

/** A collection read from files, with the space of its texts. */
export interface IssueCollection {
  readonly space: Space;
  /** The ids as they were written, in the order of the file. */
  readonly ids: readonly Id[];
  /** Where in the space a document of the file is; undefined for what only was learnt from. */
  readonly placeOf: ReadonlyMap<string, number>;
  readonly codings: readonly Coded[];
}

export interface Coded extends Coding {
  readonly id: string;
}

/**
 * Reads documents, and codings where there are any, and builds the space of all their texts. A line
 * that cannot be read, an id that comes again, a coding without a label and a file with nothing in
 * it are refused.
 */
export async function readIssueCollection(
  documents: string,
  train?: string,
): Promise<Result<IssueCollection>> {
  const items = await readDocuments(documents);
  if (!items.ok) return items;
  const coded = train === undefined ? done([]) : await readCodings(train);
  if (!coded.ok) return coded;
  const texts: Document[] = [];
  const codings: Coded[] = [];
  const known = new Map<string, string>();
  const languages = collectionLanguages<Item & { readonly asDocument: boolean }>(
    ({ id, text, label = '', asDocument }, language) => {
      const name = String(id);
      if (!asDocument) codings.push({ id: name, text, language, label });
      if (known.get(name) === text) return;
      texts.push({ id: known.has(name) ? `${name}\0${texts.length}` : name, text, language });
      known.set(name, text);
    },
  );
  for (const item of items.value) languages.take({ ...item, asDocument: true });
  for (const item of coded.value) languages.take({ ...item, asDocument: false });
  languages.finish();

  const space = buildSpace(texts, { stem });
  const asked = new Set(items.value.map(({ id }) => String(id)));
  const placeOf = new Map<string, number>();
  for (const [at, { id }] of space.documents.entries()) if (asked.has(id)) placeOf.set(id, at);
  return done({ space, ids: items.value.map(({ id }) => id), placeOf, codings });
}

/** A classifier that has learnt all codings, in an order that the order of lines does not change. */
export function learnAll({ space, codings }: IssueCollection): Classifier {
  const classifier = createClassifier(space);
  const sorted = [...codings].sort((one, other) => compare(one, other));
  for (const coding of sorted) classifier.learn(coding);
  return classifier;
}

function compare(one: Coded, other: Coded): number {
  const [a, b] = [`${one.id}\0${one.label}`, `${other.id}\0${other.label}`];
  return a < b ? -1 : a > b ? 1 : 0;
}

async function readDocuments(file: string): Promise<Result<readonly Item[]>> {
  const items: Item[] = [];
  const seen = new Set<string>();
  const reason = await eachItem(file, (item, line) => {
    const id = String(item.id);
    if (seen.has(id)) return { code: 'lines-id-twice', file, line, id };
    seen.add(id);
    items.push(item);
    return undefined;
  });
  if (reason) return { ok: false, reason };
  return items.length > 0 ? done(items) : refused('issues-no-documents', { file });
}

/** A text may have several labels, each on a line of its own. */
async function readCodings(file: string): Promise<Result<readonly Item[]>> {
  const items: Item[] = [];
  const seen = new Set<string>();
  const reason = await eachItem(file, (item, line) => {
    const { id, label } = item;
    if (label === undefined || label === '') {
      return { code: 'lines-without', file, line, field: 'label' };
    }
    const key = `${id}\0${label}`;
    if (seen.has(key)) return { code: 'issues-coded-twice', file, line, id: String(id), label };
    seen.add(key);
    items.push(item);
    return undefined;
  });
  if (reason) return { ok: false, reason };
  return items.length > 0 ? done(items) : refused('issues-no-codings', { file });
}
