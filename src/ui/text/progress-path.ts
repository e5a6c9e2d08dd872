export interface Point {
  readonly at: Date;
  /** Choices open from that moment on. */
  readonly open: number;
}

export interface Drawn {
  readonly line: string;
  readonly area: string;
  readonly from: Date;
  readonly most: number;
  readonly end: { readonly x: number; readonly y: number };
  readonly lines: readonly { readonly y: number; readonly count: number }[];
}

const inset = 34;
const top = 8;

/**
 * The steps of a count over time, as paths: the count stays until the next moment, so nothing is
 * slanted. Undefined where there is no moment. In an image that reads from right to left it is the
 * same: time is drawn as it is everywhere, from left to right.
 */
export function pathOver(
  points: readonly Point[],
  until: Date,
  { width, height }: { readonly width: number; readonly height: number },
): Drawn | undefined {
  const [first] = points;
  if (!first) return undefined;
  const from = first.at.getTime();
  const span = Math.max(1, until.getTime() - from);
  const most = Math.max(1, ...points.map(({ open }) => open));
  const ceiling = niceCeiling(most);
  const x = (at: Date): number =>
    round(inset + ((width - inset - 6) * Math.min(at.getTime() - from, span)) / span);
  const y = (open: number): number => round(height - ((height - top) * open) / ceiling);
  let line = `M${x(first.at)} ${y(first.open)}`;
  for (const point of points.slice(1)) line += `H${x(point.at)}V${y(point.open)}`;
  const end = { x: width - 6, y: y(points.at(-1)?.open ?? 0) };
  line += `H${end.x}`;
  return {
    line,
    area: `${line}V${height}H${inset}Z`,
    from: first.at,
    most,
    end,
    lines: [0, ceiling / 2, ceiling]
      .filter((count) => Number.isInteger(count))
      .map((count) => ({ count, y: y(count) })),
  };
}

function niceCeiling(most: number): number {
  const steps = [1, 2, 4, 6, 8, 10, 16, 20, 30, 40, 60, 80, 100];
  const power = 10 ** Math.max(0, Math.floor(Math.log10(most)) - 1);
  return (steps.find((step) => step * power >= most) ?? 100) * power;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
