import { readFileSync } from 'node:fs';
import type { Mapping } from '#core/views/opinion-map.ts';
import { polisVoteLines } from '#core/views/read-polis-votes.ts';
import { type CastVote, type Vote, votesFrom, type VoteMatrix } from '#core/views/votes.ts';
import { sharedData } from '#test/shared-data.ts';
import { adjustedRand } from './invented-polls.ts';

export interface RealPoll {
  readonly votes: VoteMatrix;
  /** The published group of each participant who was grouped. */
  readonly groups: ReadonlyMap<string, number>;
  readonly without: ReadonlySet<string>;
}

/** A published conversation, or undefined where the real data is absent. */
export function realPoll(name: string): RealPoll | undefined {
  const file = sharedData(`opinion/${name}/participants-votes.csv`);
  if (!file) return undefined;
  const lines = polisVoteLines();
  const groups = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const reason = lines.take(line);
    if (reason) throw new Error(reason.code);
    const [id = '', group = ''] = line.split(',');
    if (/^\d+$/.test(group)) groups.set(id, Number(group));
  }
  const votes = lines.finish();
  if (!votes.ok) throw new Error(votes.reason.code);
  return { votes: votes.value, groups, without: new Set() };
}

/** The small conversation that was published with all that was reckoned on it. */
export function smallRealPoll(): RealPoll | undefined {
  const votesFile = sharedData('opinion/polis-25ptpt/votes.json');
  const mathFile = sharedData('opinion/polis-25ptpt/math-pca2.json');
  if (!votesFile || !mathFile) return undefined;
  const cast = JSON.parse(readFileSync(votesFile, 'utf8')) as {
    participant_id: number;
    statement_id: number;
    vote: Vote;
  }[];
  const math = JSON.parse(readFileSync(mathFile, 'utf8')) as {
    'group-clusters': { id: number; members: number[] }[];
    'base-clusters': { id: number[]; members: number[][] };
    'mod-out': number[];
  };
  const base = math['base-clusters'];
  const groups = new Map<string, number>();
  for (const { id, members } of math['group-clusters']) {
    for (const member of members) {
      for (const person of base.members[base.id.indexOf(member)] ?? []) groups.set(`${person}`, id);
    }
  }
  const votes = votesFrom(
    cast.map((each): CastVote => ({
      participant: `${each.participant_id}`,
      statement: `${each.statement_id}`,
      vote: each.vote,
    })),
  );
  return { votes, groups, without: new Set(math['mod-out'].map(String)) };
}

/** Agreement with the published groups, among those whom both have grouped. */
export function agreement({ groups }: RealPoll, { map }: Mapping): number {
  const both = map.participants.filter(({ id, guess }) => groups.has(id) && !guess);
  return adjustedRand(
    both.map(({ group }) => group ?? -1),
    both.map(({ id }) => groups.get(id) ?? -1),
  );
}
