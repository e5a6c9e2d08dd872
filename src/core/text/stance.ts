/** What a party can say of proposed words; without more, whoever sends in words proposes them. */
export const stanceVerbs = ['propose', 'support', 'retain', 'delete', 'oppose', 'reserve'] as const;
export type StanceVerb = (typeof stanceVerbs)[number];

export interface Stance {
  /** The key by which a party is known in the text. */
  readonly party: string;
  readonly verb: StanceVerb;
  /** Pieces of one proposal that others' proposals cut apart carry one number, from 1 in the text. */
  readonly link?: number;
}

/** Those who would have the words: their own reading holds them. */
const having: ReadonlySet<StanceVerb> = new Set(['propose', 'support', 'retain', 'reserve']);

/** Whether a party with this stance reads the words it stands at. */
export function reads({ verb }: Stance): boolean {
  return having.has(verb);
}

/** In one order, whoever came first: by party, then verb. */
export function inOrder(stances: readonly Stance[]): readonly Stance[] {
  return [...stances].sort((one, other) =>
    one.party === other.party
      ? stanceVerbs.indexOf(one.verb) - stanceVerbs.indexOf(other.verb)
      : one.party < other.party
        ? -1
        : 1,
  );
}
