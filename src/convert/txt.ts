import type { Block } from '#core/passages/block.ts';
import { unwrap } from '#core/passages/unwrap.ts';
import { cleanText } from './clean.ts';
import type { Draft } from './converted.ts';
import { isoDay } from './day.ts';
import type { Decoded } from './encoding.ts';
import type { MetadataHead } from './metadata-head.ts';
import { readMetadataHead } from './metadata-head.ts';

/** Plain text: a head of `Key: value` lines, then paragraphs, hard-wrapped or not. */
export function readTxt(decoded: Decoded): Draft {
  // Form feeds part pages, whose furniture goes while the text is unwrapped.
  const pages = decoded.text.split('\f').map(cleanText);
  const head = readMetadataHead(pages.join('\f'));
  const blocks: Block[] = [];
  if (head.abstract) {
    blocks.push({ kind: 'heading', level: 1, text: 'Abstract' }, ...unwrap(head.abstract));
    blocks.push({ kind: 'heading', level: 1, text: 'Document' });
  }
  return {
    title: head.title,
    ...facts(head),
    metadata: head.fields,
    blocks: [...blocks, ...unwrap(head.body)],
  };
}

/** Authors and date, where a head names them. */
export function facts(head: Pick<MetadataHead, 'fields'>): Pick<Draft, 'authors' | 'date'> {
  const value = (pattern: RegExp) =>
    Object.entries(head.fields).find(([key, text]) => pattern.test(key) && text !== '')?.[1];
  const author = value(/^(authors?|entitled by|submitted by|submitter|from)$/i);
  return {
    authors: author === undefined ? undefined : author.split(/\s*;\s*/),
    date: isoDay(value(/^(date|published|sent)$/i)),
  };
}
