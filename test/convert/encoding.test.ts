import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockText, cleanText, oneLine } from '#convert/clean.ts';
import { decode, zeroSide } from '#convert/encoding.ts';
import { sharedData } from '../shared-data.ts';
import { bytesOf, latin1, utf16 } from './fixtures.ts';

describe('decode', () => {
  const russian = 'Делегация Эревона выступает за открытый Интернет для всех людей и стран.';
  // Windows-1251 puts А to я at 0xC0 to 0xFF.
  const cyrillic = Uint8Array.from(russian, (letter) => {
    const point = letter.codePointAt(0) ?? 0;
    return point >= 0x410 ? point - 0x410 + 0xc0 : point;
  });
  const rows: readonly (readonly [string, Uint8Array, string, string])[] = [
    ['ASCII', bytesOf('plain'), 'utf-8', 'plain'],
    ['UTF-8', bytesOf('“naïve” 中文'), 'utf-8', '“naïve” 中文'],
    ['UTF-8 with a mark', bytesOf('\ufeffnaïve'), 'utf-8', 'naïve'],
    ['Windows-1252', latin1('\x93na\xefve\x94 \x96 \x80'), 'windows-1252', '“naïve” – €'],
    ['UTF-16 LE with a mark', utf16('naïve 中文', 'le', true), 'utf-16le', 'naïve 中文'],
    ['UTF-16 BE with a mark', utf16('naïve 中文', 'be', true), 'utf-16be', 'naïve 中文'],
    ['UTF-16 LE without', utf16('naïve words', 'le', false), 'utf-16le', 'naïve words'],
    ['UTF-16 BE without', utf16('naïve words', 'be', false), 'utf-16be', 'naïve words'],
    ['Windows-1251', cyrillic, 'windows-1251', russian],
  ];
  it.each(rows)('%s', (_, bytes, encoding, text) => {
    expect(decode(bytes)).toMatchObject({ encoding, text });
  });

  it('says when it had to guess', () => {
    expect(decode(cyrillic).guessed).toBe(true);
    expect(decode(latin1('caf\xe9 at noon')).guessed).toBe(false);
  });

  it('gives back any text written as UTF-8', () => {
    const text = fc
      .string({ unit: 'grapheme' })
      .filter((each) => !each.startsWith('\ufeff') && zeroSide(bytesOf(each)) === undefined);
    fc.assert(fc.property(text, (each) => decode(bytesOf(each)).text === each));
  });

  const folder = sharedData('netmundial/contributions');
  it.skipIf(!folder)('reads every real contribution without a letter lost or strange', () => {
    for (const name of readdirSync(folder ?? '')) {
      const { text, guessed } = decode(readFileSync(`${folder}/${name}`));
      expect([name, guessed, /[\u0080-\u009f\ufffd]/.exec(text)?.[0]]).toEqual([
        name,
        false,
        undefined,
      ]);
    }
  });
});

describe('clean text', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['line ends', 'a\r\nb\rc\nd\u2028e\u0085f', 'a\nb\nc\nd\ne\nf'],
    ['NUL and control characters', 'a\0b\u0007c\u009cd\u007f\te', 'abcd\te'],
    ['half pairs', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
    ['soft hyphens and marks', 'gov\u00adern\ufeffment', 'government'],
    ['what is whole', 'a\u200fb 😀 é', 'a\u200fb 😀 é'],
  ];
  it.each(rows)('%s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('keeps the breaks an author set in a block, and none in a line', () => {
    expect(blockText('  a \u00a0 b \n\n c\t')).toBe('a b\nc');
    expect(oneLine('  a \u00a0 b \n\n c\t')).toBe('a b c');
  });
});
