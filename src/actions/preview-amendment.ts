import { done, type Result } from '#core/result.ts';
import { applyChange } from '#core/text/living/apply.ts';
import type { TextState } from '#core/text/living/state.ts';
import { type ProvisionView, provisionsOf } from '#core/text/living/provisions.ts';
import { joinTokens } from '#core/text/tokens.ts';
import type { Actor } from './actor.ts';
import { type Amendment, type AmendmentInput, draftAmendment, summaryOf } from './amend-text.ts';
import { tryOnText } from './change-text.ts';
import type { House } from './house.ts';

export interface PreviewedAmendment {
  readonly amendment: Amendment;
  /** The party's earlier proposals that its words no longer hold, in words. */
  readonly givenUp: readonly { readonly removed: string; readonly inserted: string }[];
  /** The provisions that would come to look otherwise, as they then would look. */
  readonly provisions: readonly ProvisionView[];
  readonly choicesBefore: number;
  readonly choicesAfter: number;
}

/** What an amendment would make of the text, without entering it. Refuses what entering would. */
export async function previewAmendment(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  input: AmendmentInput,
): Promise<Result<PreviewedAmendment>> {
  return tryOnText(house, actor, groupId, textId, 'text.amend', async (text) => {
    const drafted = await draftAmendment(text, input);
    if (!drafted.ok) return drafted;
    const { amended } = drafted.value;
    const after = applyChange(text.state, {
      seq: text.nextSeq,
      verb: 'text.amended',
      payload: amended,
    });
    const givenUp = inWords(text.state, amended.leaves);
    return done({ amendment: summaryOf(amended), givenUp, ...compared(text.state, after) });
  });
}

function inWords({ hunks, sources }: TextState, ids: readonly string[]) {
  return hunks
    .filter(({ id }) => ids.includes(id))
    .map(({ remove, insert }) => {
      const removed = remove.flatMap(({ source, from, to }) =>
        (sources[source] ?? []).slice(from, to),
      );
      return { removed: joinTokens(removed).trim(), inserted: joinTokens(insert).trim() };
    });
}

/** Where two states of a text look different. */
export function compared(
  before: TextState,
  after: TextState,
): Omit<PreviewedAmendment, 'amendment' | 'givenUp'> {
  const was = provisionsOf(before);
  const is = provisionsOf(after);
  const looks = new Map(was.map((provision) => [provision.id, lookOf(provision)]));
  return {
    provisions: is.filter((provision) => looks.get(provision.id) !== lookOf(provision)),
    choicesBefore: choicesIn(was),
    choicesAfter: choicesIn(is),
  };
}

function lookOf({ items, whole, label }: ProvisionView): string {
  return JSON.stringify([label, whole, items]);
}

function choicesIn(provisions: readonly ProvisionView[]): number {
  return new Set(provisions.flatMap(({ choices }) => choices)).size;
}
