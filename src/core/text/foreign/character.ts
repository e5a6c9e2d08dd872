/** What a UTF-16 code unit is, for cutting a text into tokens. */
export const character = {
  mark: 1,
  letter: 2,
  digit: 3,
  ideograph: 4,
  space: 5,
  newline: 6,
  control: 7,
  /** The first half of a character beyond U+FFFF. */
  highHalf: 8,
} as const;

/** Classes met before: asking a regular expression once for each kind of character is enough. */
const known = new Uint8Array(65536);

export function classOf(code: number): number {
  const before = known[code] ?? 0;
  if (before !== 0) return before;
  const found = classify(code);
  known[code] = found;
  return found;
}

/** The class of a character beyond U+FFFF. */
export function classOfWide(codePoint: number): number {
  const text = String.fromCodePoint(codePoint);
  if (ideograph.test(text)) return character.ideograph;
  if (letter.test(text)) return character.letter;
  return character.mark;
}

/** Scripts that are written without spaces: a letter there may touch a bracket. */
export function isUnspaced(codePoint: number): boolean {
  return unspaced.test(String.fromCodePoint(codePoint));
}

const ideograph = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u;
const unspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
const letter = /[\p{L}\p{M}]/u;
const digit = /\p{N}/u;
const space = /[\t\p{Zs}]/u;
// Marks of direction and joiners within words are rightly used; overrides and embeddings hide.
const control =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/;

function classify(code: number): number {
  if (code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029) {
    return character.newline;
  }
  if (code >= 0xd800 && code <= 0xdbff) return character.highHalf;
  const text = String.fromCharCode(code);
  if (control.test(text)) return character.control;
  if (space.test(text)) return character.space;
  if (letter.test(text)) return ideograph.test(text) ? character.ideograph : character.letter;
  if (code === 0x200c || code === 0x200d || code === 0xad) return character.letter;
  return digit.test(text) ? character.digit : character.mark;
}
