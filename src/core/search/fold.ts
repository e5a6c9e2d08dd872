/**
 * One spelling for what readers take to be one word: case, width, ligatures and invisible joiners
 * go for all scripts; accents go for Latin and Greek only (in Cyrillic й is a letter, in Indic
 * scripts marks are vowels); Arabic and Hebrew lose vowel points, Arabic its variants of alef.
 */
export function fold(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  // Some signs decompose into a space and a mark.
  const marked = word
    .normalize('NFKD')
    .replace(marksThatGo, '$1')
    .replace(/\s/g, '')
    .normalize('NFC');
  return arabic.test(marked) ? foldArabic(marked) : marked.replace(/[^\0-\x7f]/g, letter);
}

/** Case, width and ligatures, but accents kept: the form that a stemmer expects. */
export function lower(word: string, language: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  const plain = word.normalize('NFKC').replace(invisible, '');
  return language === 'tr' || language === 'az'
    ? plain.toLocaleLowerCase('tr')
    : plain.toLowerCase().replace(/\u0307/g, '');
}

/** Also the apostrophe inside a word and the points of U.N. */
const invisible = /[.'’ʼ\u00ad\u200b-\u200f\u2060\ufeff\u0640\s]/g;
const marksThatGo =
  /([\p{Script=Latin}\p{Script=Greek}])\p{Mn}+|[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/gu;
const arabic = /\p{Script=Arabic}|[\u0660-\u0669\u06f0-\u06f9]/u;

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ё: 'е',
  ς: 'σ',
};

function letter(character: string): string {
  return letters[character] ?? character;
}

function foldArabic(word: string): string {
  return word
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىیې]/g, 'ي')
    .replace(/ک/g, 'ك')
    .replace(/ة/g, 'ه')
    .replace(/ؤ/g, 'و')
    .replace(/ئ/g, 'ي')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}
