import { likeness } from '../likeness.ts';
import { reads } from '../stance.ts';
import { isWord, type Token } from '../tokens.ts';
import type { ProvisionView } from './provisions.ts';

/** Shorter provisions are alike by chance. */
const fewestWords = 4;
const leastShared = 0.6;

/**
 * Tells of provisions that the same parties would have out in one place and, much the same, in at
 * another: to them it is one provision that moves.
 */
export function withMoves(views: readonly ProvisionView[]): ProvisionView[] {
  const come = views.filter(({ whole }) => whole?.kind === 'new');
  const partners = new Map<ProvisionView, ProvisionView>();
  for (const gone of views) {
    if (gone.whole?.kind !== 'deleted') continue;
    const partner = likest(
      gone,
      come.filter((view) => !partners.has(view)),
    );
    if (!partner) continue;
    partners.set(gone, partner).set(partner, gone);
  }
  return views.map((view) => {
    const partner = partners.get(view);
    if (!partner || !view.whole) return view;
    const { id, number } = partner;
    const moved = { id, ...(number === undefined ? {} : { number }) };
    return { ...view, whole: { ...view.whole, moved } };
  });
}

function likest(gone: ProvisionView, come: readonly ProvisionView[]): ProvisionView | undefined {
  const words = wordsOf(gone);
  if (words.length < fewestWords) return undefined;
  const behind = partiesOf(gone);
  let best: { readonly view: ProvisionView; readonly shared: number } | undefined;
  for (const view of come) {
    if (partiesOf(view) !== behind) continue;
    const shared = likeness(words, wordsOf(view));
    if (shared >= leastShared && shared > (best?.shared ?? 0)) best = { view, shared };
  }
  return best?.view;
}

function partiesOf({ whole }: ProvisionView): string {
  const parties = (whole?.stances ?? []).filter(reads).map(({ party }) => party);
  return JSON.stringify(parties.sort());
}

function wordsOf({ items }: ProvisionView): Token[] {
  return items.filter((item): item is Token => typeof item === 'string' && isWord(item));
}
