import type { Converted } from '#convert/convert.ts';
import type { Described } from '#core/library/describe-from.ts';
import { describeFrom } from '#core/library/describe-from.ts';
import { joinForm } from '#core/library/join-form.ts';
import { splitPassages } from '#core/passages/split.ts';
import { done, refused, type Reason, type Result } from '#core/result.ts';
import { detectLanguage } from '#language/detect.ts';
import type {
  DocumentDescription,
  DocumentFile,
  DocumentPassage,
} from '#store/document/entries.ts';
import type { ImportFile } from '#store/import-batch/tables.ts';
import type { House } from './house.ts';

/** Kept files, read: what the register will say and the words in passages, not yet labelled. */
export interface ReadDocument extends DocumentDescription {
  readonly symbol?: string | undefined;
  readonly files: readonly DocumentFile[];
  readonly converter: string;
  readonly notes: readonly Reason[];
  readonly passages: readonly DocumentPassage[];
}

/** What one document may hold. A book of a thousand pages has some 3 million characters. */
const mostCharacters = 5_000_000;
const mostPassages = 50_000;

/**
 * Reads the kept files of one document. What a person says in `metadata` outweighs what the form
 * says, and that what the text says of itself.
 */
export async function readDocument(
  house: House,
  files: readonly ImportFile[],
  metadata: Readonly<Record<string, string>>,
): Promise<Result<ReadDocument>> {
  const read = new Map<ImportFile['role'], Converted>();
  const kept: DocumentFile[] = [];
  for (const file of files) {
    const bytes = await house.originals.read(file.sha256);
    if (!bytes) return refused('original-missing', { name: file.name });
    const converted = await house.converter.convert({ name: file.name, bytes });
    if (!converted.ok) return converted;
    read.set(file.role, converted.value);
    kept.push({ ...file, mediaType: converted.value.mediaType });
  }
  const text = read.get('original');
  if (!text) return refused('original-missing', { name: files[0]?.name ?? '' });
  const form = read.get('form');
  const blocks = form ? joinForm(form.blocks, text.blocks) : text.blocks;
  const characters = blocks.reduce((sum, { text: words }) => sum + words.length, 0);
  if (characters > mostCharacters) return refused('too-much-text', { limit: mostCharacters });
  const passages = splitPassages(blocks);
  if (passages.length > mostPassages) return refused('too-many-passages', { limit: mostPassages });
  if (passages.length === 0) return refused('no-text', { name: files[0]?.name ?? '' });
  const described = describeFrom({
    ...ownWords(text),
    ...(form ? ownWords(form) : {}),
    ...metadata,
  });
  return done({
    ...describe(described, passages, files[0]?.name ?? ''),
    symbol: described.symbol,
    files: kept,
    converter: `${text.converter} ${text.version}`,
    notes: [...(form?.notes ?? []), ...text.notes],
    passages,
  });
}

function ownWords({ title, authors, date, metadata }: Converted): Record<string, string> {
  return {
    ...metadata,
    ...(title ? { title } : {}),
    ...(authors?.length ? { author: authors.join('; ') } : {}),
    ...(date ? { date } : {}),
  };
}

function describe(
  described: Described,
  passages: readonly DocumentPassage[],
  name: string,
): DocumentDescription {
  const detected = detectLanguage(passages.map(({ text }) => text).join('\n'));
  return {
    kind:
      described.kind ?? (passages.some(({ speaker }) => speaker) ? 'transcript' : 'contribution'),
    title: described.title ?? titleFrom(passages, name),
    date: described.date ?? null,
    authors: described.authors ?? [],
    stakeholderGroup: described.stakeholderGroup ?? null,
    region: described.region ?? null,
    language: described.language ?? detected?.language ?? 'und',
    languageBy: described.language ? 'metadata' : 'detected',
    keywords: described.keywords ?? [],
    metadata: described.metadata,
    relations: described.relations ?? [],
  };
}

const longestTitle = 200;

/** The first heading, or the name of the file in words. */
function titleFrom(passages: readonly DocumentPassage[], name: string): string {
  const heading = passages.slice(0, 5).find(({ kind }) => kind === 'heading')?.text;
  if (heading) return heading.slice(0, longestTitle);
  const bare = name.slice(name.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  return bare.replace(/[_-]+/g, ' ').trim().slice(0, longestTitle) || name;
}
