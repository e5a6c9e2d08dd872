import type { Block } from '#core/passages/block.ts';
import type { Reason, Result } from '#core/result.ts';
import { done, refused } from '#core/result.ts';
import { blockText, oneLine } from './clean.ts';
import type { Converted, Draft, SourceFile } from './converted.ts';
import { readDocx } from './docx.ts';
import { readEml } from './eml.ts';
import { decode } from './encoding.ts';
import type { Kind } from './formats.ts';
import { formatOf, maximumBytes, tooLarge } from './formats.ts';
import { readHtml } from './html.ts';
import { readMd } from './md.ts';
import { readOdt } from './odt.ts';
import { readRtf } from './rtf.ts';
import { sniff } from './sniff.ts';
import { readSrt } from './srt.ts';
import { readTxt } from './txt.ts';
import { readVtt } from './vtt.ts';

/** Converts on the calling thread. Everyone but the worker calls `convert`, which is bounded. */
export async function convertHere(file: SourceFile): Promise<Result<Converted>> {
  if (file.bytes.length > maximumBytes) return { ok: false, reason: tooLarge };
  const sniffed = sniff(file.name, file.bytes);
  if (!sniffed.ok) return sniffed;
  const { kind, renamed } = sniffed.value;
  const draft = await read(kind, file.bytes);
  if (!draft.ok) return draft;
  const notes: Reason[] = renamed ? [{ code: 'renamed-file', format: formatOf(kind).label }] : [];
  const result = finish(kind, draft.value, notes);
  return result ? done(result) : refused('no-text', { name: file.name });
}

async function read(kind: Kind, bytes: Uint8Array): Promise<Result<Draft>> {
  switch (kind) {
    case 'docx':
      return readDocx(bytes);
    case 'odt':
      return readOdt(bytes);
    case 'rtf':
      return readRtf(bytes);
    case 'eml':
      return readEml(bytes);
    case 'pdf':
      // Loaded when the first PDF comes: the reader weighs 2 MB.
      return (await import('./pdf.ts')).readPdf(bytes);
    case 'txt':
    case 'md':
    case 'html':
    case 'vtt':
    case 'srt':
      return done(readText(kind, bytes));
  }
}

function readText(kind: 'txt' | 'md' | 'html' | 'vtt' | 'srt', bytes: Uint8Array): Draft {
  if (kind === 'html') return readHtml(bytes);
  const decoded = decode(bytes);
  const readers = { txt: readTxt, md: readMd, vtt: readVtt, srt: readSrt };
  const draft = readers[kind](decoded);
  const guess = { code: 'encoding-guessed', encoding: decoded.encoding };
  const notes = [...(decoded.guessed ? [guess] : []), ...(draft.notes ?? [])];
  return { encoding: decoded.encoding, ...draft, notes };
}

/** Fields kept of what a file says about itself, and the length of each. */
const metadataFields = 100;
const metadataLength = 2000;

/** What holds of every result, whatever its reader: clean text, no empty block, no empty fact.; nothing where no block is left. */
function finish(kind: Kind, draft: Draft, notes: readonly Reason[]): Converted | undefined {
  const blocks = draft.blocks.flatMap(cleanBlock);
  if (blocks.length === 0) return undefined;
  const title = draft.title === undefined ? '' : oneLine(draft.title).slice(0, 500);
  const authors = [...new Set((draft.authors ?? []).map(oneLine).filter(Boolean))].slice(0, 50);
  return {
    converter: kind,
    version: formatOf(kind).version,
    mediaType: formatOf(kind).mediaType,
    ...(draft.encoding === undefined ? {} : { encoding: draft.encoding }),
    ...(title === '' ? titleOfBlocks(blocks) : { title }),
    ...(authors.length === 0 ? {} : { authors }),
    ...(draft.date === undefined ? {} : { date: draft.date }),
    metadata: cleanMetadata(draft.metadata ?? {}),
    blocks,
    notes: [...notes, ...(draft.notes ?? [])].map(cleanReason),
    ...(draft.attachments?.length ? { attachments: draft.attachments } : {}),
  };
}

/** A heading among the first lines names the document where nothing else does. */
function titleOfBlocks(blocks: readonly Block[]): { title?: string } {
  const heading = blocks
    .slice(0, 3)
    .find(({ kind, text }) => kind === 'heading' && !/^abstract$/i.test(text));
  return heading ? { title: oneLine(heading.text).slice(0, 500) } : {};
}

function cleanBlock(block: Block): Block[] {
  const text = blockText(block.text);
  if (text === '') return [];
  const speaker = block.speaker === undefined ? '' : oneLine(block.speaker);
  const { speaker: _, ...rest } = block;
  return [{ ...rest, text, ...(speaker ? { speaker } : {}) }];
}

function cleanMetadata(metadata: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = Object.entries(metadata)
    .map(([key, value]) => [oneLine(key).slice(0, 100), oneLine(value).slice(0, metadataLength)])
    .filter(([key]) => key !== '');
  return Object.fromEntries(pairs.slice(0, metadataFields)) as Record<string, string>;
}

function cleanReason(reason: Reason): Reason {
  const pairs = Object.entries(reason).map(([name, value]) => [
    name,
    typeof value === 'string' ? oneLine(value).slice(0, 500) : value,
  ]);
  return Object.fromEntries(pairs) as Reason;
}
