import type { Attributes } from './xml.ts';
import { readXml } from './xml.ts';
import { wordPrefixes } from './docx-names.ts';

/** What a paragraph style says that matters for reading. */
export interface ParagraphStyle {
  readonly name: string;
  /** Depth of the heading, from 1. */
  readonly heading?: number | undefined;
  readonly list?: ListPlace | undefined;
}

/** A place in a numbering: which one, and how deep, from 0. */
export interface ListPlace {
  readonly list: string;
  readonly depth: number;
}

export type Styles = ReadonlyMap<string, ParagraphStyle>;

interface RawStyle {
  name: string;
  basedOn?: string | undefined;
  outline?: number | undefined;
  list?: string | undefined;
  depth?: number | undefined;
}

/** The paragraph styles by their id, each with what it inherits. */
export function readStyles(bytes: Uint8Array | undefined): Styles {
  const raw = new Map<string, RawStyle>();
  let style: RawStyle | undefined;
  const open = (name: string, attributes: Attributes) => {
    const value = attributes['w:val'];
    if (name === 'w:style') {
      style = { name: '' };
      raw.set(attributes['w:styleId'] ?? '', style);
    } else if (!style || value === undefined) return;
    else if (name === 'w:name') style.name = value;
    else if (name === 'w:basedOn') style.basedOn = value;
    else if (name === 'w:outlineLvl') style.outline = Number(value);
    else if (name === 'w:numId') style.list = value;
    else if (name === 'w:ilvl') style.depth = Number(value);
  };
  const close = (name: string) => {
    if (name === 'w:style') style = undefined;
  };
  if (bytes) readXml(bytes, wordPrefixes, { open, close, text: () => undefined });
  return new Map([...raw.keys()].map((id) => [id, resolve(raw, id)]));
}

/** A style may be based on another; chains in damaged files may be circles, hence the bound. */
function resolve(raw: ReadonlyMap<string, RawStyle>, id: string): ParagraphStyle {
  let heading: number | undefined;
  let list: string | undefined;
  let depth: number | undefined;
  let at = raw.get(id);
  const name = at?.name ?? '';
  for (let step = 0; at && step < 20; step++) {
    heading ??= at.outline === undefined ? headingOfName(at.name) : outlineHeading(at.outline);
    list ??= at.list;
    depth ??= at.depth;
    at = at.basedOn === undefined ? undefined : raw.get(at.basedOn);
  }
  return {
    name,
    heading: heading === 0 ? undefined : heading,
    list: list === undefined || list === '0' ? undefined : { list, depth: depth ?? 0 },
  };
}

/** Outline levels count from 0; 9 is body text, here 0, so that it overrides a base style. */
export function outlineHeading(level: number): number {
  return level >= 0 && level < 9 ? level + 1 : 0;
}

/** What a paragraph itself says of its list, over what its style says. */
export interface OwnPlace {
  readonly list?: string | undefined;
  readonly depth?: number | undefined;
}

/** List `0` takes a paragraph out of the list of its style. */
export function placeOf(own: OwnPlace, inherited: ListPlace | undefined): ListPlace | undefined {
  if (own.list === '0') return undefined;
  if (own.list !== undefined) {
    return { list: own.list, depth: own.depth ?? inherited?.depth ?? 0 };
  }
  return inherited && { ...inherited, depth: own.depth ?? inherited.depth };
}

/**
 * Word keeps the built-in names in English whatever its language; other programs write them
 * in the language of the house.
 */
const headingWords =
  /^(heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок|标题|標題|見出し|제목|عنوان|הכותרת|כותרת|başlık|tiêu đề)\s*([1-9])$/iu;

function headingOfName(name: string): number | undefined {
  const level = headingWords.exec(name.trim())?.[2];
  if (level !== undefined) return Number(level);
  return /^title$/i.test(name) ? 1 : undefined;
}
