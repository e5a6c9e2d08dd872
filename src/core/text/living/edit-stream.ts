import type { Run, Span, TokenId } from './state.ts';
import { splitId } from './stream.ts';

/** The stream with some tokens gone by an entry, or alive again where `gone` is undefined. */
export function markTokens(
  runs: readonly Run[],
  spans: readonly Span[],
  gone: number | undefined,
): Run[] {
  const bySource = new Map<string, Span[]>();
  for (const span of spans) {
    const those = bySource.get(span.source);
    if (those) those.push(span);
    else bySource.set(span.source, [span]);
  }
  for (const those of bySource.values()) those.sort((one, other) => one.from - other.from);
  const marked: Run[] = [];
  for (const run of runs) {
    let at = run.from;
    for (const span of bySource.get(run.source) ?? []) {
      const from = Math.max(span.from, at);
      const to = Math.min(span.to, run.to);
      if (from >= to) continue;
      if (at < from) add(marked, { ...run, from: at, to: from });
      add(marked, stretch(run.source, from, to, gone));
      at = to;
    }
    if (at < run.to) add(marked, { ...run, from: at });
  }
  return marked;
}

/** The stream with the tokens of a new source directly behind a token, or at the beginning. */
export function insertRun(runs: readonly Run[], after: TokenId | null, added: Run): Run[] {
  if (added.from === added.to) return [...runs];
  if (after === null) return [added, ...runs];
  const { source, index } = splitId(after);
  const edited: Run[] = [];
  for (const run of runs) {
    if (run.source !== source || index < run.from || index >= run.to) {
      add(edited, run);
      continue;
    }
    add(edited, { ...run, to: index + 1 });
    add(edited, added);
    if (index + 1 < run.to) add(edited, { ...run, from: index + 1 });
  }
  return edited;
}

function stretch(source: string, from: number, to: number, gone: number | undefined): Run {
  return gone === undefined ? { source, from, to } : { source, from, to, gone };
}

/** Runs that go on from each other are one, so that equal streams are written equally. */
function add(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  if (last && last.source === run.source && last.to === run.from && last.gone === run.gone) {
    runs[runs.length - 1] = { ...last, to: run.to };
  } else {
    runs.push(run);
  }
}
