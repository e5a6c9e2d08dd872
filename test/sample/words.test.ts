import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../src/sample/', import.meta.url));
const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => ({
    name,
    text: readFileSync(join(parentPath, name), 'utf8').normalize('NFC'),
  }));

describe('the words of the sample', () => {
  test('are enough to be read, and few enough to be carried', () => {
    const documents = texts.filter(({ name }) => /^\d\d-/.test(name));
    expect(documents.length).toBeGreaterThan(16);
    const bytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    expect(bytes).toBeGreaterThan(60_000);
    expect(bytes).toBeLessThan(150_000);
  });

  test('name no country and no territory, in any language of the sample', () => {
    expect(
      texts.flatMap(({ name, text }) => found(text, countries()).map((word) => [name, word])),
    ).toEqual([]);
  });

  test('name no real institution', () => {
    expect(
      texts.flatMap(({ name, text }) => found(text, institutions).map((word) => [name, word])),
    ).toEqual([]);
  });

  test('leave no bracket, quotation or emphasis open', () => {
    const wrong = texts
      .filter(({ name }) => !name.endsWith('.json'))
      .flatMap(({ name, text }) => paragraphs(text).flatMap((each) => unbalanced(name, each)));
    expect(wrong).toEqual([]);
  });
});

describe('the checks themselves', () => {
  test.each([
    ['a delegate of Oman spoke', 'Oman'],
    ['Le Gouvernement du Niger, partie', 'Niger'],
    ['中国代表发言', '中国'],
    ['el Gobierno de España', 'España'],
  ])('%s', (text, word) => {
    expect(found(text, countries())).toContain(word);
  });

  test('a name within a word is none', () => {
    expect(found('a woman said: omanual, Chadwick', countries())).toEqual([]);
    expect(found('the item was united in its opinion', institutions)).toEqual([]);
  });

  test.each(['[shall [should]', 'a ] b', '(one', '“open', 'a *word'])('%s is open', (text) => {
    expect(unbalanced('x', text)).not.toEqual([]);
  });
});

const institutions = (
  'UN,United Nations,Nations Unies,Naciones Unidas,联合国,ООН,الأمم المتحدة,UNESCO,UNEP,UNDP,' +
  'ITU,WMO,World Meteorological Organization,World Bank,WTO,OECD,European Union,African Union,' +
  'ASEAN,ICANN,IETF,ISO,IEEE,W3C,ISOC,Internet Society,IGF,WSIS,NETmundial,WGEC,CSTD,' +
  'Red Cross,Greenpeace,Google,Microsoft,Amazon,Apple,Meta,Danube Commission,Mekong,Nile,Rhine'
).split(',');

function countries(): readonly string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((one) => letters.map((other) => one + other));
  return ['en', 'fr', 'es', 'ar', 'zh', 'ru'].flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return codes.flatMap((code) => {
      // The last of the user-assigned codes are no places: unknown region, pseudo-locales.
      const name = /^(ZZ|X[AB])$/.test(code) ? undefined : names.of(code);
      return name ? [name.normalize('NFC')] : [];
    });
  });
}

/** The names that stand in a text as words of their own. */
function found(text: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => {
    if (!text.includes(name)) return false;
    if (/\p{Script=Han}/u.test(name)) return true;
    const word = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'u').test(text);
  });
}

function paragraphs(text: string): readonly string[] {
  return text.split(/\n\s*\n/);
}

const pairs: Readonly<Record<string, string>> = {
  ']': '[',
  ')': '(',
  '”': '“',
  '»': '«',
  '}': '{',
};

function unbalanced(name: string, paragraph: string): readonly string[] {
  const open: string[] = [];
  for (const sign of paragraph) {
    if (Object.values(pairs).includes(sign)) open.push(sign);
    else if (pairs[sign] !== undefined && open.pop() !== pairs[sign]) return [`${name}: ${sign}`];
  }
  const emphasis = paragraph.replace(/^\s*\*\s/gm, '').split('*').length - 1;
  const quotes = paragraph.split('"').length - 1;
  return open.length > 0 || emphasis % 2 > 0 || quotes % 2 > 0
    ? [`${name}: ${paragraph.slice(0, 60)}`]
    : [];
}
