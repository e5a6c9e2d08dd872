import { isUnspaced } from './character.ts';
import type {
  Brackets,
  Finding,
  ForeignChoice,
  ForeignOption,
  ForeignToken,
} from './foreign-text.ts';
import type { ReadAlternative } from './alternative.ts';
import { contentEnd, isEscaped, isSpace } from './content.ts';
import { findDoubledWords } from './doubled-words.ts';
import type { Lines } from './lines.ts';
import type { PairTree } from './match.ts';
import { readLabel } from '../label.ts';

export interface Understood {
  readonly text: string;
  readonly lines: Lines;
  readonly tokens: readonly ForeignToken[];
  readonly brackets: Brackets;
  readonly tree: PairTree;
  readonly choices: readonly ForeignChoice[];
  readonly readings: readonly ReadAlternative[];
  readonly options: readonly ForeignOption[];
}

/** Everything a person should look at, in the order of the text. */
export function findFindings(understood: Understood): readonly Finding[] {
  const found: Finding[] = [];
  for (const part of parts) {
    for (const finding of part(understood)) found.push(finding);
  }
  return found.sort((one, other) => one.offset - other.offset);
}

type Part = (understood: Understood) => Iterable<Finding>;

const strays: Part = ({ brackets }) =>
  brackets.unbalanced.map(({ kind, offset, line }) => ({ kind, offset, line }));

/**
 * A pair that spans paragraphs and opens or closes in the middle of a line, or spans a heading: a
 * missing and a surplus bracket may have found each other.
 */
const suspects: Part = function* ({ text, lines, tree }) {
  for (let pair = 0; pair < tree.count; pair += 1) {
    const open = tree.open[pair] ?? 0;
    const close = tree.close[pair] ?? open;
    const from = lines.at(open);
    const to = lines.at(close);
    if (lines.block(from) === lines.block(to)) continue;
    const heading = lines.headings(from) !== lines.headings(to);
    const opensMidLine = !isLead(text.slice(Math.max(lines.start(from), open - 90), open));
    const closesMidLine = !closing.test(text.slice(close + 1, Math.min(lines.end(to), close + 60)));
    if (!heading && !opensMidLine && !closesMidLine) continue;
    const why = heading ? 'heading' : opensMidLine ? 'opens' : 'closes';
    yield { kind: 'suspectPair', offset: open, line: from, why, close, closeLine: to };
  }
};

const closing = /^[\s*_.;,:\])}\d]*(?:<\/\w+>)?$/;
const optionLead = /^[\s*_[]*Option\s?[\dIVX(a-z).]+[\s*_:.]*$/;

function isLead(before: string): boolean {
  if (/^[\s*_>#[\]\\-]*$/.test(before) || optionLead.test(before)) return true;
  const label = readLabel(before);
  return label !== undefined && (/^[\s*_[\]]*$/.test(label.rest) || optionLead.test(label.rest));
}

const choicesToMark: Part = function* ({ choices }) {
  for (const { kind, offset, line, reason, suggests, alternatives } of choices) {
    if (kind !== 'undetermined') continue;
    yield { kind, offset, line, reason, suggests: suggests ?? 'none', count: alternatives.length };
  }
};

const parties: Part = function* ({ readings, lines }) {
  for (const { alternative, assumed, unknownParty } of readings) {
    const { offset, end } = alternative;
    const place = { offset: end, line: lines.at(end) };
    for (const party of assumed) yield { kind: 'assumedParty', ...place, party };
    if (unknownParty === undefined) continue;
    yield {
      kind: 'undetermined',
      offset,
      line: lines.at(offset),
      reason: 'unknown-party',
      party: unknownParty,
    };
  }
};

const ends: Part = function* ({ options }) {
  for (const { offset, line, label, endKnown, group } of options) {
    if (endKnown) continue;
    yield { kind: 'optionEndUnknown', offset, line, label, group };
  }
};

const edges: Part = function* ({ text, lines, tree }) {
  for (let pair = 0; pair < tree.count; pair += 1) {
    const open = tree.open[pair] ?? 0;
    const close = tree.close[pair] ?? open;
    if (close > open + 1) {
      const atStart = isSpace(text.charCodeAt(open + 1));
      const atEnd = isSpace(text.charCodeAt(contentEnd(text, tree, pair) - 1));
      const edge = atStart ? (atEnd ? 'both' : 'start') : 'end';
      if (atStart || atEnd) yield { kind: 'edgeSpace', offset: open, line: lines.at(open), edge };
    }
  }
};

/** Letters that touch a bracket from outside, those of stray brackets included. */
const inWords: Part = function* ({ text, lines, brackets, tree }) {
  const strayed = (kind: string): readonly number[] =>
    brackets.unbalanced.filter((one) => one.kind === kind).map(({ offset }) => offset);
  for (const offset of [...tree.open, ...strayed('strayOpen')]) {
    if (!isSpacedLetter(text, isEscaped(text, offset) ? offset - 2 : offset - 1)) continue;
    yield { kind: 'inWord', offset, line: lines.at(offset), side: 'before' };
  }
  for (const offset of [...tree.close, ...strayed('strayClose')]) {
    if (!isSpacedLetter(text, offset + 1)) continue;
    yield { kind: 'inWord', offset, line: lines.at(offset), side: 'after' };
  }
};

const letter = /[\p{L}\p{M}]/u;

function isSpacedLetter(text: string, at: number): boolean {
  const sign = text.charAt(at);
  return sign !== '' && letter.test(sign) && !isUnspaced(sign.charCodeAt(0));
}

const doubled: Part = ({ tokens, choices, lines }) =>
  findDoubledWords(tokens, choices).map(({ offset, word }) => ({
    kind: 'doubledWord',
    offset,
    line: lines.at(offset),
    word,
  }));

/** A run of the same kind is one finding, so that a file of zeros is one too. */
const controls: Part = function* ({ tokens, lines }) {
  let start: ForeignToken | undefined;
  let count = 0;
  for (const token of tokens) {
    if (
      token.kind === 'control' &&
      start?.text === token.text &&
      start.offset + count === token.offset
    ) {
      count += 1;
      continue;
    }
    if (start) yield controlAt(start, count, lines);
    start = token.kind === 'control' ? token : undefined;
    count = 1;
  }
  if (start) yield controlAt(start, count, lines);
};

function controlAt({ text, offset }: ForeignToken, count: number, lines: Lines): Finding {
  const code = `U+${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return { kind: 'controlCharacter', offset, line: lines.at(offset), code, count };
}

const parts: readonly Part[] = [
  strays,
  suspects,
  choicesToMark,
  parties,
  ends,
  edges,
  inWords,
  doubled,
  controls,
];
