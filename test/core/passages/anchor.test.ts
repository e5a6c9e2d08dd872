import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reanchor } from '#core/passages/anchor.ts';
import type { Passage, UnlabelledPassage } from '#core/passages/passage.ts';

function plain(text: string): UnlabelledPassage {
  return { path: [], kind: 'paragraph', text };
}

function labelled(texts: readonly string[]): readonly Passage[] {
  return texts.map((text, index) => ({ ...plain(text), label: `p${index + 1}` }));
}

const word = fc.constantFrom('root', 'zone', 'pond', 'reed', 'heron', 'duty', 'gap', 'venue');
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
const texts = fc.array(text, { maxLength: 25 });

/** Every law of re-anchoring, for one old version and one new. */
function check(old: readonly Passage[], next: readonly string[], ever: readonly string[] = []) {
  const result = reanchor(old, next.map(plain), ever);
  const labels = result.passages.map(({ label }) => label);
  const before = new Map(old.map((passage) => [passage.label, passage.text]));
  expect(result.passages.map((passage) => passage.text)).toEqual(next);
  expect(new Set(labels).size).toBe(labels.length);

  const kept = labels.filter((label) => before.has(label));
  expect(new Set([...kept, ...result.removed])).toEqual(new Set(before.keys()));
  expect(kept.length + result.removed.length).toBe(before.size);
  for (const label of labels) if (!before.has(label)) expect(ever).not.toContain(label);

  const changed = new Set(result.changed.map(({ label }) => label));
  for (const passage of result.passages) {
    if (!before.has(passage.label)) continue;
    expect(changed.has(passage.label)).toBe(before.get(passage.label) !== passage.text);
  }
  for (const { similarity } of result.changed) {
    expect(similarity).toBeGreaterThanOrEqual(0.5);
    expect(similarity).toBeLessThan(1);
  }
  return result;
}

describe('laws', () => {
  test('labels are unique, never reused, and every old one is accounted for', () => {
    fc.assert(
      fc.property(texts, texts, fc.array(fc.nat(60)), (old, next, numbers) => {
        check(
          labelled(old),
          next,
          numbers.flatMap((number) => [`p${number}`, `p${number}a`]),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('the same words again change nothing', () => {
    fc.assert(
      fc.property(texts, (old) => {
        const passages = labelled(old);
        expect(reanchor(passages, passages)).toEqual({ passages, changed: [], removed: [] });
      }),
    );
  });

  test('a label stays unused through any history of versions', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 2, maxLength: 6 }), (versions) => {
        const [first = [], ...later] = versions;
        let passages = labelled(first);
        const ever = new Map(passages.map(({ label }) => [label, 0]));
        for (const [index, next] of later.entries()) {
          const result = check(passages, next, [...ever.keys()]);
          const present = new Set(passages.map(({ label }) => label));
          for (const { label } of result.passages) {
            if (!present.has(label)) expect(ever.has(label)).toBe(false);
            ever.set(label, index + 1);
          }
          passages = result.passages;
        }
      }),
    );
  });
});

describe('cases', () => {
  const old = labelled([
    'The pond belongs to all who drink from it.',
    'The heron council decides by consensus of all members present.',
    'A venue is found for each duty before the end of the season.',
    'The reed archive is open to anyone who asks.',
  ]);
  const lines = old.map((passage) => passage.text);
  const line = (at: number): string => lines[at] ?? '';

  test.each<[string, readonly string[], readonly string[]]>([
    [
      'a new one between',
      [line(0), 'Quite new matter.', ...lines.slice(1)],
      ['p1', 'p1a', 'p2', 'p3', 'p4'],
    ],
    [
      'two new ones between',
      [line(0), 'New one.', 'Other two.', ...lines.slice(1)],
      ['p1', 'p1a', 'p1b', 'p2', 'p3', 'p4'],
    ],
    ['one before all', ['Title page.', ...lines], ['p0a', 'p1', 'p2', 'p3', 'p4']],
    ['one at the end', [...lines, 'Signed by nobody.'], ['p1', 'p2', 'p3', 'p4', 'p5']],
    ['two swapped', [line(1), line(0), line(2), line(3)], ['p2', 'p1', 'p3', 'p4']],
    ['one gone', [line(0), line(2), line(3)], ['p1', 'p3', 'p4']],
    [
      'another layout',
      lines.map((one) => ` ${one.replace(/ /g, '\n')} `),
      ['p1', 'p2', 'p3', 'p4'],
    ],
    ['all other', ['Nothing of the kind.'], ['p5']],
  ])('%s', (_, next, expected) => {
    const result = reanchor(old, next.map(plain));
    expect(result.passages.map(({ label }) => label)).toEqual(expected);
    expect(result.changed).toEqual([]);
  });

  test('changed words keep the label and say so, also where they moved', () => {
    const amended = 'The heron council decides by rough consensus of all members present.';
    const { passages, changed } = check(old, [line(2), line(3), line(0), amended]);
    expect(passages.map(({ label }) => label)).toEqual(['p3', 'p4', 'p1', 'p2']);
    expect(changed).toEqual([{ label: 'p2', similarity: expect.closeTo(20 / 21, 5) as number }]);
  });

  test('a label that an earlier version had is not given again', () => {
    const { passages } = reanchor(old, [...lines, 'Later.'].map(plain), ['p5', 'p9']);
    expect(passages.at(-1)?.label).toBe('p10');
  });

  test.each([
    ['amended', (text: string, index: number) => (index % 3 ? text : `${text} as amended`)],
    ['rewritten', (_: string, index: number) => `Wholly other words ${index * 3}`],
  ])('eight thousand passages, %s, in well under two seconds', (_, change) => {
    const many = labelled(
      Array.from({ length: 8_000 }, (__, index) => `Paragraph ${index} on ${index % 97} reeds`),
    );
    const next = many.map((passage, index) => plain(change(passage.text, index)));
    const began = performance.now();
    reanchor(many, next.reverse());
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
