import { expect, test } from 'vitest';
import { provisionsOf } from '#core/text/living/provisions.ts';
import type { ProvisionView } from '#core/text/living/provisions.ts';
import { History } from './history.ts';

const words = [
  'Notes that gauges fall silent in the dry season,',
  'Recalls the flood that nobody had announced,',
  'Decides that readings are shared by all.',
];

function moves(views: readonly ProvisionView[]) {
  return views.flatMap(({ whole, number }) =>
    whole ? [[number ?? null, whole.kind, whole.moved?.number ?? null]] : [],
  );
}

test('what the same parties take out and put in elsewhere is told as moved, though a word changed', () => {
  const text = [words[1], words[0]?.replace('dry', 'long dry'), words[2]].join('\n');
  const history = new History(words.join('\n'));
  history.amend('A', text);
  const { state } = history;
  expect(moves(provisionsOf(state))).toContainEqual([1, 'deleted', null]);
  expect(moves(provisionsOf(state))).toContainEqual([null, 'new', 1]);
});

test('what others put in is no move', () => {
  const history = new History(words.join('\n'));
  history.amend('A', [words[1], words[2]].join('\n'));
  history.amend('B', [words[0], words[1], words[0], words[2]].join('\n'));
  expect(moves(provisionsOf(history.state)).every(([, , from]) => from === null)).toBe(true);
});
