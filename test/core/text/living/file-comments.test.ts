import { expect, test } from 'vitest';
import { commentsOfFile } from '#core/text/living/file-comments.ts';
import { History } from './history.ts';

const { state } = new History(
  '1. Ferries share what they carry.\n2. Gauges share what they show, and when.\n3. Ends.\n',
);

const rows: readonly (readonly [
  name: string,
  quote: string,
  paragraph: string,
  anchored: string,
  said: string,
])[] = [
  [
    'in its paragraph, though the words stand in another before it',
    'share what they',
    '2. Gauges share what they show and when',
    'share what they',
    'Why?',
  ],
  [
    'in another paragraph, where its own no longer has the words',
    'Ferries',
    '2. Gauges share what they show, and when.',
    'Ferries',
    'Why?',
  ],
  [
    'on the provision, where the words are new',
    'gladly',
    '2. Gauges gladly share what they show, and when.',
    '2. Gauges share what they show, and when.',
    '“gladly”: Why?',
  ],
  [
    'at the beginning, where nothing is like it',
    'nets',
    'Fishers cast nets by night.',
    '1',
    '“nets”: Why?',
  ],
  ['on a provision without a quote', '', '3. Ends.', '3. Ends.', '“3. Ends.”: Why?'],
];

test.each(rows)('%s', (_name, quote, paragraph, anchored, said) => {
  const [comment, ...others] = commentsOfFile(state, 'A', [{ words: 'Why?', quote, paragraph }]);
  expect(others).toEqual([]);
  expect(comment).toMatchObject({ party: 'A', words: said, anchor: { quote: anchored } });
});

test('a comment without words is none', () => {
  expect(commentsOfFile(state, 'A', [{ words: ' ', quote: 'Gauges', paragraph: '' }])).toEqual([]);
});
