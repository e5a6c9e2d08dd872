import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '#core/search/analyse.ts';
import { highlight, snippet, type Wanted } from '#core/search/highlight.ts';
import { stem } from '#language/stem.ts';

function of(text: string, wanted: Wanted, length?: number) {
  return snippet(text, analyse(text, 'en', stem), wanted, length);
}

function marked(text: string, wanted: Wanted): readonly string[] {
  return highlight(text, analyse(text, 'en', stem), wanted).map(({ start, end }) =>
    text.slice(start, end),
  );
}

const wantPond: Wanted = { terms: new Set(['pond']) };

describe('laws', () => {
  const text = fc
    .array(fc.constantFrom('pond', 'Ponds', 'reed.', 'the', 'heron', '互联网', '👩‍👩‍👧', '\n'), {
      maxLength: 120,
    })
    .map((parts) => parts.join(' '));

  test('marks lie in order, apart, inside the snippet, and a snippet is part of its text', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 300 }), (source, length) => {
        const found = of(source, wantPond, length);
        expect(found.text.length).toBeLessThanOrEqual(Math.max(length + 1, 0));
        expect(source).toContain(found.text);
        expect(source.startsWith(found.text)).toBe(!found.before || source.startsWith(found.text));
        expect(found.text.isWellFormed()).toBe(true);
        let end = -1;
        for (const mark of found.marks) {
          expect(mark.start).toBeGreaterThan(end);
          expect(mark.end).toBeLessThanOrEqual(found.text.length);
          expect(found.text.slice(mark.start, mark.end).toLowerCase()).toMatch(/^ponds?$/);
          end = mark.end;
        }
        if (/ponds?/i.test(source)) expect(found.marks.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('cases', () => {
  test.each<[string, Wanted, string[]]>([
    ['Ponds, and a pond.', wantPond, ['Ponds', 'pond']],
    [
      'A multi-stakeholder duty',
      { terms: new Set(['multistakehold', 'stakehold']) },
      ['multi-stakeholder'],
    ],
    ['Jurisdictional duty', { terms: new Set(), prefixes: ['jurisdic'] }, ['Jurisdictional']],
    [
      'The council of ponds. Ponds, council.',
      { terms: new Set(), phrases: [analyse('council of ponds', 'en', stem)] },
      ['council of ponds'],
    ],
    ['Nothing', wantPond, []],
  ])('%s', (text, wanted, expected) => {
    expect(marked(text, wanted)).toEqual(expected);
  });

  test('the stretch with most of the words is shown, and says what it leaves out', () => {
    const far = 'Words of no account fill this part of the text at length. '.repeat(12);
    const wanted: Wanted = { terms: new Set(['pond', 'heron', 'reed']) };
    const found = of(`A pond. ${far}Here heron, pond and reed are named. ${far}`, wanted);
    expect(found).toMatchObject({ before: true, after: true });
    expect(found.marks).toHaveLength(3);
  });
});
