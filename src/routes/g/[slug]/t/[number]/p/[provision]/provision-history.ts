import type { Hunk, TextState, TokenId } from '#core/text/living/state.ts';
import { paragraphEnd } from '#core/text/tokens.ts';
import type { RecordedChange } from '#store/text/readers.ts';

/** What happened to one provision. */
export interface ProvisionHistory {
  /** The changes that touched it, newest first, also those of words that are gone. */
  readonly changes: readonly RecordedChange[];
  /** Whether a proposal is about it. */
  isHere(hunk: string): boolean;
}

export function provisionHistory(
  state: TextState,
  changes: readonly RecordedChange[],
  provision: string,
): ProvisionHistory {
  const places = placesOf(state);
  const hunks = new Map(state.hunks.map((hunk) => [hunk.id, hunk]));
  const proposed = /^(h\d+):\d+$/.exec(provision)?.[1];
  const placeOfHunk = (hunk: Pick<Hunk, 'remove' | 'after' | 'before'>): string | undefined => {
    const [first] = hunk.remove;
    if (first) return places.of.get(`${first.source}:${first.from}`);
    return hunk.before === null ? places.last : places.of.get(hunk.before);
  };
  const isHere = (id: string): boolean => {
    if (proposed !== undefined) return id === proposed;
    const hunk = hunks.get(id);
    return hunk !== undefined && placeOfHunk(hunk) === provision;
  };
  const touches = (change: RecordedChange): boolean => {
    switch (change.verb) {
      case 'text.amended': {
        const { hunks: added, joins, leaves } = change.payload;
        return [...added.map(({ id }) => id), ...joins, ...leaves].some(isHere);
      }
      case 'text.stance-taken':
        return change.payload.hunks.some(isHere);
      case 'text.decided': {
        const { edits, ends } = change.payload;
        const here = edits.some(({ after, remove: [first] }) =>
          first
            ? places.of.get(`${first.source}:${first.from}`) === provision
            : places.behind(after) === provision,
        );
        return here || ends.some(({ hunk }) => isHere(hunk));
      }
      case 'text.choice-split':
        return isHere(change.payload.hunk);
      case 'text.choices-joined':
        return places.of.get(change.payload.from) === provision;
      case 'text.choice-marked':
        return isHere(change.payload.choice) || places.of.get(change.payload.choice) === provision;
      case 'text.provision-settled':
        return change.payload.provision === provision;
      case 'text.commented':
        return places.of.get(change.payload.anchor.from) === provision;
      default:
        return false;
    }
  };
  const touching = new Set<number>();
  for (const change of changes) {
    const undoes = change.verb === 'text.undone' && touching.has(change.payload.entry);
    if (undoes || touches(change)) touching.add(change.seq);
  }
  return { changes: changes.filter(({ seq }) => touching.has(seq)).reverse(), isHere };
}

interface Places {
  /** In which provision each token lies; those gone lie where they were. */
  readonly of: ReadonlyMap<TokenId, string>;
  readonly last: string;
  /** The provision in which something stands behind a token. */
  behind(token: TokenId | null): string | undefined;
}

function placesOf({ stream, sources }: TextState): Places {
  const of = new Map<TokenId, string>();
  const ends = new Set<TokenId>();
  let provision = 'start';
  for (const { source, from, to, gone } of stream) {
    const tokens = sources[source] ?? [];
    for (let index = from; index < to; index += 1) {
      const id = `${source}:${index}`;
      of.set(id, provision);
      if (gone !== undefined || tokens[index] !== paragraphEnd) continue;
      ends.add(id);
      provision = id;
    }
  }
  return {
    of,
    last: provision,
    behind(token) {
      if (token === null) return 'start';
      return ends.has(token) ? token : of.get(token);
    },
  };
}
