import type { TextState, TokenId } from '#core/text/living/state.ts';
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
  const touched = touchedBy(state);
  const proposed = /^(h\d+):\d+$/.exec(provision)?.[1];
  const touching = new Set<number>();
  for (const change of changes) {
    const undoes = change.verb === 'text.undone' && touching.has(change.payload.entry);
    const places = touched.places(change);
    if (undoes || places.has(provision) || places.has(proposed)) touching.add(change.seq);
  }
  return {
    changes: changes.filter(({ seq }) => touching.has(seq)).reverse(),
    isHere: (hunk) =>
      proposed === undefined ? touched.placeOfHunk(hunk) === provision : hunk === proposed,
  };
}

/** Of some provisions, the first that a change is about; -1 for none. Looks at the text once. */
export function firstTouched(
  state: TextState,
  change: RecordedChange,
  provisions: readonly { readonly id: string }[],
): number {
  const places = touchedBy(state).places(change);
  return provisions.findIndex(({ id }) => places.has(id) || places.has(/^h\d+(?=:)/.exec(id)?.[0]));
}

/** A provision by its id, and the number it has now. */
export interface NumberedProvision {
  readonly id: string;
  readonly number?: number;
}

/** Tells of changes which of the provisions that stand they are about, in the order of the text. */
export function numberedPlaces(
  state: TextState,
  provisions: readonly NumberedProvision[],
): (change: RecordedChange) => readonly NumberedProvision[] {
  const touched = touchedBy(state);
  const standing = provisions.filter(({ number }) => number !== undefined);
  return (change) => {
    const places = touched.places(change);
    return standing.filter(({ id }) => places.has(id));
  };
}

/** What changes are about: provisions that stand, by their ids, and proposals, by theirs. */
function touchedBy(state: TextState) {
  const lie = placesOf(state);
  const hunks = new Map(state.hunks.map((hunk) => [hunk.id, hunk]));
  const placeOfHunk = (id: string): string | undefined => {
    const hunk = hunks.get(id);
    if (!hunk) return undefined;
    const [first] = hunk.remove;
    if (first) return lie.of.get(`${first.source}:${first.from}`);
    return hunk.before === null ? lie.last : lie.of.get(hunk.before);
  };
  const ofHunks = (ids: readonly string[]) => ids.flatMap((id) => [id, placeOfHunk(id)]);
  const places = (change: RecordedChange): (string | undefined)[] => {
    switch (change.verb) {
      case 'text.amended': {
        const { hunks: added, joins, leaves } = change.payload;
        return ofHunks([...added.map(({ id }) => id), ...joins, ...leaves]);
      }
      case 'text.stance-taken':
        return ofHunks(change.payload.hunks);
      case 'text.decided': {
        const { edits, ends } = change.payload;
        const edited = edits.map(({ after, remove: [first] }) =>
          first ? lie.of.get(`${first.source}:${first.from}`) : lie.behind(after),
        );
        return [...edited, ...ofHunks(ends.map(({ hunk }) => hunk))];
      }
      case 'text.choice-split':
        return ofHunks([change.payload.hunk]);
      case 'text.choices-joined':
        return [lie.of.get(change.payload.from)];
      case 'text.choice-marked':
        return [...ofHunks([change.payload.choice]), lie.of.get(change.payload.choice)];
      case 'text.provision-settled':
        return [change.payload.provision];
      case 'text.commented':
        return [lie.of.get(change.payload.anchor.from)];
      default:
        return [];
    }
  };
  return {
    placeOfHunk,
    /** Never with undefined in it: what lies nowhere is about nothing. */
    places: (change: RecordedChange): ReadonlySet<string | undefined> =>
      new Set(places(change).filter((place) => place !== undefined)),
  };
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
