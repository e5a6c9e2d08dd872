import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refused } from '#core/result.ts';
import { canonicalJson } from '#record/canonical.ts';

const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0'));
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    text,
    fc.array(tie('value')),
    fc.dictionary(text, tie('value')),
  ),
})).value;

const written = (value: unknown): string => {
  const result = canonicalJson(value);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
};

describe('canonical JSON', () => {
  test('reads back as what was written', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(written(value))).toEqual(value);
      }),
    );
  });

  test('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.dictionary(text, json), fc.infiniteStream(fc.nat()), (object, picks) => {
        const keys = Object.keys(object);
        const shuffled = keys
          .map((key) => [picks.next().value ?? 0, key] as const)
          .sort(([a], [b]) => a - b)
          .map(([, key]) => [key, object[key]] as const);
        expect(written(Object.fromEntries(shuffled))).toBe(written(object));
      }),
    );
  });

  test('is a fixed point', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(written(JSON.parse(written(value)))).toBe(written(value));
      }),
    );
  });

  const vectors: readonly (readonly [unknown, string])[] = [
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ a: undefined, b: 2 }, '{"b":2}'],
    // RFC 8785, section 3.2.3: by UTF-16 code units, so the smile before the last Hebrew letter.
    [
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    // RFC 8785, section 3.2.2.3.
    [
      [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0],
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    ],
    ['\u20ac$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    [Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
  ];
  test.each(vectors)('%j', (value, expected) => expect(written(value)).toBe(expected));

  const loop: { self?: unknown } = {};
  loop.self = loop;
  const refusals: readonly (readonly [unknown, string, string])[] = [
    [{ a: [1, Number.NaN] }, 'payload-number', 'a[1]'],
    [Number.POSITIVE_INFINITY, 'payload-number', ''],
    [{ note: 'a\0b' }, 'payload-text', 'note'],
    [{ note: '\ud800' }, 'payload-text', 'note'],
    [{ a: { '\udc00': 1 } }, 'payload-text', 'a.\ufffd'],
    [{ at: new Date(0) }, 'payload-value', 'at'],
    [{ many: new Map() }, 'payload-value', 'many'],
    [[undefined], 'payload-value', '[0]'],
    [{ n: 1n }, 'payload-value', 'n'],
    [() => 1, 'payload-value', ''],
  ];
  test.each(refusals)('refuses %o', (value, code, path) => {
    expect(canonicalJson(value)).toEqual(refused(code, { path }));
  });
  test('refuses a value without end', () => {
    expect(canonicalJson(loop)).toMatchObject({ ok: false, reason: { code: 'payload-deep' } });
  });
});
