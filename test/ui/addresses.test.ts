import { expect, test } from 'vitest';
import { documentAddress, passageAddress } from '#ui/addresses.ts';

test.each([
  ['C12', '/g/waters/d/C12'],
  ['WG/2026/T.1', '/g/waters/d/WG/2026/T.1'],
  ['A 1?#', '/g/waters/d/A%201%3F%23'],
])('document %s is at %s', (symbol, address) => {
  expect(documentAddress('waters', symbol)).toBe(address);
});

test('a passage is found without script on whatever page it is', () => {
  expect(passageAddress('waters', 'C1', 'p12')).toBe('/g/waters/d/C1?at=p12#p12');
  expect(passageAddress('waters', 'C1', 'p12', { version: 2 })).toBe(
    '/g/waters/d/C1?v=2&at=p12#p12',
  );
  expect(passageAddress('waters', 'C1', 'p12', { paged: false })).toBe('/g/waters/d/C1#p12');
});
