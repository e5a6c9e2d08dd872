import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRevisions } from '#convert/docx-revisions/read-revisions.ts';
import { rejected, versionOf } from '#convert/docx-revisions/resolve-revisions.ts';
import { writeDocx } from '#convert/write-docx.ts';
import { amend } from '#core/text/living/amend.ts';
import { applyChange } from '#core/text/living/apply.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import type { TextState } from '#core/text/living/state.ts';
import { tokenise } from '#core/text/tokens.ts';
import { trackedParagraph } from '../../src/routes/g/[slug]/t/[number]/export/docx-paragraphs.ts';

const lines = [
  'PP1. Recalling the mandate of the group,',
  'OP1. Governments should maintain gauges at all stations;',
  'OP2. Readings should be published within one hour;',
  'OP3. A report should be made every year.',
];

function tabled(): TextState {
  const payload = {
    number: 1,
    title: 'Gauges',
    kind: 'recommendation',
    proponents: [],
    tokeniser: 1,
    tokens: tokenise(`${lines.join('\n')}\n`),
  } as const;
  return applyChange(undefined, { seq: 1, verb: 'text.tabled', payload });
}

function amended(state: TextState, party: string, text: string): TextState {
  const made = amend(state, state, { party, verb: 'propose', text, explanation: '' });
  if (!made.ok) throw new Error(made.reason.code);
  return applyChange(state, { seq: state.seq + 1, verb: 'text.amended', payload: made.value });
}

function fileOf(state: TextState) {
  const date = '2030-01-01T00:00:00Z';
  const paragraphs = provisionsOf(state).map((provision) => trackedParagraph(provision, date));
  const { bytes } = writeDocx(paragraphs, { title: 'Gauges', date, author: 'Group' });
  const read = readRevisions(bytes);
  if (!read.ok) throw new Error(read.reason.code);
  return read.value;
}

const asText = (paragraphs: readonly string[]): string =>
  paragraphs
    .filter((words) => words !== '')
    .map((words) => `${words}\n`)
    .join('');

/** Each party changes provisions of its own, so that no two want different words at one place. */
const edits: readonly (readonly [string, (text: string) => string])[] = [
  ['A', (text) => text.replace('should maintain', 'shall maintain and repair')],
  ['B', (text) => text.replace(' within one hour', '')],
  ['B', (text) => text.replace('Readings', 'All readings')],
  ['C', (text) => text.replace('OP3. A report should be made every year.\n', '')],
  ['D', (text) => text.replace('OP2.', 'OP1 bis. Invites everyone to read them;\nOP2.')],
  ['A', (text) => text.replace('the mandate of the group', 'the mandate')],
];

describe('the file with tracked changes', () => {
  test('is the text without them, and every party’s words with its own', () => {
    fc.assert(
      fc.property(fc.subarray([...edits], { minLength: 1 }), (chosen) => {
        let state = tabled();
        for (const [party, edit] of chosen) {
          state = amended(state, party, edit(readingOf(state, party)));
        }
        const file = fileOf(state);
        expect(asText(rejected(file))).toBe(readingOf(state));
        for (const party of new Set(chosen.map(([name]) => name))) {
          expect(asText(versionOf(file, party)), party).toBe(readingOf(state, party));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('has rival wordings one after the other, and stays the text without them', () => {
    const rivals = amended(
      amended(tabled(), 'A', `${lines.join('\n').replace('should', 'shall')}\n`),
      'B',
      `${lines.join('\n').replace('should', 'may')}\n`,
    );
    const file = fileOf(rivals);
    expect(asText(rejected(file))).toBe(readingOf(rivals));
    expect(file.authors).toEqual(['A', 'B']);
  });
});
