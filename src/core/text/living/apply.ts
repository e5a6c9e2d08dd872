import { inOrder, reads, type Stance, type StanceVerb } from '../stance.ts';
import type { Token } from '../tokens.ts';
import type {
  ProposedHunk,
  TextAmended,
  TextChange,
  TextChoiceSplit,
  TextDecided,
  TextStanceTaken,
  TextTabled,
  TextUndone,
} from './changes.ts';
import { insertRun, markTokens } from './edit-stream.ts';
import { provisionTokens } from './provision-text.ts';
import type { Hunk, Span, TextState, TokenId } from './state.ts';

/**
 * A text with one more change. It asks the change alone, never a comparison, so that the same
 * record gives the same text for good. What is not tabled cannot change: that is a bug.
 */
export function applyChange(state: TextState | undefined, change: TextChange): TextState {
  if (change.verb === 'text.tabled') return tabled(change.seq, change.payload);
  if (!state) throw new Error(`Entry ${change.seq} changes a text that was never tabled`);
  return { ...changed(state, change), seq: change.seq };
}

function changed(
  state: TextState,
  change: Exclude<TextChange, { verb: 'text.tabled' }>,
): TextState {
  const { seq, verb, payload } = change;
  switch (verb) {
    case 'text.amended':
      return amended(state, seq, payload);
    case 'text.stance-taken':
      return stanceTaken(state, seq, payload);
    case 'text.decided':
      return decided(state, seq, payload);
    case 'text.choice-split':
      return choiceSplit(state, seq, payload);
    case 'text.choices-joined':
      return { ...state, joined: [...state.joined, { ...payload, entry: seq }] };
    case 'text.choice-marked':
      return { ...state, kinds: withKey(state.kinds, payload.choice, payload.kind) };
    case 'text.provision-settled': {
      const settlement = { status: payload.status, entry: seq, reason: payload.reason };
      const settlements = withKey(state.settlements, payload.provision, settlement);
      return { ...state, settlements };
    }
    case 'text.commented':
      return { ...state, comments: [...state.comments, { ...payload, entry: seq }] };
    case 'text.closed':
      return { ...state, closed: true };
    case 'text.opened':
      return { ...state, closed: false };
    case 'text.undone':
      return undone(state, seq, payload);
  }
}

/** Provisions are put in order here too: whoever tables them, the fold can rely on it. */
function tabled(seq: number, payload: TextTabled): TextState {
  const tokens = provisionTokens(payload.tokens);
  return {
    format: 1,
    seq,
    tabled: seq,
    sources: { base: tokens },
    stream: tokens.length > 0 ? [{ source: 'base', from: 0, to: tokens.length }] : [],
    hunks: [],
    submitted: [],
    kinds: {},
    joined: [],
    settlements: {},
    comments: [],
    closed: false,
    undone: [],
  };
}

function amended(state: TextState, seq: number, payload: TextAmended): TextState {
  const { party, verb } = payload;
  const hunks = withStances(state.hunks, seq, party, payload.joins, verb, payload.leaves);
  const submitted = state.submitted.includes(party)
    ? state.submitted
    : [...state.submitted, party].sort();
  const added = payload.hunks.map((hunk) => opened(hunk, seq, [{ party, verb }]));
  return { ...state, hunks: [...hunks, ...added], submitted };
}

function stanceTaken(state: TextState, seq: number, payload: TextStanceTaken): TextState {
  const { party, verb, hunks, leaves } = payload;
  return { ...state, hunks: withStances(state.hunks, seq, party, hunks, verb, leaves) };
}

/** One party's say at some hunks, and none at others; a hunk that nobody wants is withdrawn. */
function withStances(
  hunks: readonly Hunk[],
  seq: number,
  party: string,
  takes: readonly string[],
  verb: StanceVerb | null,
  leaves: readonly string[],
): Hunk[] {
  const says = new Map<string, StanceVerb | null>();
  for (const id of leaves) says.set(id, null);
  for (const id of takes) says.set(id, verb);
  return hunks.map((hunk) => {
    const said = says.get(hunk.id);
    if (said === undefined || hunk.state !== 'open') return hunk;
    const others = hunk.stances.filter((stance) => stance.party !== party);
    const stances = said === null ? others : inOrder([...others, { party, verb: said }]);
    if (stances.some(reads)) return { ...hunk, stances };
    return { ...hunk, stances, state: 'withdrawn', endedBy: seq };
  });
}

function decided(state: TextState, seq: number, payload: TextDecided): TextState {
  const source = `d${seq}`;
  const tokens: Token[] = payload.edits.flatMap(({ insert }) => insert);
  let stream = state.stream;
  let at = 0;
  for (const { after, remove, insert } of payload.edits) {
    const added = { source, from: at, to: at + insert.length };
    stream = insertRun(stream, named(after, source), added);
    stream = markTokens(stream, remove, seq);
    at += insert.length;
  }
  const ends = new Map(payload.ends.map(({ hunk, state: end }) => [hunk, end]));
  const moved = new Map(payload.moved.map((hunk) => [hunk.id, placedUnder(hunk, source)]));
  const hunks = state.hunks.map((hunk): Hunk => {
    const end = ends.get(hunk.id);
    if (end !== undefined) return { ...hunk, state: end, endedBy: seq };
    const place = moved.get(hunk.id);
    return place ? { ...hunk, ...place } : hunk;
  });
  const carried = payload.carried.map((hunk): Hunk => {
    const { amendment, stances, ...proposed } = hunk;
    return opened(placedUnder(proposed, source), amendment, stances);
  });
  const sources = tokens.length > 0 ? { ...state.sources, [source]: tokens } : state.sources;
  return { ...state, sources, stream, hunks: [...hunks, ...carried] };
}

type Place = Pick<Hunk, 'after' | 'before' | 'remove'>;

/** A place with the tokens that an entry itself puts in under their name for good. */
export function placedUnder<T extends Place>(hunk: T, source: string): T {
  return {
    ...hunk,
    after: named(hunk.after, source),
    before: named(hunk.before, source),
    remove: hunk.remove.map((span): Span => (span.source === 'new' ? { ...span, source } : span)),
  };
}

function named(id: TokenId | null, source: string): TokenId | null {
  return id?.startsWith('new:') ? `${source}:${id.slice(4)}` : id;
}

function choiceSplit(state: TextState, seq: number, payload: TextChoiceSplit): TextState {
  const whole = state.hunks.find(({ id }) => id === payload.hunk);
  if (!whole) return state;
  const hunks = state.hunks.map((hunk): Hunk =>
    hunk === whole ? { ...hunk, state: 'replaced', endedBy: seq } : hunk,
  );
  const halves = payload.into.map((half) => opened(half, whole.amendment, whole.stances));
  return { ...state, hunks: [...hunks, ...halves] };
}

function opened(hunk: ProposedHunk, amendment: number, stances: readonly Stance[]): Hunk {
  const { id, after, before, remove, insert, shifted } = hunk;
  const flag = shifted ? { shifted } : {};
  return { id, amendment, remove, after, before, insert, stances, state: 'open', ...flag };
}

function undone(state: TextState, seq: number, { entry, effect }: TextUndone): TextState {
  const { brings = [], takes = [], unsubmitted, kind, settlement } = effect;
  const hunksNow = new Map(effect.hunks?.map((hunk) => [hunk.id, hunk]));
  const hunks = state.hunks.map((hunk): Hunk => {
    const now = hunksNow.get(hunk.id);
    if (!now) return hunk;
    return now.state === 'open' ? now : { ...now, endedBy: seq };
  });
  let { stream } = state;
  if (brings.length > 0) stream = markTokens(stream, brings, undefined);
  if (takes.length > 0) stream = markTokens(stream, takes, seq);
  return {
    ...state,
    stream,
    hunks,
    submitted: state.submitted.filter((party) => party !== unsubmitted),
    kinds: kind ? withKey(state.kinds, kind.choice, kind.kind) : state.kinds,
    joined: state.joined.filter((stretch) => stretch.entry !== entry),
    settlements: settlement
      ? withKey(state.settlements, settlement.provision, settlement.settlement)
      : state.settlements,
    comments: state.comments.map((comment) =>
      comment.entry === entry ? { ...comment, takenBack: true } : comment,
    ),
    closed: effect.closed ?? state.closed,
    undone: [...state.undone, entry],
  };
}

/** A record with one key set, or without it for null; keys in one order, whoever came first. */
function withKey<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: T | null,
): Readonly<Record<string, T>> {
  const others = Object.entries(record).filter(([each]) => each !== key);
  const all = value === null ? others : [...others, [key, value] as const];
  return Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}
