import { done, refused, type Result } from '#core/result.ts';
import type { TextProvisionSettled } from './changes.ts';
import { provisionsOf } from './provisions.ts';
import type { TextState } from './state.ts';

/** How a provision stands. Agreed, in full or ad referendum, is only what nothing is disputed in. */
export function settleProvision(
  state: TextState,
  { provision, status, reason }: Pick<TextProvisionSettled, 'provision' | 'status' | 'reason'>,
): Result<TextProvisionSettled> {
  const view = provisionsOf(state).find(({ id }) => id === provision);
  if (!view || view.number === undefined) return refused('provision-gone');
  if (status !== 'open' && view.choices.length > 0) {
    return refused('provision-has-choices', { count: view.choices.length });
  }
  const before = state.settlements[provision] ?? null;
  if ((before?.status ?? 'open') === status) return refused('provision-stands-so');
  return done({ provision, status, reason, before });
}
