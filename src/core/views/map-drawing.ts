import type { OpinionMap } from './opinion-map.ts';

/** A map to be drawn: squares of a grid with how many people stand in each, never single people. */
export interface MapDrawing {
  readonly width: number;
  readonly height: number;
  readonly squares: readonly {
    /** The upper left corner, and the side, in the units of width and height. */
    readonly x: number;
    readonly y: number;
    readonly side: number;
    readonly people: number;
    /** The camp of most people there; null unless camps are clear. */
    readonly group: number | null;
  }[];
  /** The middle of each camp, where its name goes; none unless camps are clear. */
  readonly names: readonly { readonly group: number; readonly x: number; readonly y: number }[];
}

/**
 * Where people stand, by squares of equal size; y grows downwards, as on a page. A square with fewer
 * than `minimum` people is left out.
 */
export function mapDrawing(map: OpinionMap, minimum: number, across = 24): MapDrawing {
  const side = 10;
  const width = across * side;
  const placed = map.participants.filter(({ guess }) => !guess);
  const reach = placed.reduce(
    (most, { x, y }) => Math.max(most, Math.abs(x), Math.abs(y)),
    Number.MIN_VALUE,
  );
  const along = (value: number): number => ((value / reach + 1) / 2) * width;
  const clear = map.strength.verdict === 'clear';
  const squares = new Map<string, Map<number | null, number>>();
  for (const { x, y, group } of placed) {
    const column = Math.min(across - 1, Math.floor(along(x) / side));
    const row = Math.min(across - 1, Math.floor(along(-y) / side));
    const people = squares.get(`${row} ${column}`) ?? new Map<number | null, number>();
    squares.set(`${row} ${column}`, people.set(group, (people.get(group) ?? 0) + 1));
  }
  return {
    width,
    height: width,
    squares: [...squares].flatMap(([key, groups]) => {
      const [row = 0, column = 0] = key.split(' ').map(Number);
      const people = [...groups.values()].reduce((sum, count) => sum + count, 0);
      if (people < minimum) return [];
      const [most] = [...groups].sort(([, one], [, other]) => other - one);
      const group = clear ? (most?.[0] ?? null) : null;
      return [{ x: column * side, y: row * side, side, people, group }];
    }),
    names: clear
      ? map.camps.map(({ id, centre: [x = 0, y = 0] }) => ({
          group: id,
          x: along(x),
          y: along(-y),
        }))
      : [],
  };
}
