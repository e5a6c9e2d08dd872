import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runProgram } from '#cli/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'views-'));
afterAll(() => rmSync(folder, { recursive: true }));
const head = 'participant,group-id,n-comments,n-votes,n-agree,n-disagree';

async function run(content: string | undefined, ...options: string[]) {
  const file = join(folder, content === undefined ? 'none.csv' : 'votes.csv');
  if (content !== undefined) writeFileSync(file, content);
  const answers: string[] = [];
  const said: string[] = [];
  const code = await runProgram(folder, ['views', file, ...options], {
    answer: (line) => void answers.push(line),
    write: (text) => void answers.push(text),
    say: (line) => void said.push(line),
    progress: () => undefined,
  });
  return { code, answer: answers.join('\n'), said: said.join('\n') };
}

interface Answer {
  groups: { id: number; size: number }[];
  participants: { id: string; x: number; y: number; group: number | null }[];
  consensus: { statement: string; claimed: boolean }[];
  divisive: { statement: string }[];
  representative: { group: number; statement: string }[];
  strength: { verdict: string; grounds: string };
}

/** Two camps of 24 and 16 on eight statements, and a ninth on which all agree. */
const twoCamps = [
  `${head},0,1,2,3,4,5,6,7,8`,
  ...Array.from({ length: 40 }, (_, i) => {
    const side = i < 24 ? 1 : -1;
    const votes = Array.from({ length: 8 }, (_each, j) => (i % 8 === j ? '' : side));
    return [`p${i}`, '', 0, 8, 0, 0, ...votes, 1].join(',');
  }),
].join('\n');

describe('views of a table of votes', () => {
  test('answers groups, positions and claims as clean JSON', async () => {
    const { code, answer, said } = await run(twoCamps, '--json');
    expect({ code, said }).toEqual({ code: 0, said: '' });
    const found = JSON.parse(answer) as Answer;
    expect(found.groups.map(({ size }) => size)).toEqual([24, 16]);
    expect(found.participants.map(({ group }) => group)).toEqual([
      ...Array.from({ length: 24 }, () => 0),
      ...Array.from({ length: 16 }, () => 1),
    ]);
    expect(found.participants.map(({ id }) => id)).toEqual(
      Array.from({ length: 40 }, (_, i) => `p${i}`),
    );
    const claimed = found.consensus.filter((each) => each.claimed);
    expect(claimed.map(({ statement }) => statement)).toEqual(['8']);
    expect(found.divisive.length).toBe(8);
    expect(found.representative.length).toBe(16);
  });

  test('reports in words without --json', async () => {
    const { code, answer } = await run(twoCamps);
    expect(code).toBe(0);
    expect(answer).toContain('Group 0: 24 participants');
    expect(answer).toContain('agree with statement 8');
    expect(answer).toContain('EJR+ on filled approvals');
  });

  test('semicolons, quotes, a byte order mark and blank lines are read alike', async () => {
    const other = `\ufeff${twoCamps.replaceAll(',', ';').replaceAll('p1;', '"p1";')}\n\n`;
    expect((await run(other.replaceAll('\n', '\r\n'), '--json')).answer).toBe(
      (await run(twoCamps, '--json')).answer,
    );
  });

  test('so many groups as asked for, and none smaller than the minimum', async () => {
    const forced = JSON.parse((await run(twoCamps, '--groups', '3', '--json')).answer) as Answer;
    expect(forced.groups.length).toBe(3);
    const few = JSON.parse((await run(twoCamps, '--minimum', '20', '--json')).answer) as Answer;
    expect(few.groups.map(({ size }) => size)).toEqual([24]);
    expect(few.participants.filter(({ group }) => group === null).length).toBe(16);
  });

  test.each<[string, string | undefined, RegExp]>([
    ['no such file', undefined, /none\.csv cannot be read/],
    ['an empty file', '', /nothing in this file/],
    ['no vote columns', `${head}\n1,,0,0,0,0`, /no column of votes/],
    ['no participant column', 'name,0,1\na,1,1', /no column “participant”/],
    ['a statement twice', `${head},0,0\n1,,,,,,1,1`, /Statement 0 has two columns/],
    ['a participant twice', `${head},0\n1,,,,,,1\n2,,,,,,1\n1,,,,,,-1`, /Line 4.*line 2/],
    ['a value that is no vote', `${head},0,1\n1,,,,,,1,yes`, /Line 2, statement 1: “yes”/],
    ['a vote too high', `${head},0\n1,,,,,,2`, /Line 2, statement 0: “2”/],
    ['a line too long', `${head},0\n1,,,,,,1,1`, /Line 2 has more cells/],
    ['a line without a name', `${head},0\n,,,,,,1`, /Line 2 names no participant/],
  ])('%s is refused', async (_, content, words) => {
    const { code, answer, said } = await run(content, '--json');
    expect({ code, answer }).toEqual({ code: 1, answer: '' });
    expect(said).toMatch(words);
  });

  test('more groups than positions are refused, and what is no number is a usage error', async () => {
    const { code, said } = await run(`${head},0\n1,,,,,,1\n2,,,,,,-1`, '--groups', '3');
    expect(code).toBe(1);
    expect(said).toMatch(/2 positions only/);
    expect((await run(twoCamps, '--groups', 'many')).code).toBe(2);
    expect((await run(twoCamps, '--groups', '0')).code).toBe(2);
  });

  test.each([
    ['no participants', `${head},0,1`, 0],
    ['one participant', `${head},0,1\n1,,,,,,1,-1`, 1],
    ['nobody voted', `${head},0,1\n1,,,,,,,\n2,,,,,,,`, 0],
    ['everybody agrees', `${head},0\n1,,,,,,1\n2,,,,,,1\n3,,,,,,1`, 1],
  ])('%s is answered, without clear camps', async (_, content, groups) => {
    const { code, answer } = await run(content, '--json');
    expect(code).toBe(0);
    const found = JSON.parse(answer) as Answer;
    expect(found.groups.length).toBe(groups);
    expect(found.strength.verdict).toBe('none');
    expect(answer).not.toMatch(/NaN|Infinity/);
    expect((await run(content)).code).toBe(0);
  });
});
