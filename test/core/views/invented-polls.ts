import { normal, seededRandom } from '#core/views/seeded-random.ts';
import { type Vote, voteGatherer, type VoteMatrix } from '#core/views/votes.ts';

export interface Planted {
  readonly votes: VoteMatrix;
  /** The camp of each participant, in the order of the votes. */
  readonly camps: readonly number[];
}

/**
 * A poll of camps that are there: half the statements part them at 80 to 20, a tenth pass, and the
 * share `seen` of the cells is answered. The last statements all agree on, at 85.
 */
export function plantedPoll(
  sizes: readonly number[],
  statements: number,
  seed: number,
  seen = 1,
): Planted {
  const random = seededRandom(seed);
  const leaning = sizes.map(() =>
    Array.from({ length: statements }, (_, j) =>
      j < statements / 2 ? (random() < 0.5 ? 0.8 : 0.2) : j % 3 === 0 ? 0.85 : 0.5,
    ),
  );
  const gatherer = voteGatherer(Array.from({ length: statements }, (_, j) => `s${j}`));
  const camps: number[] = [];
  for (const [camp, size] of sizes.entries()) {
    for (let i = 0; i < size; i += 1) {
      gatherer.begin(`p${camps.length}`);
      camps.push(camp);
      for (let j = 0; j < statements; j += 1) {
        if (random() >= seen) continue;
        const agrees = random() < (leaning[camp]?.[j] ?? 0.5);
        gatherer.cast(j, random() < 0.1 ? 0 : agrees ? 1 : -1);
      }
    }
  }
  return { votes: gatherer.finish(), camps };
}

/** A poll without camps: everybody somewhere on one smooth range, statements spread along it. */
export function rangePoll(
  people: number,
  statements: number,
  seed: number,
  even: boolean,
): VoteMatrix {
  const random = seededRandom(seed);
  const asked = Array.from({ length: statements }, () => ({
    slope: (random() < 0.5 ? -1 : 1) * (1 + random()),
    turn: (random() - 0.5) * 3,
  }));
  const gatherer = voteGatherer(Array.from({ length: statements }, (_, j) => `s${j}`));
  for (let i = 0; i < people; i += 1) {
    gatherer.begin(`p${i}`);
    const place = even ? (random() - 0.5) * 3 : normal(random);
    for (const [j, { slope, turn }] of asked.entries()) {
      const agrees = random() < 1 / (1 + Math.exp(-slope * (place - turn)));
      gatherer.cast(j, random() < 0.1 ? 0 : agrees ? 1 : -1);
    }
  }
  return gatherer.finish();
}

/** The same votes, each statement's handed round among those who saw it. */
export function shuffledPoll(votes: VoteMatrix, seed: number): VoteMatrix {
  const random = seededRandom(seed);
  const values = votes.values.slice();
  const byColumn = votes.statements.map((): number[] => []);
  for (const [at, column] of votes.columns.entries()) byColumn[column]?.push(at);
  for (const places of byColumn) {
    for (let left = places.length - 1; left > 0; left -= 1) {
      const one = places[left] ?? 0;
      const other = places[Math.floor(random() * (left + 1))] ?? 0;
      const kept = values[one] ?? 0;
      values[one] = values[other] ?? 0;
      values[other] = kept;
    }
  }
  return { ...votes, values };
}

/** A matrix of small whole numbers as votes: rows of 1, 0, -1, and null for unseen. */
export function pollOfRows(rows: readonly (readonly (Vote | null)[])[]): VoteMatrix {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const gatherer = voteGatherer(Array.from({ length: width }, (_, j) => `s${j}`));
  for (const [i, row] of rows.entries()) {
    gatherer.begin(`p${i}`);
    for (const [j, vote] of row.entries()) if (vote !== null) gatherer.cast(j, vote);
  }
  return gatherer.finish();
}

/** How much two partitions agree, 1 for the same, about 0 for chance (Hubert and Arabie 1985). */
export function adjustedRand(one: readonly number[], other: readonly number[]): number {
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const sum = (keys: readonly string[]): number => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts.values()].reduce((total, count) => total + pairs(count), 0);
  };
  const both = sum(one.map((label, i) => `${label} ${other[i] ?? ''}`));
  const [first, second] = [sum(one.map(String)), sum(other.map(String))];
  const chance = (first * second) / pairs(one.length);
  const most = (first + second) / 2;
  return most === chance ? 1 : (both - chance) / (most - chance);
}
