import { done, refused, type Result } from '#core/result.ts';
import type { TextClosed } from './changes.ts';
import type { TextState } from './state.ts';

/** No more amendments; what is open can still be decided. */
export function closeText(state: TextState, reason: string): Result<TextClosed> {
  return state.closed ? refused('text-closed-already') : done({ reason });
}

export function openText(state: TextState, reason: string): Result<TextClosed> {
  return state.closed ? done({ reason }) : refused('text-open-already');
}
