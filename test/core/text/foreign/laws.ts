import { expect } from 'vitest';
import type { Brackets, ForeignText } from '#core/text/foreign/foreign-text.ts';
import { type ForeignOptions, printForeign, readForeign } from '#core/text/foreign/read-foreign.ts';

/** Proves every law of the reader for one text, and hands on what was read. */
export function checkForeign(text: string, options: ForeignOptions = {}): ForeignText {
  const foreign = readForeign(text, options);
  expect(printForeign(foreign) === text).toBe(true);
  tokensLieEndToEnd(foreign);
  for (const brackets of [foreign.brackets, foreign.negotiation]) countsHold(text, brackets);
  expect(foreign.brackets.open).toBe(text.split('[').length - 1);
  expect(foreign.brackets.close).toBe(text.split(']').length - 1);
  choicesNest(foreign);
  linesAreRight(foreign);
  for (const { status, text: mark, offset, scope } of foreign.statuses) {
    expect(status).not.toBe('');
    expect(text.slice(offset, offset + mark.length)).toBe(mark);
    expect(scope.offset).toBeLessThanOrEqual(scope.end);
    expect(scope.end).toBeLessThanOrEqual(text.length);
  }
  for (const part of [foreign.placeholders, foreign.footnotes, foreign.labels, foreign.options]) {
    for (const one of part) {
      const words = 'text' in one ? one.text : one.label;
      expect(text.slice(one.offset)).toContain(words.slice(0, 1));
    }
  }
  for (const { offset, label } of foreign.labels) {
    expect(text.slice(offset, offset + label.length)).toBe(label);
  }
  return foreign;
}

function tokensLieEndToEnd({ tokens }: ForeignText): void {
  let at = 0;
  for (const token of tokens) {
    if (token.offset !== at || token.text === '') expect(token).toEqual({ ...token, offset: at });
    at += token.text.length;
  }
}

function countsHold(text: string, { open, close, pairs, maxDepth, unbalanced }: Brackets): void {
  const strays = (kind: string): number => unbalanced.filter((one) => one.kind === kind).length;
  expect(pairs).toHaveLength(open - strays('strayOpen'));
  expect(pairs).toHaveLength(close - strays('strayClose'));
  let deepest = 0;
  for (const pair of pairs) {
    if (text[pair.open] !== '[' || text[pair.close] !== ']' || pair.open > pair.close) {
      expect(pair).toBe('a pair of brackets');
    }
    deepest = Math.max(deepest, pair.depth);
  }
  expect(maxDepth).toBe(deepest);
  for (const { offset, kind } of unbalanced) {
    expect(text[offset]).toBe(kind === 'strayOpen' ? '[' : ']');
  }
}

function choicesNest({ text, choices }: ForeignText): void {
  for (const [index, choice] of choices.entries()) {
    const { parent, offset, end, depth, alternatives } = choice;
    const enclosing = parent === undefined ? undefined : choices[parent];
    const within = enclosing?.alternatives.some((one) => one.offset <= offset && end <= one.end);
    const before = choices[index - 1];
    const rightPlace =
      (parent === undefined
        ? depth === 1
        : within === true && depth === (enclosing?.depth ?? 0) + 1) &&
      (before === undefined || before.offset < offset) &&
      text[offset] === '[' &&
      text[end - 1] === ']' &&
      alternatives.length > 0;
    if (!rightPlace) expect(choice).toBe('in its place');
    let at = offset;
    for (const one of alternatives) {
      if (text.slice(one.offset, one.end) !== one.text || one.offset <= at || one.end >= end) {
        expect(one).toEqual({ ...one, text: text.slice(one.offset, one.end) });
      }
      at = one.end - 1;
    }
    if (choice.kind !== 'undetermined') expect(choice.suggests).toBeUndefined();
  }
}

/** The slow way to count lines, up to a length where it does not matter. */
function linesAreRight({ text, findings, choices, options, labels, statuses }: ForeignText): void {
  if (text.length > 2000) return;
  for (const { offset, line } of [...findings, ...choices, ...options, ...labels, ...statuses]) {
    expect(line).toBe(text.slice(0, offset).split(/\r\n|\n|\r(?!\n)/).length);
  }
}
