import type { Token } from '../tokens.ts';
import type { Run, Span, TextState, TokenId } from './state.ts';

/**
 * The stream laid out. A *place* counts all tokens there ever were; a *position* counts the living
 * ones, and as the edge of a stretch it is the gap in front of the living token of that number.
 */
export interface Stream {
  /** The living tokens by position. */
  readonly living: readonly Token[];
  /** The place of each living token. */
  readonly places: Int32Array;
  /** For each place, and the one behind the last, how many living tokens stand before it. */
  readonly positions: Int32Array;
  readonly runs: readonly Run[];
  /** The place at which each run begins. */
  readonly starts: Int32Array;
  /** For each source, the place of each of its tokens, or -1. */
  readonly placesOf: ReadonlyMap<string, Int32Array>;
}

const known = new WeakMap<readonly Run[], Stream>();

/** The stream of a state, laid out once for all states that share it. */
export function streamOf({ stream: runs, sources }: TextState): Stream {
  const met = known.get(runs);
  if (met) return met;
  const laid = layOut(runs, sources);
  known.set(runs, laid);
  return laid;
}

function layOut(runs: readonly Run[], sources: TextState['sources']): Stream {
  let size = 0;
  let alive = 0;
  for (const { from, to, gone } of runs) {
    size += to - from;
    if (gone === undefined) alive += to - from;
  }
  const living: Token[] = [];
  const places = new Int32Array(alive);
  const positions = new Int32Array(size + 1);
  const starts = new Int32Array(runs.length);
  const placesOf = new Map<string, Int32Array>();
  for (const [source, tokens] of Object.entries(sources)) {
    placesOf.set(source, new Int32Array(tokens.length).fill(-1));
  }
  let place = 0;
  runs.forEach(({ source, from, to, gone }, run) => {
    starts[run] = place;
    const tokens = sources[source] ?? [];
    const own = placesOf.get(source);
    for (let index = from; index < to; index++, place++) {
      positions[place] = living.length;
      if (own) own[index] = place;
      if (gone !== undefined) continue;
      places[living.length] = place;
      living.push(tokens[index] ?? '');
    }
  });
  positions[place] = living.length;
  return { living, places, positions, runs, starts, placesOf };
}

/** Where a token stands among all there ever were; undefined for an id that never was. */
export function placeOf(stream: Stream, id: TokenId): number | undefined {
  const colon = id.lastIndexOf(':');
  const place = stream.placesOf.get(id.slice(0, colon))?.[Number(id.slice(colon + 1))];
  return place === undefined || place < 0 ? undefined : place;
}

export function isLiving(stream: Stream, place: number): boolean {
  return stream.positions[place] !== stream.positions[place + 1];
}

/** The id of the token at a place. */
export function idAtPlace({ runs, starts }: Stream, place: number): TokenId {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  const run = runs[low];
  return run ? `${run.source}:${run.from + place - (starts[low] ?? 0)}` : '';
}

/** The id of the living token at a position, or null beyond the ends of the text. */
export function idAt(stream: Stream, position: number): TokenId | null {
  const place = position < 0 ? undefined : stream.places[position];
  return place === undefined ? null : idAtPlace(stream, place);
}

/** The ids of all living tokens, in order. */
export function livingIds({ runs }: Stream): TokenId[] {
  const ids: TokenId[] = [];
  for (const { source, from, to, gone } of runs) {
    if (gone !== undefined) continue;
    for (let index = from; index < to; index++) ids.push(`${source}:${index}`);
  }
  return ids;
}

/** The living tokens from one position up to another, as spans. */
export function spansBetween(stream: Stream, from: number, to: number): Span[] {
  const spans: { source: string; from: number; to: number }[] = [];
  for (let position = from; position < to; position++) {
    const { source, index } = splitId(idAt(stream, position) ?? '');
    const last = spans.at(-1);
    if (last?.source === source && last.to === index) last.to++;
    else spans.push({ source, from: index, to: index + 1 });
  }
  return spans;
}

export function splitId(id: TokenId): { readonly source: string; readonly index: number } {
  const colon = id.lastIndexOf(':');
  return { source: id.slice(0, colon), index: Number(id.slice(colon + 1)) };
}

/** How many tokens spans hold. */
export function sizeOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/**
 * Where spans stand, if all their tokens live and nothing stands among them; else what is wrong.
 */
export function standingAt(
  stream: Stream,
  spans: readonly Span[],
): { readonly from: number; readonly to: number } | 'words-gone' | 'words-between' {
  let first: number | undefined;
  let next = 0;
  let apart = false;
  for (const { source, from, to } of spans) {
    for (let index = from; index < to; index++) {
      const place = stream.placesOf.get(source)?.[index] ?? -1;
      if (place < 0 || !isLiving(stream, place)) return 'words-gone';
      const position = stream.positions[place] ?? 0;
      first ??= position;
      if (next !== 0 && position !== next) apart = true;
      next = position + 1;
    }
  }
  if (first === undefined) return 'words-gone';
  return apart ? 'words-between' : { from: first, to: next };
}

/** The gap directly behind a token, gone or not; the beginning for null. */
export function gapBehind(stream: Stream, id: TokenId | null): number {
  if (id === null) return 0;
  const place = placeOf(stream, id);
  return place === undefined ? 0 : (stream.positions[place + 1] ?? 0);
}

/** The gap directly in front of a token, gone or not; the end for null. */
export function gapBefore(stream: Stream, id: TokenId | null): number {
  if (id === null) return stream.living.length;
  const place = placeOf(stream, id);
  return place === undefined ? stream.living.length : (stream.positions[place] ?? 0);
}
