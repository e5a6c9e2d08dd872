import { expect, test } from 'vitest';
import { mapDrawing } from '#core/views/map-drawing.ts';
import { opinionMap } from '#core/views/opinion-map.ts';
import { plantedPoll, pollOfRows, rangePoll } from './invented-polls.ts';

test('every square lies on the map and holds enough people, and all are drawn with one', () => {
  const { map } = opinionMap(plantedPoll([90, 70, 40], 100, 1).votes);
  for (const minimum of [1, 2, 5]) {
    const { width, height, squares, names } = mapDrawing(map, minimum);
    for (const { x, y, side, people } of squares) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + side).toBeLessThanOrEqual(width);
      expect(y + side).toBeLessThanOrEqual(height);
      expect(people).toBeGreaterThanOrEqual(minimum);
    }
    const drawn = squares.reduce((sum, { people }) => sum + people, 0);
    if (minimum === 1) expect(drawn).toBe(200);
    else expect(drawn).toBeLessThan(200);
    expect(names.map(({ group }) => group)).toEqual([0, 1, 2]);
  }
});

test('without clear camps none are drawn', () => {
  const drawing = mapDrawing(opinionMap(rangePoll(100, 30, 1, false)).map, 1);
  expect(drawing.names).toEqual([]);
  expect(drawing.squares.every(({ group }) => group === null)).toBe(true);
});

test('nobody, and one person, are drawn without a number that is none', () => {
  expect(mapDrawing(opinionMap(pollOfRows([])).map, 1).squares).toEqual([]);
  const [square] = mapDrawing(opinionMap(pollOfRows([[1, -1]])).map, 1).squares;
  expect(square).toMatchObject({ people: 1, x: 120, y: 120 });
});
