import { expect, test } from 'vitest';
import { adoptedProvision } from '#core/text/living/adopted-provision.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { History } from './history.ts';

const words = ['1. Notes the gauges.', '2. Urges the ferries.'];

test('a proposed provision is found again where it was adopted, and only then', () => {
  const history = new History(words.join('\n'));
  history.amend('A', [words[0], '1 bis. Adds a buoy.', '1 ter. And a bell.', words[1]].join('\n'));
  const proposed = provisionsOf(history.state).filter(({ whole }) => whole?.kind === 'new');
  expect(proposed.map(({ id }) => adoptedProvision(history.state, id))).toEqual([
    undefined,
    undefined,
  ]);
  const [choice] = placedText(history.state).choices;
  history.decide(choice?.key ?? '', { kind: 'alternative', index: 1 });
  const now = provisionsOf(history.state);
  expect(proposed.map(({ id }) => adoptedProvision(history.state, id))).toEqual([
    now[1]?.id,
    now[2]?.id,
  ]);
  expect(now.map(({ label }) => label)).toEqual(['1', '1 bis', '1 ter', '2']);
  expect(adoptedProvision(history.state, 'h99:1')).toBeUndefined();
  expect(adoptedProvision(history.state, 'base:3')).toBeUndefined();
});
