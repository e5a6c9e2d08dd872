import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endsInFront } from '#core/text/ends-in-front.ts';
import { notationOf } from '#core/text/living/notation-of.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { settleProvision } from '#core/text/living/settle-provision.ts';
import { parseNotation } from '#core/text/parse-notation.ts';
import { reading } from '#core/text/reading.ts';
import { baseText, deed, History, parties } from './history.ts';

test('turning paragraph ends to the front changes no reading, and the notation is read back', () => {
  fc.assert(
    fc.property(baseText, fc.array(deed, { maxLength: 8 }), (text, deeds) => {
      const history = new History(text);
      for (const each of deeds) history.do(each);
      const { items } = placedText(history.state);
      const turned = endsInFront(items);
      for (const party of [undefined, ...parties]) {
        expect(reading({ items: turned }, party)).toBe(reading({ items }, party));
      }
      const parsed = parseNotation(notationOf(history.state));
      expect(parsed.ok).toBe(true);
      if (!parsed.ok) return;
      for (const party of [undefined, ...parties]) {
        expect(reading(parsed.value, party)).toBe(reading({ items }, party));
      }
    }),
    { numRuns: 400 },
  );
});

test('new and deleted provisions and how provisions stand are told in braces', () => {
  const history = new History('1. Notes the gauges.\n2. Urges the ferries.\n3. Ends.\n');
  history.amend('A', '1. Notes the gauges.\n2. Urges the ferries.\n2 bis. Adds.\n3. Ends.\n');
  history.amend('B', '1. Notes the gauges.\n3. Ends.\n');
  const settled = settleProvision(history.state, {
    provision: 'start',
    status: 'ad-referendum',
    reason: '',
  });
  history.enter('text.provision-settled', settled);
  expect(notationOf(history.state)).toBe(
    '1. Notes the gauges. {agreed ad ref}\n2. {delete – B} Urges the ferries.\n2 bis. {new – A} Adds.\n3. Ends.\n',
  );
});
