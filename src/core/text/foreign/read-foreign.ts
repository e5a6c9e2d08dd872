import { partyNames } from './attribution.ts';
import { findBraces } from './braces.ts';
import { findChoices } from './choices.ts';
import { findFindings } from './findings.ts';
import type { ForeignText } from './foreign-text.ts';
import { findLabels } from './labels.ts';
import { readLines } from './lines.ts';
import { findMarkdown } from './markdown.ts';
import { findFootnotes, findMarks } from './marks.ts';
import { bracketPlaces, matchBrackets } from './match.ts';
import { findOptions } from './options.ts';
import { scan } from './scan.ts';

export interface ForeignOptions {
  /** The names that may stand in attributions; without them, whatever looks like a name may. */
  readonly parties?: readonly string[];
}

/**
 * Reads a negotiating text as others wrote it. Loses no byte, repairs nothing and refuses nothing:
 * what is unbalanced or cannot be told is among the findings, with its place. Time and memory grow
 * with the length of the text, at any depth of brackets.
 */
export function readForeign(text: string, { parties }: ForeignOptions = {}): ForeignText {
  const lines = readLines(text);
  const places = bracketPlaces(text);
  const whole = matchBrackets(text, places, lines);
  const markdown = findMarkdown(text, lines, whole.tree);
  const { brackets: negotiation, tree } =
    markdown.brackets.size === 0
      ? whole
      : matchBrackets(
          text,
          places.filter((place) => !markdown.brackets.has(place)),
          lines,
        );
  const { tokens, words } = scan(text, markdown.brackets);
  const braces = findBraces(text, lines);
  const { roles, statuses, placeholders } = findMarks(text, lines, tree, braces);
  const { choices, readings } = findChoices(text, lines, tree, roles, partyNames(parties));
  const options = findOptions(text, lines, braces);
  const findings = findFindings({
    text,
    lines,
    tokens,
    brackets: negotiation,
    tree,
    choices,
    readings,
    options,
  });
  return {
    text,
    tokens,
    words,
    brackets: whole.brackets,
    negotiation,
    choices,
    options,
    statuses,
    placeholders,
    footnotes: findFootnotes(text, lines, tree.close, markdown.footnotes),
    labels: findLabels(text, lines),
    findings,
  };
}

/** The text again, from its tokens alone: the same characters, always. */
export function printForeign({ tokens }: Pick<ForeignText, 'tokens'>): string {
  return tokens.map(({ text }) => text).join('');
}
