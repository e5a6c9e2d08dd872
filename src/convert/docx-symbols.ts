import type { Attributes } from './xml.ts';

/** Symbol fonts put their signs in the private use area; the boxes of questionnaires matter. */
const symbols: Readonly<Record<string, string>> = {
  f0fe: '☒',
  f0a8: '☐',
  f06f: '☐',
  f071: '☐',
  f0fc: '✓',
  f0fb: '✗',
  f0b7: '•',
  f0e0: '→',
};

/** What an element that stands for a sign puts into the text. */
export function writtenSign(name: string, attributes: Attributes): string {
  if (name === 'w:sym') return symbol(attributes['w:char'] ?? '');
  return name === 'w:noBreakHyphen' ? '-' : '\n';
}

/** The character of a `w:sym`, by its hexadecimal code; empty where nobody knows it. */
function symbol(code: string): string {
  const known = symbols[code.toLowerCase()];
  if (known !== undefined) return known;
  const point = Number.parseInt(code, 16);
  return point >= 0x20 && point < 0xd800 ? String.fromCharCode(point) : '';
}
