import type { ForeignAlternative, ForeignChoice } from './foreign-text.ts';

export type Judged = Pick<ForeignChoice, 'kind' | 'reason'> & {
  readonly suggests?: 'oneOf' | 'optional';
};

interface Run {
  readonly alternatives: readonly ForeignAlternative[];
  /** The alternatives stand in one bracket, with ` / ` between them. */
  readonly written: boolean;
  /** A stroke stands between two of the brackets. */
  readonly stroked: boolean;
  /** A question mark leads one of them. */
  readonly questioned: boolean;
  /** None holds more than a place for words to come. */
  readonly blank: boolean;
}

/**
 * What a run of brackets is. One bracket is optional words; alternatives written with ` / ` are
 * one of; any other run is undetermined, with what it may be and why. Spacing means nothing.
 */
export function judgeRun(run: Run): Judged {
  const { alternatives } = run;
  const undetermined = 'undetermined' as const;
  if (run.questioned) return { kind: undetermined, reason: 'marked-undetermined' };
  if (run.written) return { kind: 'oneOf', reason: 'written-alternatives' };
  if (run.blank) return { kind: undetermined, reason: 'blank' };
  if (alternatives.length === 1) return { kind: 'optional', reason: 'single' };
  const heads = alternatives.map(headOf);
  if (heads.every((head) => modal.test(head))) {
    return { kind: undetermined, suggests: 'oneOf', reason: 'pure-modals' };
  }
  if (run.stroked) return { kind: undetermined, suggests: 'oneOf', reason: 'slash-series' };
  if (heads.some((head) => addition.test(head))) {
    return { kind: undetermined, suggests: 'optional', reason: 'comma-or-and' };
  }
  if (alternatives.every(({ propose, delete: against }) => propose.length > 0 && !against.length)) {
    return { kind: undetermined, suggests: 'oneOf', reason: 'rival-proposals' };
  }
  if (alternatives.length >= several) return { kind: undetermined, reason: 'several-in-sequence' };
  return { kind: undetermined, reason: 'neighbours' };
}

/** From four on, one choice is the rarer case: the longest run seen, of fourteen, was several. */
const several = 4;

const modal =
  /^(?:(?:shall|should|will|would|may|might|must|can|could|ought to|other)(?: (?:not|also))?)$/i;
const addition = /^(?:[,،，、]|(?:and|or|and\/or)(?![\p{L}\p{M}-]))/iu;

/** Its first words: enough to tell modals and additions, however long it is. */
function headOf({ text, offset, end }: ForeignAlternative): string {
  return text
    .slice(0, Math.min(end - offset, 60))
    .replace(/[*_\\]/g, '')
    .trim();
}
