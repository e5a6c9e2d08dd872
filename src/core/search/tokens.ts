/** A stretch of text that is one word, or several that a hyphen or stroke joins. */
export type Token = Stretch &
  (
    | { readonly kind: 'word' }
    /** Two parts or more. */
    | { readonly kind: 'joined'; readonly parts: readonly Stretch[] }
    /** A run of a script written without spaces (or with particles grown onto words): its words. */
    | { readonly kind: 'unspaced'; readonly parts: readonly Stretch[] }
  );

export interface Stretch {
  readonly text: string;
  readonly start: number;
}

/**
 * Cuts a text into words at Unicode word characters. Document symbols (A/RES/68/198), dotted
 * abbreviations (U.N.) and hyphenated words stay together; runs of Chinese, Japanese, Thai, Lao,
 * Khmer and Burmese go through Intl.Segmenter. No stretch is longer than a few thousand
 * characters, so that a line without spaces costs no more than any other text.
 */
export function* tokens(text: string): Generator<Token> {
  for (const match of text.matchAll(candidate)) {
    const stretch = { text: match[0], start: match.index };
    const groups = match.groups ?? {};
    if (groups.unspaced !== undefined)
      yield { ...stretch, kind: 'unspaced', parts: segments(stretch) };
    else if (groups.hangul !== undefined) yield { ...stretch, kind: 'unspaced', parts: [stretch] };
    else if (groups.dotted !== undefined) yield { ...stretch, kind: 'word' };
    else yield joinedOrWord(stretch);
  }
}

const noSpace = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}`;
const word = String.raw`[[\p{L}\p{M}\p{N}\u00ad\u200c\u200d]--[[${noSpace}\p{sc=Hang}]&&\p{L}]]`;
const candidate = new RegExp(
  [
    String.raw`(?<unspaced>[[[${noSpace}]&&\p{L}]--\u02bc][[[${noSpace}]&&[\p{L}\p{M}\p{N}]]--\u02bc]{0,199})`,
    String.raw`(?<hangul>[\p{sc=Hang}&&\p{L}]{1,64})`,
    String.raw`(?<symbol>\p{L}{1,20}(?:\/[\p{L}\p{N}.]{1,20}){2,8})`,
    String.raw`(?<dotted>(?<!\p{L})(?:\p{L}\.){2,8}(?:\p{L}(?!\p{L}))?)`,
    String.raw`(?<word>${word}{1,200}(?:['’ʼ\-‐‑]${word}{1,200}){0,15})`,
  ].join('|'),
  'gv',
);
const joint = /[-‐‑/]/;
const part = /[^-‐‑/]+/g;

function joinedOrWord(stretch: Stretch): Token {
  if (!joint.test(stretch.text)) return { ...stretch, kind: 'word' };
  const parts = [...stretch.text.matchAll(part)].map((match) => ({
    text: match[0],
    start: stretch.start + match.index,
  }));
  return { ...stretch, kind: 'joined', parts };
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

function segments(run: Stretch): readonly Stretch[] {
  return [...segmenter.segment(run.text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ text: segment, start: run.start + index }));
}
