import { wordPrefixes } from './docx-names.ts';
import type { ListPlace } from './docx-styles.ts';
import type { Attributes } from './xml.ts';
import { readXml } from './xml.ts';

interface Level {
  start: number;
  format: string;
  /** `%1.%2` */
  pattern: string;
}

interface Numbering {
  readonly abstract: ReadonlyMap<string, ReadonlyMap<number, Level>>;
  readonly lists: ReadonlyMap<string, { abstract: string; starts: ReadonlyMap<number, number> }>;
}

/** Counts as Word counts, in document order. */
export interface Labels {
  /** The label of the next item at a place: `3.`, `(b)`; empty for a bullet. */
  next(place: ListPlace): string;
}

export function createLabels(bytes: Uint8Array | undefined): Labels {
  const numbering = readNumbering(bytes);
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();
  return {
    next({ list, depth }) {
      const found = numbering.lists.get(list);
      const levels = found && numbering.abstract.get(found.abstract);
      const level = levels?.get(depth);
      if (!found || !levels || !level || depth < 0 || depth > 8) return '';
      const counts = counters.get(found.abstract) ?? [];
      counters.set(found.abstract, counts);
      const restart = found.starts.get(depth);
      const fresh = restart !== undefined && !begun.has(`${list} ${depth}`);
      begun.add(`${list} ${depth}`);
      const last = counts[depth];
      counts[depth] = fresh ? restart : last === undefined ? level.start : last + 1;
      counts.length = depth + 1;
      if (level.format === 'bullet' || level.format === 'none') return '';
      return level.pattern.replace(/%([1-9])/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        const shown = levels.get(at);
        return shown ? formatNumber(counts[at] ?? shown.start, shown.format) : '';
      });
    },
  };
}

function readNumbering(bytes: Uint8Array | undefined): Numbering {
  const abstract = new Map<string, Map<number, Level>>();
  const lists = new Map<string, { abstract: string; starts: Map<number, number> }>();
  let levels: Map<number, Level> | undefined;
  let level: Level | undefined;
  let list: { abstract: string; starts: Map<number, number> } | undefined;
  let override = 0;
  const open = (name: string, attributes: Attributes) => {
    const value = attributes['w:val'] ?? '';
    switch (name) {
      case 'w:abstractNum':
        abstract.set(attributes['w:abstractNumId'] ?? '', (levels = new Map()));
        break;
      case 'w:lvl':
        level = { start: 1, format: 'decimal', pattern: '' };
        if (!list) levels?.set(Number(attributes['w:ilvl']), level);
        break;
      case 'w:start':
        if (level) level.start = Number(value) || 0;
        break;
      case 'w:numFmt':
        if (level) level.format = value;
        break;
      case 'w:lvlText':
        if (level) level.pattern = value;
        break;
      case 'w:num':
        lists.set(attributes['w:numId'] ?? '', (list = { abstract: '', starts: new Map() }));
        break;
      case 'w:abstractNumId':
        if (list) list.abstract = value;
        break;
      case 'w:lvlOverride':
        override = Number(attributes['w:ilvl']);
        break;
      case 'w:startOverride':
        list?.starts.set(override, Number(value) || 0);
    }
  };
  const close = (name: string) => {
    if (name === 'w:lvl') level = undefined;
    if (name === 'w:num') list = undefined;
  };
  if (bytes) readXml(bytes, wordPrefixes, { open, close, text: () => undefined });
  return { abstract, lists };
}

/** A number as a list shows it. Formats that are not known here are shown in digits. */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
    case 'upperLetter': {
      const letter = String.fromCharCode(97 + ((Math.max(value, 1) - 1) % 26));
      const text = letter.repeat(Math.min(20, Math.ceil(Math.max(value, 1) / 26)));
      return format === 'upperLetter' ? text.toUpperCase() : text;
    }
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'upperRoman':
      return roman(value);
    case 'decimalZero':
      return String(value).padStart(2, '0');
    default:
      return String(value);
  }
}

const romanSigns: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let text = '';
  let left = value;
  for (const [worth, sign] of romanSigns) {
    text += sign.repeat(Math.floor(left / worth));
    left %= worth;
  }
  return text;
}
