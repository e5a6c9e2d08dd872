import type { ProvisionView } from '#core/text/living/provisions.ts';
import { readingTokens } from '#core/text/reading.ts';
import { joinTokens } from '#core/text/tokens.ts';

export const views = ['bracketed', 'clean', 'changes', 'side', 'lines'] as const;
export type View = (typeof views)[number];

export interface ReadProvision {
  readonly provision: ProvisionView;
  readonly words: string;
}

/** The provisions in the words of one party, or of nobody; those it does not have are left out. */
export function readProvisions(
  provisions: readonly ProvisionView[],
  party: string | undefined,
): readonly ReadProvision[] {
  return provisions.flatMap((provision) => {
    const words = wordsFor(provision, party);
    return words.trim() === '' ? [] : [{ provision, words }];
  });
}

export function wordsFor({ items }: ProvisionView, party: string | undefined): string {
  return joinTokens(readingTokens(items, party)).replace(/^\n+|\n+$/g, '');
}

/** One row of two readings beside each other; null where one of them has no such provision. */
export interface SideRow {
  readonly provision: ProvisionView;
  readonly left: string | null;
  readonly right: string | null;
}

/** Two readings provision by provision, in the order of the text, what only one has in its place. */
export function sideBySide(
  left: readonly ReadProvision[],
  right: readonly ReadProvision[],
): readonly SideRow[] {
  const ofLeft = new Map(left.map((one) => [one.provision.id, one]));
  const inRight = new Set(right.map(({ provision }) => provision.id));
  const rows: SideRow[] = [];
  let next = 0;
  const takeLeftAlone = (until: string | undefined): void => {
    while (next < left.length) {
      const one = left[next];
      if (!one || one.provision.id === until) return;
      next += 1;
      if (inRight.has(one.provision.id)) continue;
      rows.push({ provision: one.provision, left: one.words, right: null });
    }
  };
  for (const { provision, words } of right) {
    const same = ofLeft.get(provision.id);
    if (same) {
      takeLeftAlone(provision.id);
      next += 1;
    }
    rows.push({ provision, left: same?.words ?? null, right: words });
  }
  takeLeftAlone(undefined);
  return rows;
}
