import { claimsOf } from '#core/views/claims.ts';
import { fairSummary } from '#core/views/fair-summary.ts';
import { opinionMap } from '#core/views/opinion-map.ts';
import { seededRandom } from '#core/views/seeded-random.ts';
import { type Vote, voteGatherer, type VoteMatrix } from '#core/views/votes.ts';
import { adjustedRand, plantedPoll } from '#test/core/views/invented-polls.ts';
import { agreement, type RealPoll, realPoll, smallRealPoll } from '#test/core/views/real-polls.ts';
import type { BenchRow } from './bench-row.ts';
import { percentile, rounded } from './measure.ts';
import { plainKMeans } from './plain-k-means.ts';

const conversations = [
  ['vtaiwan.uberx', 0.85],
  ['brexit-consensus', 0.8],
  ['scoop-hivemind.biodiversity', 0.95],
  ['canadian-electoral-reform', 0.9],
] as const;

/**
 * The opinion map: how far its groups agree with published ones beside plain k-means, with their
 * number given and not; how many people a hundredth more votes moves; and time at large sizes.
 */
export function bench(): Promise<BenchRow[]> {
  return Promise.resolve([...qualities(), ...stability(), ...times()]);
}

function qualities(): BenchRow[] {
  const rows: BenchRow[] = [];
  for (const [name, floor] of conversations) {
    const poll = realPoll(name);
    if (!poll) continue;
    const k = new Set(poll.groups.values()).size;
    const plain = plainAgreement(poll, k);
    const target = `at least ${floor}`;
    rows.push(
      quality(`${name}, camps chosen`, agreement(poll, opinionMap(poll.votes)), plain, target),
    );
    const given = agreement(poll, opinionMap(poll.votes, { camps: k }));
    rows.push(quality(`${name}, ${k} camps given`, given, plain));
  }
  const small = smallRealPoll();
  if (small) {
    const found = agreement(small, opinionMap(small.votes, { without: small.without }));
    rows.push(quality('polis-25ptpt, camps chosen', found, plainAgreement(small, 3), '1'));
  }
  return rows;
}

function quality(name: string, ours: number, yardstick: number, target?: string): BenchRow {
  return {
    name: `views: ${name}`,
    ours: rounded(ours),
    yardstick: rounded(yardstick),
    unit: 'adjusted Rand index beside plain k-means, camps given',
    ratio: rounded(ours / yardstick),
    ...(target ? { target } : {}),
  };
}

function plainAgreement({ votes, groups, without }: RealPoll, k: number): number {
  const kept = only(votes, (_, column) => !without.has(votes.statements[column] ?? ''));
  const labels = plainKMeans(kept, k);
  const both = kept.participants.flatMap((id, i) =>
    groups.has(id) ? [[labels[i] ?? -1, groups.get(id) ?? -1] as const] : [],
  );
  return adjustedRand(
    both.map(([found]) => found),
    both.map(([, published]) => published),
  );
}

/** By how much a hundredth more votes moves people, with the map before in hand; twenty draws. */
function stability(): BenchRow[] {
  return conversations.flatMap(([name]): BenchRow[] => {
    const poll = realPoll(name);
    if (!poll) return [];
    const moved = Array.from({ length: 20 }, (_, draw) => {
      const random = seededRandom(draw);
      const before = only(poll.votes, () => random() >= 0.01);
      const previous = opinionMap(before).map;
      const { map } = opinionMap(poll.votes, { previous });
      const both = map.participants.filter(
        ({ guess }, i) => !guess && !previous.participants[i]?.guess,
      );
      const groupBefore = new Map(previous.participants.map(({ id, group }) => [id, group]));
      return both.filter(({ id, group }) => groupBefore.get(id) !== group).length / both.length;
    });
    return [
      {
        name: `views: ${name}, moved by 1 % more votes`,
        ours: rounded(percentile(moved, 0.5)),
        yardstick: 0.02,
        unit: `of participants in the median, at most ${rounded(Math.max(...moved))}`,
        ratio: rounded(percentile(moved, 0.5) / 0.02),
        target: 'at most .02',
      },
    ];
  });
}

function times(): BenchRow[] {
  const rows: BenchRow[] = [];
  const uberx = realPoll('vtaiwan.uberx');
  if (uberx) rows.push(...time('uberx, 49,443 votes', uberx.votes, 1_000));
  const thousand = (count: number) => [count * 450, count * 350, count * 200];
  rows.push(...time('25,000 by 200, all seen', plantedPoll(thousand(25), 200, 1).votes, 1_000));
  rows.push(...time('50,000 by 200, all seen', plantedPoll(thousand(50), 200, 1).votes, 1_000));
  const sparse = plantedPoll([15_097, 11_741, 6_709], 2_000, 1, 0.02).votes;
  rows.push(...time('33,547 by 2,000, 2 % seen', sparse, 1_000));
  return rows;
}

function time(name: string, votes: VoteMatrix, wanted: number): BenchRow[] {
  const clock = <T>(work: () => T): readonly [T, number] => {
    const begun = performance.now();
    const made = work();
    return [made, performance.now() - begun];
  };
  const [mapping, map] = clock(() => opinionMap(votes));
  const [, again] = clock(() => opinionMap(votes, { previous: mapping.map }));
  const [, claims] = clock(() => claimsOf(mapping));
  const [, summary] = clock(() => fairSummary(mapping));
  const row = (what: string, ms: number, target?: string): BenchRow => ({
    name: `views: ${name}, ${what}`,
    ours: rounded(ms),
    yardstick: wanted,
    unit: 'ms beside a second',
    ratio: rounded(ms / wanted),
    ...(target ? { target } : {}),
  });
  return [
    row('map with its strength', map, 'at most 1'),
    row('map after a map', again),
    row('claims', claims),
    row('fair summary', summary),
    {
      name: `views: ${name}, memory after`,
      ours: rounded(process.memoryUsage().rss / 1e6),
      yardstick: rounded(votes.columns.length * 5e-6),
      unit: 'MB resident beside MB of votes',
      ratio: rounded(process.memoryUsage().rss / (votes.columns.length * 5)),
    },
  ];
}

/** The votes for which it holds. */
function only(votes: VoteMatrix, keep: (row: number, column: number) => boolean): VoteMatrix {
  const gatherer = voteGatherer(votes.statements);
  for (const [row, id] of votes.participants.entries()) {
    gatherer.begin(id);
    for (let at = votes.starts[row] ?? 0; at < (votes.starts[row + 1] ?? 0); at += 1) {
      const column = votes.columns[at] ?? 0;
      if (keep(row, column)) gatherer.cast(column, (votes.values[at] ?? 0) as Vote);
    }
  }
  return gatherer.finish();
}
