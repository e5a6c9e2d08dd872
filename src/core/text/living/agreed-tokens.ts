import { done, type Result } from '#core/result.ts';
import { paragraphEnd, type Token, tokenise } from '../tokens.ts';
import { provisionText } from './provision-text.ts';
import { unfitText } from './unfit-text.ts';

/**
 * The tokens of words that are agreed for a stretch: they end with a paragraph end where the stretch
 * does, or where they are whole provisions, and not where they stand within a line.
 */
export function agreedTokens(
  words: string,
  stretch: readonly Token[],
  wholeLines: boolean,
): Result<readonly Token[]> {
  const unfit = unfitText(words);
  if (unfit) return unfit;
  const tokens = tokenise(provisionText(words));
  const keepsEnd = wholeLines || stretch.at(-1) === paragraphEnd;
  return done(keepsEnd ? tokens : tokens.slice(0, -1));
}
