import { refused, type Result } from '#core/result.ts';
import type { Actor } from './actor.ts';
import type { House } from './house.ts';

/** Opens the sample working group. */
export async function makeSample(_house: House, _actor: Actor): Promise<Result<{ slug: string }>> {
  return refused('sample-not-ready');
}
