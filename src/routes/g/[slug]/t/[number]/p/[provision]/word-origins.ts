import type { PlacedText } from '#core/text/living/placed-text.ts';
import { joinTokens, paragraphEnd } from '#core/text/tokens.ts';
import type { RecordedChange } from '#store/text/readers.ts';

/** Words of a provision that one entry brought. */
export interface Origin {
  readonly words: string;
  readonly change: RecordedChange | undefined;
}

type LivingToken = PlacedText['tokens'][number];

/** The tokens of a provision as it stands, without the paragraph ends around it. */
export function tokensOfProvision({ tokens }: PlacedText, provision: string): LivingToken[] {
  const before = tokens.findIndex(({ id }) => id === provision);
  if (before < 0 && provision !== 'start') return [];
  const end = tokens.findIndex(({ text }, index) => index > before && text === paragraphEnd);
  return tokens.slice(before + 1, end < 0 ? undefined : end);
}

/** Which entry brought each stretch of words, in the order of the words. */
export function originsOfWords(
  tokens: readonly LivingToken[],
  origins: ReadonlyMap<string, number>,
  changes: readonly RecordedChange[],
): readonly Origin[] {
  const bySeq = new Map(changes.map((change) => [change.seq, change]));
  const stretches: { readonly entry: number | undefined; readonly words: string[] }[] = [];
  for (const { id, text } of tokens) {
    const entry = origins.get(id.slice(0, id.lastIndexOf(':')));
    const last = stretches.at(-1);
    if (last && last.entry === entry) last.words.push(text);
    else stretches.push({ entry, words: [text] });
  }
  return stretches.map(({ entry, words }) => ({
    words: joinTokens(words),
    change: entry === undefined ? undefined : bySeq.get(entry),
  }));
}
