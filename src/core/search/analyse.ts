import { fold, lower } from './fold.ts';
import { isStopWord } from './stop-words.ts';
import { longestTerm, type Stemmer, type Term } from './term.ts';
import { tokens, type Token } from './tokens.ts';

/**
 * The terms of a text, in order: the one analyser behind the index, the query box, highlighting
 * and `rank`. Stop words of the language are left out (though counted in the positions), unless
 * they stand in capitals amid ordinary text, where they are names (WHO, IT).
 *
 * `language` is an ISO 639-1 code, or `und` for none: no stop words, and the stemmer decides.
 */
export function analyse(text: string, language: string, stem: Stemmer): readonly Term[] {
  const terms: Term[] = [];
  const shouting = isShouting(text);
  let position = 0;
  for (const token of tokens(text)) {
    const found = termsOf(token, language, stem, shouting);
    for (const { ahead, ...term } of found.terms) {
      terms.push({ ...term, position: position + ahead });
    }
    position += found.words;
  }
  return terms;
}

/** How often each term occurs in a text, and its length in words, which ranking divides by. */
export function countTerms(terms: readonly Term[]): TermCounts {
  const counts = new Map<string, number>();
  let length = 0;
  for (const { term, role } of terms) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
    if (role !== 'whole') length += 1;
  }
  return { counts, length };
}

export interface TermCounts {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

interface Found {
  /** `ahead`: words between the beginning of the token and the term. */
  readonly terms: readonly (Omit<Term, 'position'> & { readonly ahead: number })[];
  readonly words: number;
}

function termsOf(token: Token, language: string, stem: Stemmer, shouting: boolean): Found {
  switch (token.kind) {
    case 'word': {
      const term = wordTerm(token, language, stem, shouting);
      return { terms: term ? [{ ...term, role: 'word', ahead: 0 }] : [], words: 1 };
    }
    case 'joined': {
      const whole = wholeTerm(token, language, stem);
      const parts = token.parts.flatMap((part, ahead) => {
        const term = wordTerm(part, language, stem, shouting);
        return term && !isLetter(term.term) ? [{ ...term, role: 'part' as const, ahead }] : [];
      });
      return {
        terms: whole ? [{ ...whole, role: 'whole', ahead: 0 }, ...parts] : parts,
        words: token.parts.length,
      };
    }
    case 'unspaced':
      return unspacedTerms(token, language);
  }
}

type Piece = Omit<Term, 'position' | 'role'>;

function wordTerm(
  word: { readonly text: string; readonly start: number },
  language: string,
  stem: Stemmer,
  shouting: boolean,
): Piece | undefined {
  const { text, skipped } = withoutElision(word.text, language);
  const surface = lower(text, language).slice(0, longestTerm);
  const folded = fold(surface);
  if (!folded) return undefined;
  if (isStopWord(folded, language) && (shouting || !acronym.test(text))) return undefined;
  const start = word.start + skipped;
  return { term: root(surface, folded, language, stem), start, end: start + text.length };
}

/**
 * What the joint parts, as one word: a hyphen goes (e-mail and email find each other), the stroke
 * of a document symbol stays (A/RES/68/198). Numbers joined by a hyphen are a range, not a word.
 */
function wholeTerm(
  token: Token & { readonly kind: 'joined' },
  language: string,
  stem: Stemmer,
): Piece | undefined {
  if (!/\p{L}/u.test(token.text) || token.text.length > longestTerm) return undefined;
  const surface = lower(token.text, language).replace(/[-‐‑.]/g, '');
  const term = root(surface, fold(surface), language, stem);
  return { term, start: token.start, end: token.start + token.text.length };
}

/**
 * The segmented words, and the pairs of neighbouring Chinese or Korean characters: segmentation
 * depends on what stands around and knows few terms of art, so that the same word may be cut
 * otherwise in a query; pairs always meet. A pair never touches a stop word.
 */
function unspacedTerms(token: Token & { readonly kind: 'unspaced' }, language: string): Found {
  const terms: Found['terms'][number][] = [];
  let ahead = 0;
  let previous: { readonly text: string; readonly start: number } | undefined;
  const add = (term: string, start: number, end: number, at: number, role: Term['role']) =>
    terms.push({ term: term.slice(0, longestTerm), start, end, ahead: at, role });

  for (const part of token.parts) {
    const folded = fold(lower(part.text, language));
    const characters = [...part.text];
    const pairs = paired.test(part.text);
    const end = part.start + part.text.length;
    if (!folded || isStopWord(folded, 'zh') || /^\p{Script=Hiragana}$/u.test(folded)) {
      previous = undefined;
      ahead += pairs ? characters.length : 1;
      continue;
    }
    const word = !pairs || characters.length === 2 || token.text.length === 1;
    add(folded, part.start, end, ahead, word ? 'word' : 'whole');
    if (!pairs) {
      previous = undefined;
      ahead += 1;
      continue;
    }
    let start = part.start;
    for (const character of characters) {
      const at = start + character.length;
      const inside = previous !== undefined && previous.start >= part.start;
      if (previous && !(inside && characters.length === 2)) {
        add(fold(previous.text + character), previous.start, at, ahead - 1, 'part');
      }
      previous = { text: character, start };
      start = at;
      ahead += 1;
    }
  }
  return { terms, words: ahead };
}

const paired = /^[\p{Script=Han}\p{Script=Hangul}]+$/u;

function root(surface: string, folded: string, language: string, stem: Stemmer): string {
  if (/\d/.test(folded)) return folded;
  return fold(stem(surface, language)) || folded;
}

const acronym = /^\p{Lu}{2,5}$/u;

function isLetter(term: string): boolean {
  return /^[a-z]$/.test(term);
}

/** A text mostly in capitals, such as a heading, where capitals say nothing. */
function isShouting(text: string): boolean {
  const start = text.slice(0, 2000);
  const capitals = start.match(/\p{Lu}/gu)?.length ?? 0;
  return /\p{L}\P{L}+\p{L}/u.test(start) && capitals > (start.match(/\p{Ll}/gu)?.length ?? 0);
}

const elisions: Readonly<Record<string, RegExp>> = {
  fr: /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=.)/iu,
  it: /^(?:[cdlmnstv]|un|gl|dell|all|nell|sull|dall|coll|quell|quest)['’ʼ](?=.)/iu,
  en: /['’ʼ]s?$/iu,
};

/** The word without an elided article (l'internet) or a possessive (the group's). */
function withoutElision(word: string, language: string): { text: string; skipped: number } {
  const found = elisions[language]?.exec(word)?.[0];
  if (!found || found.length === word.length) return { text: word, skipped: 0 };
  return language === 'en'
    ? { text: word.slice(0, -found.length), skipped: 0 }
    : { text: word.slice(found.length), skipped: found.length };
}
