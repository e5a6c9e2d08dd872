import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLabel } from '#core/text/label.ts';

describe('the label of a provision', () => {
  test.each([
    ['1. Notes the tolls', '1', 'number', 2, undefined, ' Notes the tolls'],
    ['1.Parties act', '1', 'number', 2, undefined, 'Parties act'],
    ['12) Notes', '12', 'number', 2, undefined, ' Notes'],
    ['2.bis We acknowledge', '2.bis', 'number', 2, 'bis', ' We acknowledge'],
    ['2 bis. We acknowledge', '2 bis', 'number', 2, 'bis', ' We acknowledge'],
    ['3bis We', '3bis', 'number', 2, 'bis', ' We'],
    ['3.3 In accordance', '3.3', 'number', 3, undefined, ' In accordance'],
    ['3.3: in accordance', '3.3', 'number', 3, undefined, ' in accordance'],
    ['3.3alt: Those', '3.3alt', 'number', 3, 'alt', ' Those'],
    ['3.x[^4] Notwithstanding', '3.x', 'number', 3, undefined, '[^4] Notwithstanding'],
    ['Para. 68 [Para. 67 of Rev.3]', 'Para. 68', 'number', 2, undefined, ' [Para. 67 of Rev.3]'],
    ['Pp2 In [search]', 'Pp2', 'preambular', 2, undefined, ' In [search]'],
    ['Pp4 [[Being guided by]', 'Pp4', 'preambular', 2, undefined, ' [[Being guided by]'],
    ['PP2bis Recalling', 'PP2bis', 'preambular', 2, 'bis', ' Recalling'],
    ['Pp2 ter Recalling', 'Pp2 ter', 'preambular', 2, 'ter', ' Recalling'],
    ['OP7 ter. Decides', 'OP7 ter', 'operative', 2, 'ter', ' Decides'],
    ['OP6alt', 'OP6alt', 'operative', 2, 'alt', ''],
    ['**OP7.** Decides', 'OP7', 'operative', 2, undefined, '** Decides'],
    ['Article 2 bis', 'Article 2 bis', 'article', 1, 'bis', ''],
    ['Article 2 bis general', 'Article 2 bis', 'article', 1, 'bis', ' general'],
    ['## Article 2bis *(general)*', 'Article 2bis', 'article', 1, 'bis', ' *(general)*'],
    ['## [Article 3ter] *(tolls)*', 'Article 3ter', 'article', 1, 'ter', '] *(tolls)*'],
    ['Article IV', 'Article IV', 'article', 1, undefined, ''],
    ['Article 5. Tolls', 'Article 5', 'article', 1, undefined, ' Tolls'],
    ['(a) To hold', '(a)', 'sub', 3, undefined, ' To hold'],
    ['(a bis) To hold', '(a bis)', 'sub', 3, 'bis', ' To hold'],
    ['    - (17bis) [Its operation', '(17bis)', 'sub', 3, 'bis', ' [Its operation'],
    ['(iv) To hold', '(iv)', 'sub', 4, undefined, ' To hold'],
    ['b) To hold', 'b', 'sub', 3, undefined, ' To hold'],
    ['ii. To hold', 'ii', 'sub', 4, undefined, ' To hold'],
    ['A. Preamble', 'A', 'letter', 1, undefined, ' Preamble'],
    ['A. [[Preamble]1 [Option 1:', 'A', 'letter', 1, undefined, ' [[Preamble]1 [Option 1:'],
    ['II. Tolls and fees', 'II', 'heading', 1, undefined, ' Tolls and fees'],
    ['Chapter 2', 'Chapter 2', 'heading', 1, undefined, ''],
    ['[4. To hold', '4', 'number', 2, undefined, ' To hold'],
    ['*[5 alt. To hold', '5 alt', 'number', 2, 'alt', ' To hold'],
    ['\\[6. To hold', '6', 'number', 2, undefined, ' To hold'],
  ] as const)('%j', (line, label, kind, level, suffix, rest) => {
    const found = readLabel(line);
    expect(found).toMatchObject({ label, kind, level, rest });
    expect(found?.suffix).toBe(suffix);
    expect(line.slice(found?.start, (found?.start ?? 0) + label.length)).toBe(label);
  });

  test.each([
    'Notes the tolls',
    'A toll is due.',
    'I think so.',
    'Article 4 of the Convention provides',
    'Article 4, paragraph 2, applies',
    'Article 4(1) applies',
    'Article 4 (a) of the rules',
    'Article 2 bis of the rules applies',
    'Articles 2 and 3',
    'Paragraph 4 applies',
    'PP2 and PP3 were agreed',
    'OP7 was agreed',
    'Part of it',
    'Part A of the rules',
    '2 degrees',
    '2013 was dry',
    '2013. The year',
    '1.5 degrees above',
    '2.3 per cent of tolls',
    '1,000 barges',
    '40-70 per cent',
    'i.e. the tolls',
    'e.g. the tolls',
    'J. K. Alder said',
    'U.N. bodies',
    '(is) it',
    '(the tolls)',
    '(I)NDC',
    'a toll',
    'alt text',
    'Opening the sluice',
    'Appreciates 3 reports',
    '',
    '   ',
    '[shall][should]',
    '**Bold** words',
  ])('an ordinary line keeps its first word: %j', (line) => {
    expect(readLabel(line)).toBeUndefined();
  });

  test('never fails, and the line is its markup, its label and the rest', () => {
    const parts = [
      '1',
      '.',
      'bis',
      ' ',
      '(',
      ')',
      'a',
      'Article',
      'PP',
      'OP',
      'x',
      '[',
      '*',
      '#',
      'IV',
      'Para.',
      ':',
      '\n',
      '應',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 12 }), (chosen) => {
        const line = chosen.join('');
        const found = readLabel(line);
        if (!found) return;
        expect(line.slice(0, found.end) + found.rest).toBe(line);
        expect(line.slice(found.start, found.end).startsWith(found.label)).toBe(true);
        expect(line.slice(0, found.start)).toMatch(/^[\s>*_[\\#+•-]*$/);
      }),
      { numRuns: 2000 },
    );
  });
});
