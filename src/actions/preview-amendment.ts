import { done, type Result } from '#core/result.ts';
import { applyChange } from '#core/text/living/apply.ts';
import type { TextState } from '#core/text/living/state.ts';
import { type ProvisionView, provisionsOf } from '#core/text/living/provisions.ts';
import type { Actor } from './actor.ts';
import { type Amendment, type AmendmentInput, draftAmendment, summaryOf } from './amend-text.ts';
import { tryOnText } from './change-text.ts';
import type { House } from './house.ts';

export interface PreviewedAmendment {
  readonly amendment: Amendment;
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
    return done({ amendment: summaryOf(amended), ...compared(text.state, after) });
  });
}

/** Where two states of a text look different. */
export function compared(
  before: TextState,
  after: TextState,
): Omit<PreviewedAmendment, 'amendment'> {
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
