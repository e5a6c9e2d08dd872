import type { VoteMatrix } from '#core/views/votes.ts';
import { seededRandom } from '#core/views/seeded-random.ts';

/**
 * The plain way to camps, as a yardstick: unseen votes become the statement's mean, two principal
 * components by power iteration, and k-means with the number of camps given.
 */
export function plainKMeans(votes: VoteMatrix, k: number): readonly number[] {
  const rows = filled(votes);
  const plane = components(rows, 2);
  return clusters(plane, k);
}

function filled({ participants, statements, starts, columns, values }: VoteMatrix): Float64Array[] {
  const sums = new Float64Array(statements.length);
  const seen = new Float64Array(statements.length);
  for (const [at, column] of columns.entries()) {
    sums[column] = (sums[column] ?? 0) + (values[at] ?? 0);
    seen[column] = (seen[column] ?? 0) + 1;
  }
  return participants.map((_, row) => {
    const deviations = new Float64Array(statements.length);
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1) {
      const column = columns[at] ?? 0;
      deviations[column] = (values[at] ?? 0) - (sums[column] ?? 0) / (seen[column] ?? 1);
    }
    return deviations;
  });
}

function components(rows: readonly Float64Array[], count: number): number[][] {
  const width = rows[0]?.length ?? 0;
  const random = seededRandom(1);
  const found: Float64Array[] = [];
  for (let axis = 0; axis < count; axis += 1) {
    let vector = Float64Array.from({ length: width }, () => random() - 0.5);
    for (let round = 0; round < 300; round += 1) {
      const image = new Float64Array(width);
      for (const row of rows) {
        const pull = dot(row, vector);
        for (let j = 0; j < width; j += 1) image[j] = (image[j] ?? 0) + pull * (row[j] ?? 0);
      }
      for (const other of found) {
        const part = dot(image, other);
        for (let j = 0; j < width; j += 1) image[j] = (image[j] ?? 0) - part * (other[j] ?? 0);
      }
      const length = Math.sqrt(dot(image, image));
      vector = image.map((value) => value / length);
    }
    found.push(vector);
  }
  return rows.map((row) => found.map((axis) => dot(row, axis)));
}

function clusters(points: readonly number[][], k: number): readonly number[] {
  const random = seededRandom(2);
  let best: { labels: number[]; inertia: number } | undefined;
  for (let restart = 0; restart < 20; restart += 1) {
    let centres = Array.from(
      { length: k },
      () => points[Math.floor(random() * points.length)] ?? [],
    );
    let labels: number[] = [];
    let inertia = 0;
    for (let round = 0; round < 60; round += 1) {
      inertia = 0;
      labels = points.map((point) => {
        const distances = centres.map((centre) => squared(point, centre));
        inertia += Math.min(...distances);
        return distances.indexOf(Math.min(...distances));
      });
      centres = centres.map((centre, g) => {
        const own = points.filter((_, i) => labels[i] === g);
        return own.length === 0
          ? centre
          : centre.map((_, axis) => own.reduce((sum, p) => sum + (p[axis] ?? 0), 0) / own.length);
      });
    }
    if (!best || inertia < best.inertia) best = { labels, inertia };
  }
  return best?.labels ?? [];
}

function squared(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, axis) => sum + (value - (other[axis] ?? 0)) ** 2, 0);
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < one.length; j += 1) sum += (one[j] ?? 0) * (other[j] ?? 0);
  return sum;
}
