import { detectAll } from 'tinyld';
import { fold } from '#core/search/fold.ts';
import { stopWordLanguages, stopWords } from '#core/search/stop-words.ts';

export interface DetectedLanguage {
  /** ISO 639-1. */
  readonly language: string;
  /** How far ahead of the next best, 0 to 1. */
  readonly confidence: number;
}

const leastLetters = 20;
const leastUnspacedLetters = 4;
const leastConfidence = 0.15;
/** Evidence that stands even where a second language is as strong: a text in two languages. */
const strongEvidence = 0.5;
const samples = 6;
const sampleSize = 500;

/**
 * The language of a text, from samples of it: statistics of letters, and the common words it is
 * held together by, which outweigh names and foreign quotations. Undefined where the text is too
 * short or the guess too unsure to act on.
 */
export function detectLanguage(text: string): DetectedLanguage | undefined {
  const taken = sample(text);
  const letters = taken.join('').match(/\p{L}/gu)?.length ?? 0;
  const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
  const least = unspaced.test(taken.join('')) ? leastUnspacedLetters : leastLetters;
  if (letters < least) return undefined;

  const scores = new Map<string, number>();
  const add = (language: string, score: number) =>
    scores.set(language, (scores.get(language) ?? 0) + score);
  for (const one of taken) {
    const guesses = detectAll(one).slice(0, 5);
    const sum = guesses.reduce((total, { accuracy }) => total + accuracy, 0);
    for (const { lang, accuracy } of guesses) add(lang, accuracy / sum / taken.length);
  }
  for (const [language, share] of commonWordShares(taken.join(' '))) add(language, 1.5 * share);

  const [best, second] = [...scores].sort((one, other) => other[1] - one[1]);
  if (!best) return undefined;
  const confidence = Math.min(1, (best[1] - (second?.[1] ?? 0)) / Math.max(best[1], 1));
  const unsure = confidence < leastConfidence && best[1] < strongEvidence;
  return unsure ? undefined : { language: best[0], confidence };
}

/** Stretches from all over the text, so that a foreign title or quotation does not decide. */
function sample(text: string): readonly string[] {
  if (text.length <= samples * sampleSize) {
    const parts = Math.max(1, Math.ceil(text.length / sampleSize));
    const size = Math.ceil(text.length / parts);
    return Array.from({ length: parts }, (_, part) => text.slice(part * size, (part + 1) * size));
  }
  const step = (text.length - sampleSize) / (samples - 1);
  return Array.from({ length: samples }, (_, part) => {
    const start = Math.floor(part * step);
    return text.slice(start, start + sampleSize);
  });
}

function commonWordShares(text: string): readonly (readonly [string, number])[] {
  const words = (text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).map(fold);
  if (words.length === 0) return [];
  return stopWordLanguages.map((language) => {
    const common = stopWords(language);
    return [language, words.filter((word) => common.has(word)).length / words.length] as const;
  });
}
