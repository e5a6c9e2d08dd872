import { expect, test } from 'vitest';
import { pathOver } from '#ui/text/progress-path.ts';

const size = { width: 100, height: 100 };
const at = (hour: number): Date => new Date(Date.UTC(2030, 0, 1, hour));

test('a count stays until it changes, up to the moment that is looked at', () => {
  const drawn = pathOver(
    [
      { at: at(0), open: 0 },
      { at: at(6), open: 4 },
      { at: at(12), open: 2 },
    ],
    at(24),
    size,
  );
  expect(drawn?.line).toBe('M34 100H49V8H64V54H94');
  expect(drawn?.most).toBe(4);
  expect(drawn?.end).toEqual({ x: 94, y: 54 });
  expect(drawn?.lines.map(({ count }) => count)).toEqual([0, 2, 4]);
});

test('one moment is a line, and none is nothing', () => {
  expect(pathOver([{ at: at(0), open: 0 }], at(0), size)?.line).toBe('M34 100H94');
  expect(pathOver([], at(0), size)).toBeUndefined();
});
