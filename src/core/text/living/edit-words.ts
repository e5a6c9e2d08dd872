import { done, refused, type Result } from '#core/result.ts';
import { editHunks } from '../hunks.ts';
import { agreedTokens } from './agreed-tokens.ts';
import type { TextDecided } from './changes.ts';
import { placedText } from './placed-text.ts';
import { provisionRange } from './provision-range.ts';
import { readingOfProvision } from './reading-of.ts';
import { replaceWords } from './replace-words.ts';
import type { TextState } from './state.ts';
import { streamOf } from './stream.ts';

export interface PenWords {
  readonly provision: string;
  /** The provision as it is to read: several lines split it, none take it out. */
  readonly words: string;
  /** The text as the pen-holder saw it. */
  readonly seen: TextState;
  readonly basis: string;
}

/** New words for a provision that nothing is disputed in, agreed as the pen-holder typed them. */
export function editWords(
  state: TextState,
  { provision, words, seen, basis }: PenWords,
): Result<TextDecided> {
  if (state.closed) return refused('text-closed');
  const range = provisionRange(state, provision);
  if (!range || range.hunk !== undefined) return refused('provision-gone');
  const { from, to } = range;
  const disputed = placedText(state).choices.some((choice) =>
    choice.from === choice.to
      ? from < choice.from && choice.from < to
      : choice.from < to && from < choice.to,
  );
  const begins = placedText(state).choices.some(
    (choice) =>
      choice.provision === provision && choice.from === choice.to && !isWhole(state, choice.key),
  );
  if (disputed || begins) return refused('provision-disputed');
  if (readingOfProvision(seen, provision) !== readingOfProvision(state, provision)) {
    return refused('provision-changed-meanwhile');
  }
  const base = streamOf(state).living.slice(from, to);
  const tokens = agreedTokens(words, base, false);
  if (!tokens.ok) return tokens;
  const edits = editHunks(base, tokens.value).map((edit) => ({
    ...edit,
    from: edit.from + from,
    to: edit.to + from,
  }));
  if (edits.length === 0) return refused('words-unchanged');
  return done({
    choice: null,
    fingerprint: '',
    outcome: 'words',
    ...replaceWords(state, { from, to, edits, ends: new Map() }),
    basis,
  });
}

/** Whether an open hunk would put in provisions of their own. */
function isWhole(state: TextState, choice: string): boolean {
  const [id] = choice.split('~');
  return state.hunks.find((hunk) => hunk.id === id)?.insert.at(-1) === '\n';
}
