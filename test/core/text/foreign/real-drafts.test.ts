import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { printForeign, readForeign } from '#core/text/foreign/read-foreign.ts';
import { readLabel } from '#core/text/label.ts';
import { sharedData } from '#test/shared-data.ts';
import { checkForeign } from './laws.ts';

const drafts = sharedData('negotiating-texts/paris-2015-10-23.md');
const samplesFile = sharedData('negotiating-texts/bracket-samples.json');

function ofKind(findings: readonly { readonly kind: string }[], kind: string): number {
  return findings.filter((one) => one.kind === kind).length;
}

describe.skipIf(!drafts)('the Paris drafts', () => {
  test.each([
    [
      'paris-2015-10-23.md',
      [1052, 1053, 1051, 7],
      [1025, 1026, 1024, 7],
      { suspect: 12, edge: 17 },
    ],
    ['paris-2015-12-09.md', [222, 223, 221, 5], [217, 218, 216, 5], { suspect: 2, edge: 3 }],
  ] as const)('%s comes back byte for byte, with its counts', (name, whole, stripped, found) => {
    const bytes = readFileSync(sharedData(`negotiating-texts/${name}`) ?? '');
    const foreign = checkForeign(bytes.toString('utf8'));
    expect(Buffer.from(printForeign(foreign), 'utf8').equals(bytes)).toBe(true);
    for (const [counts, { open, close, pairs, maxDepth, unbalanced }] of [
      [whole, foreign.brackets],
      [stripped, foreign.negotiation],
    ] as const) {
      expect([open, close, pairs.length, maxDepth]).toEqual(counts);
      expect(ofKind(unbalanced, 'strayClose')).toBe(2);
      expect(ofKind(unbalanced, 'strayOpen')).toBe(1);
    }
    expect(ofKind(foreign.findings, 'suspectPair')).toBe(found.suspect);
    expect(ofKind(foreign.findings, 'edgeSpace')).toBe(found.edge);
  });

  test('the overlong pair of October, two errors that hide each other, is a suspect', () => {
    const { findings } = readForeign(readFileSync(drafts ?? '', 'utf8'));
    const suspects = findings.filter(({ kind }) => kind === 'suspectPair');
    expect(suspects[0]).toMatchObject({ line: 50, closeLine: 789, why: 'heading' });
  });

  test('options, placeholders and names are found as a reader would', () => {
    const october = readForeign(readFileSync(drafts ?? '', 'utf8'));
    const december = readForeign(
      readFileSync(sharedData('negotiating-texts/paris-2015-12-09.md') ?? '', 'utf8'),
    );
    const groups = [october, december].map(({ options }) => [
      options.length,
      new Set(options.map(({ group }) => group)).size,
    ]);
    expect(groups).toEqual([
      [153, 61],
      [28, 11],
    ]);
    expect(december.placeholders.filter(({ text }) => text.startsWith('#'))).toHaveLength(24);
    expect([october, december].map(({ findings }) => ofKind(findings, 'assumedParty'))).toEqual([
      0, 0,
    ]);
  });
});

interface Sample {
  readonly id: string;
  readonly q?: string;
  readonly expect?: Readonly<Record<string, unknown>>;
}

const samples: readonly Sample[] = samplesFile
  ? (JSON.parse(readFileSync(samplesFile, 'utf8')) as { readonly samples: readonly Sample[] })
      .samples
  : [];

describe.skipIf(!samplesFile)('samples of brackets as the field writes them', () => {
  test.each(samples.filter(({ expect: reading }) => reading))(
    '$id',
    ({ q = '', expect: reading = {} }) => {
      const foreign = checkForeign(q);
      const alternatives = foreign.choices.flatMap((choice) => choice.alternatives);
      const {
        bracket,
        propose = [],
        delete: against = [],
        adjacent_alternatives: adjacent,
      } = reading;
      if (bracket !== undefined) {
        expect(alternatives[0]).toMatchObject({ text: bracket, propose, delete: against });
        expect(foreign.choices[0]?.kind).toBe('optional');
      }
      if (adjacent !== undefined) {
        const [run] = foreign.choices;
        expect(run?.alternatives.map(({ text }) => text)).toEqual(adjacent);
        // Nobody has said that they are alternatives, so it is a suggestion at most.
        expect(run?.kind).toBe('undetermined');
        expect(foreign.findings).toContainEqual(
          expect.objectContaining({
            kind: 'undetermined',
            offset: run?.offset,
            reason: run?.reason,
          }),
        );
      }
      if (reading.label !== undefined) expect(foreign.labels[0]?.label).toBe(reading.label);
      if (Array.isArray(reading.labels)) {
        expect(foreign.labels.map(({ label }) => label)).toEqual(reading.labels);
      }
      if (reading.option_label !== undefined) {
        expect(foreign.options[0]).toMatchObject({
          label: reading.option_label,
          level: reading.level,
        });
      }
      if (typeof reading.status === 'string') {
        expect(foreign.statuses).toHaveLength(1);
        expect(foreign.choices).toEqual([]);
      }
      if (reading.footnote !== undefined) expect(foreign.footnotes).toHaveLength(1);
    },
  );

  test('traps named with the samples', () => {
    const q = (id: string): string => samples.find((sample) => sample.id === id)?.q ?? '';
    const geneva = readForeign(q('gnt-1'));
    expect(geneva.footnotes.map(({ text }) => text)).toEqual(['1']);
    expect(geneva.placeholders.map(({ text }) => text)).toEqual(['{Placeholder for preamble}']);
    expect(geneva.options.map(({ label }) => label)).toEqual(['1', '2']);
    expect(geneva.brackets.unbalanced).toHaveLength(2);
    expect(ofKind(readForeign(q('cop21-3')).findings, 'doubledWord')).toBe(1);
    expect(ofKind(readForeign(q('sct-1')).findings, 'strayOpen')).toBe(1);
    expect(readForeign(q('gdc-1'))).toMatchObject({
      choices: [],
      placeholders: [{ kind: 'renumbering' }],
    });
    expect(readLabel(q('gdc-1'))?.label).toBe('Para. 68');
  });

  test('statuses told of in the samples, as brackets', () => {
    const told = samples.flatMap(({ expect: reading }) =>
      Array.isArray(reading?.status) ? (reading.status as readonly string[]) : [],
    );
    expect(told.length).toBeGreaterThan(0);
    for (const words of told) {
      const mark = words.replace(/<\w+>/, 'Alder Bank');
      expect(readForeign(`OP4. Decides to act. [${mark}]`)).toMatchObject({
        statuses: [{ text: `[${mark}]` }],
        choices: [],
      });
    }
  });
});
