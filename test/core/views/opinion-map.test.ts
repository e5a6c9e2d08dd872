import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { opinionMap } from '#core/views/opinion-map.ts';
import { seededRandom } from '#core/views/seeded-random.ts';
import { type Vote, voteGatherer, type VoteMatrix } from '#core/views/votes.ts';
import {
  adjustedRand,
  plantedPoll,
  pollOfRows,
  rangePoll,
  shuffledPoll,
} from './invented-polls.ts';
import { agreement, realPoll, smallRealPoll } from './real-polls.ts';

const cell = fc.constantFrom<Vote | null>(1, 1, -1, -1, 0, null);
const rows = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 40 }))
  .chain(([width, people]) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
      minLength: people,
      maxLength: people,
    }),
  );

/** The same poll with participants and statements in another order. */
function reordered(votes: VoteMatrix, seed: number): VoteMatrix {
  const random = seededRandom(seed);
  const mixed = (count: number): number[] =>
    Array.from({ length: count }, (_, i) => ({ i, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ i }) => i);
  const columns = mixed(votes.statements.length);
  const gatherer = voteGatherer(columns.map((column) => votes.statements[column] ?? ''));
  for (const row of mixed(votes.participants.length)) {
    gatherer.begin(votes.participants[row] ?? '');
    for (let at = votes.starts[row + 1] ?? 0; at > (votes.starts[row] ?? 0); at -= 1) {
      const column = columns.indexOf(votes.columns[at - 1] ?? 0);
      gatherer.cast(column, (votes.values[at - 1] ?? 0) as Vote);
    }
  }
  return gatherer.finish();
}

function byId({ map }: ReturnType<typeof opinionMap>): unknown {
  const participants = new Map(map.participants.map((each) => [each.id, each]));
  return { ...map, participants };
}

describe('laws of the map', () => {
  test('equal votes in any order give an equal map, of numbers', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (given, seed) => {
        const votes = pollOfRows(given);
        const first = opinionMap(votes);
        expect(byId(opinionMap(reordered(votes, seed)))).toEqual(byId(first));
        const { map } = first;
        for (const { x, y } of map.participants) expect(Number.isFinite(x + y)).toBe(true);
        for (const each of Object.values(map.strength)) {
          if (typeof each === 'number') expect(Number.isFinite(each)).toBe(true);
        }
        const ids = new Set(map.camps.map(({ id }) => id));
        expect(ids.size).toBe(map.camps.length);
        for (const [i, { group }] of map.participants.entries()) {
          const voted = (given[i] ?? []).some((vote) => vote !== null);
          expect(group === null ? !voted : ids.has(group)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('who voted nothing changes nothing', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const before = opinionMap(pollOfRows(given)).map;
        const after = opinionMap(pollOfRows([...given, (given[0] ?? []).map(() => null)])).map;
        expect(after.participants.slice(0, given.length)).toEqual(before.participants);
        expect(after.camps).toEqual(before.camps);
        expect(after.strength).toEqual(before.strength);
      }),
      { numRuns: 60 },
    );
  });

  test('a map after itself is itself', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const votes = pollOfRows(given);
        const previous = opinionMap(votes).map;
        const again = opinionMap(votes, { previous }).map;
        expect(again.participants).toEqual(previous.participants);
      }),
      { numRuns: 40 },
    );
  });

  test('agree and disagree exchanged give the same camps', () => {
    for (const seed of [1, 2, 3]) {
      const { votes } = plantedPoll([60, 50, 40], 40, seed);
      const turned = { ...votes, values: votes.values.map((vote) => -vote) };
      const [one, other] = [votes, turned].map((each) =>
        opinionMap(each).map.participants.map(({ group }) => group ?? -1),
      );
      expect(adjustedRand(one ?? [], other ?? [])).toBeCloseTo(1, 9);
    }
  });
});

describe('camps that are there, and camps that are not', () => {
  test.each([1, 2, 3, 4, 5])('three planted camps are found and clear (seed %i)', (seed) => {
    const { votes, camps } = plantedPoll([90, 70, 40], 100, seed);
    const { map } = opinionMap(votes);
    expect(map.camps.length).toBe(3);
    expect(map.strength.verdict).toBe('clear');
    const found = map.participants.map(({ group }) => group ?? -1);
    expect(adjustedRand(found, camps)).toBeGreaterThanOrEqual(0.95);
    expect(opinionMap(shuffledPoll(votes, seed)).map.strength.verdict).toBe('none');
  });

  test('a smooth range is never clear', () => {
    for (let seed = 1; seed <= 25; seed += 1) {
      for (const even of [true, false]) {
        const { strength } = opinionMap(rangePoll(120, 30, seed, even)).map;
        expect({ seed, even, verdict: strength.verdict }).not.toMatchObject({ verdict: 'clear' });
      }
    }
  });

  test('one who voted on everything among people who hardly did makes no camp', () => {
    const { votes } = plantedPoll([100], 300, 5, 0.033);
    const gatherer = voteGatherer(votes.statements);
    for (const [row, id] of votes.participants.entries()) {
      gatherer.begin(id);
      for (let at = votes.starts[row] ?? 0; at < (votes.starts[row + 1] ?? 0); at += 1) {
        gatherer.cast(votes.columns[at] ?? 0, (votes.values[at] ?? 0) as Vote);
      }
    }
    gatherer.begin('heavy');
    for (const column of votes.statements.keys()) gatherer.cast(column, column % 2 ? 1 : -1);
    expect(opinionMap(gatherer.finish()).map.strength.verdict).not.toBe('clear');
  });

  test.each<[string, (Vote | null)[][], number]>([
    ['nobody', [], 0],
    ['nobody voted', [[null], [null]], 0],
    ['one participant', [[1, -1, 0]], 1],
    ['everybody agrees', Array.from({ length: 30 }, () => [1, 1, 1, 1] as Vote[]), 1],
    ['one statement', Array.from({ length: 30 }, (_, i) => [i % 2 ? 1 : -1] as Vote[]), 2],
    [
      'five people',
      [
        [1, 1],
        [1, 1],
        [-1, -1],
        [-1, -1],
        [1, 1],
      ],
      2,
    ],
  ])('%s', (_, given, camps) => {
    const { map } = opinionMap(pollOfRows(given));
    expect(map.camps.length).toBe(camps);
    if (given.length < 20) expect(map.strength.grounds).toBe('too-few-participants');
  });

  test('as many camps as asked for, where there are as many positions', () => {
    const { votes } = plantedPoll([30, 30], 20, 4);
    for (const camps of [1, 2, 3, 7]) {
      expect(opinionMap(votes, { camps }).map.camps.length).toBe(camps);
    }
    const two = pollOfRows([[1], [1], [-1]]);
    expect(opinionMap(two, { camps: 3 }).map.camps.length).toBe(2);
  });
});

describe('a few votes more', () => {
  test('one vote more leaves camps their names and nearly everybody theirs', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { votes } = plantedPoll([50, 40, 30], 40, seed);
      const values = votes.values.slice();
      values[(seed * 997) % values.length] = 0;
      const previous = opinionMap(votes).map;
      const { map } = opinionMap({ ...votes, values }, { previous });
      expect(map.camps.map(({ id }) => id)).toEqual(previous.camps.map(({ id }) => id));
      const moved = map.participants.filter(
        ({ group }, i) => group !== previous.participants[i]?.group,
      );
      expect(moved.length).toBeLessThanOrEqual(2);
    }
  });

  test('names are kept though sizes change places', () => {
    const { votes, camps } = plantedPoll([50, 45], 40, 9);
    const previous = opinionMap(votes).map;
    const gone = new Set(votes.participants.filter((_, i) => camps[i] === 0).slice(0, 12));
    const kept = voteGatherer(votes.statements);
    for (const [row, id] of votes.participants.entries()) {
      if (gone.has(id)) continue;
      kept.begin(id);
      for (let at = votes.starts[row] ?? 0; at < (votes.starts[row + 1] ?? 0); at += 1) {
        kept.cast(votes.columns[at] ?? 0, (votes.values[at] ?? 0) as Vote);
      }
    }
    const { map } = opinionMap(kept.finish(), { previous });
    const before = new Map(previous.participants.map(({ id, group }) => [id, group]));
    const same = map.participants.filter(({ id, group }) => before.get(id) === group).length;
    expect(same).toBeGreaterThanOrEqual(map.participants.length - 2);
    expect(map.camps[0]?.size).toBeLessThan(map.camps[1]?.size ?? 0);
  });
});

describe('published conversations, the number of camps chosen by the votes', () => {
  test.each([
    ['vtaiwan.uberx', 0.85],
    ['brexit-consensus', 0.8],
    ['scoop-hivemind.biodiversity', 0.95],
    ['canadian-electoral-reform', 0.9],
  ])('%s agrees with its groups by at least %d', (name, floor) => {
    const poll = realPoll(name);
    if (!poll) return;
    expect(agreement(poll, opinionMap(poll.votes))).toBeGreaterThanOrEqual(floor);
    const shuffled = opinionMap(shuffledPoll(poll.votes, 1)).map;
    expect(shuffled.strength.verdict).not.toBe('clear');
  });

  test('the small one has exactly its published groups', () => {
    const poll = smallRealPoll();
    if (!poll) return;
    const mapping = opinionMap(poll.votes, { without: poll.without });
    expect(agreement(poll, mapping)).toBeCloseTo(1, 9);
  });
});
