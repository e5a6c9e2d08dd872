import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '#core/passages/unwrap.ts';
import { joinHyphen } from '#core/passages/hyphen.ts';
import { headingLevel } from '#core/passages/heading.ts';
import { sharedData } from '#test/shared-data.ts';

function wrap(text: string, width = 80): string {
  return text.replace(new RegExp(`(?![^\\n]{1,${width}}$)([^\\n]{1,${width}}) `, 'g'), '$1\n');
}

const prose =
  'The council of ponds met in the dry season and heard every heron that had asked to speak, ' +
  'and it took note of the reeds that had been sent in writing, none of which was left out, ' +
  'before it turned to the question of who may drink from which water and when.';
const second =
  'A second matter was the duty of each venue to answer within the season, whether or not the answer pleases those who asked for it in the first place.';

describe('laws', () => {
  test('no letter is lost but hyphens at line ends, bullets and page numbers', () => {
    const line = fc.array(fc.stringMatching(/^[a-zA-Z]{1,12}[,.:;]?$/), { maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(
          line.map((words) => words.join(' ')),
          { maxLength: 40 },
        ),
        (lines) => {
          const text = unwrap(lines.join('\n')).map((block) => block.text);
          expect(text.join('').replace(/[^a-zA-Z]/g, '')).toBe(
            lines.join('').replace(/[^a-zA-Z]/g, ''),
          );
        },
      ),
    );
  });

  test('wrapping at any width and unwrapping gives the paragraphs back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 110 }), (width) => {
        const text = unwrap([prose, second, prose].map((one) => wrap(one, width)).join('\n\n'));
        expect(text.map((block) => block.text)).toEqual([prose, second, prose]);
      }),
    );
  });
});

describe('cases', () => {
  test('headings and lists amid wrapped lines without empty ones', () => {
    const blocks = unwrap(
      [
        'THE QUESTION OF WATER',
        wrap(prose),
        '2. Duties of venues',
        wrap(second),
        'Why the reeds matter',
        wrap(prose),
        '• first, the reed;',
        wrap(`• second, ${second.toLowerCase()}`),
        'a) third, the heron.',
        '? fourth, a bullet lost on the way.',
      ].join('\n'),
    );
    expect(blocks.map(({ kind, level }) => kind + (level ?? ''))).toEqual([
      'heading1',
      'paragraph',
      'heading1',
      'paragraph',
      'heading2',
      'paragraph',
      'list-item1',
      'list-item1',
      'list-item1',
      'list-item1',
    ]);
    expect(blocks[7]?.text).toBe(`second, ${second.toLowerCase()}`);
    expect(blocks[9]?.text).toBe('fourth, a bullet lost on the way.');
  });

  test('a sentence runs on over the page break', () => {
    const lines = wrap(`${prose} ${second} ${prose}`).split('\n');
    const pages = [lines.slice(0, 5), lines.slice(5)].map((page, index) =>
      ['', ...page, '', `Page ${index + 1} of 2`].join('\n'),
    );
    const text = unwrap(pages.join('\f')).map((block) => block.text);
    expect(text).toEqual([`${prose} ${second} ${prose}`]);
  });

  test('a line that is a paragraph stays one', () => {
    const lines = [prose, second, `${prose} ${second}`];
    expect(unwrap(lines.join('\r\n')).map(({ text }) => text)).toEqual(lines);
  });

  test.each([
    ['the Director-', 'General said', [], 'the Director-General said'],
    ['an inter-', 'national body', [], 'an international body'],
    ['an inter-', 'national body', ['inter-national'], 'an inter-national body'],
    ['of decision-', 'making', ['decision', 'making'], 'of decision-making'],
    ['of over-', 'sight', ['over', 'sight', 'oversight'], 'of oversight'],
    ['a multi-', 'stakeholder body', [], 'a multi-stakeholder body'],
    ['in the mid-', '1990s', [], 'in the mid-1990s'],
    ['pre-', 'and post-war', [], 'pre- and post-war'],
    ['see http://example.org/long-', 'path', [], 'see http://example.org/long-path'],
    ['a co\u00ad', 'operative', [], 'a cooperative'],
    ['no', 'hyphen', [], 'no hyphen'],
  ])('%s / %s', (text, line, words, expected) => {
    expect(joinHyphen(text, line, new Set(words))).toBe(expected);
  });

  test.each([
    ['ANNEX', 1],
    ['Section 2. Roadmap for the Further Evolution', 1],
    ['3.1 Scope', 2],
    ['IV. Conclusions', 1],
    ['ПРИНЦИПЫ УПРАВЛЕНИЯ', 1],
    ['1. The role is that of a policy maker.', undefined],
    ['2014 was a good year', undefined],
    ['and so it ended', undefined],
    ['Figure 2: The pond', undefined],
  ])('%s is a heading of level %s', (line, level) => {
    expect(headingLevel(line)).toBe(level);
  });
});

describe('real contributions', () => {
  const folder = sharedData('netmundial/contributions');

  function contribution(number: string): string {
    return new TextDecoder('windows-1252').decode(readFileSync(`${folder}/${number}B.txt`));
  }

  test.skipIf(!folder)('paragraphs run on over lines and pages, headings stand out', () => {
    const blocks = unwrap(contribution('019'));
    expect(blocks[0]).toMatchObject({ kind: 'heading' });
    const headings = blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text);
    expect(headings).toContain('Why the U.S. role is a problem');
    expect(blocks.filter(({ text }) => /^\d+$/.test(text))).toEqual([]);
    expect(
      blocks.some(({ text }) => /^2\. The second role .*\(NTIA\)\. The IANA function/.test(text)),
    ).toBe(true);
  });

  test.skipIf(!folder)('a running head with the page number leaves the sentence', () => {
    const blocks = unwrap(contribution('076'));
    expect(blocks.some(({ text }) => /enhances the creation and delivery/.test(text))).toBe(true);
  });

  test.skipIf(!folder)('nothing but furniture goes from any of the 120', () => {
    for (let number = 1; number <= 120; number += 1) {
      const text = contribution(String(number).padStart(3, '0'));
      const before = text.replace(/\P{L}/gu, '').length;
      const after = unwrap(text)
        .map((block) => block.text)
        .join('')
        .replace(/\P{L}/gu, '').length;
      expect(after / before, `${number}`).toBeGreaterThan(0.985);
    }
  });
});
