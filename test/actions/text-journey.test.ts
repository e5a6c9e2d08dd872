import { afterAll, beforeAll, expect, test } from 'vitest';
import { amendText } from '#actions/amend-text.ts';
import { compileVersions } from '#actions/compile-versions.ts';
import { decideChoice, type DecisionInput } from '#actions/decide-choice.ts';
import { settleProvision } from '#actions/settle-provision.ts';
import { takeStance } from '#actions/take-stance.ts';
import { undoTextChange } from '#actions/undo-text-change.ts';
import { originsOf } from '#core/text/living/origins.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import type { Token } from '#core/text/tokens.ts';
import { type RecordedChange, textAsOf, textChanges } from '#store/text/readers.ts';
import { testHouse, type TestHouse } from '../house.ts';
import { openRoom, type Room, type Seat, taken, words } from './text-room.ts';

let house: TestHouse;
let room: Room;
beforeAll(async () => {
  house = await testHouse();
  room = await openRoom(house);
});
afterAll(() => house.close());

const at = () => [house, room.groupId, room.textId] as const;
const readings = async () => {
  const state = await room.state();
  const read = (party?: string) => readingOf(state, party).split('\n')[2];
  return [read(), read('Guild of Ferries'), read('Harbour Union'), read('League of Locks')];
};

async function amendNow(seat: Seat, from: string, to: string): Promise<number> {
  const [house, groupId, textId] = at();
  const state = await room.state();
  const own = { ferries: 'Guild of Ferries', harbour: 'Harbour Union', locks: 'League of Locks' };
  const text = readingOf(state, own[seat as keyof typeof own]).replace(from, to);
  const input = { text, seen: state.seq };
  return taken(await amendText(house, room[seat], groupId, textId, input)).seq;
}

/** Decides the choice that has such words among its alternatives. */
async function decideOn(
  word: string,
  outcome: DecisionInput['outcome'] | 'these',
): Promise<number> {
  const [house, groupId, textId] = at();
  const choice = placedText(await room.state()).choices.find(({ alternatives }) =>
    alternatives.some(({ words }) => words === word),
  );
  if (!choice) throw new Error(`no choice with ${word}`);
  const index = choice.alternatives.findIndex(({ words }) => words === word);
  const input: DecisionInput = {
    choice: choice.key,
    fingerprint: choice.fingerprint,
    outcome: outcome === 'these' ? { kind: 'alternative', index } : outcome,
    basis: 'Meeting 4, all parties heard.',
  };
  return taken(await decideChoice(house, room.chair, groupId, textId, input)).seq;
}

async function settle(status: 'open' | 'ad-referendum' | 'agreed', reason = ''): Promise<number> {
  const [house, groupId, textId] = at();
  const provision = provisionsOf(await room.state())[2]?.id ?? '';
  const input = { provision, status, reason };
  return taken(await settleProvision(house, room.chair, groupId, textId, input)).seq;
}

async function statusNow(): Promise<string> {
  return provisionsOf(await room.state())[2]?.settlement?.status ?? 'open';
}

/** The tokens that an entry put into the text. */
function broughtBy({ verb, payload }: RecordedChange): readonly Token[] {
  if (verb === 'text.tabled') return payload.tokens;
  return verb === 'text.decided' ? payload.edits.flatMap(({ insert }) => insert) : [];
}

/** Every word of the text, found in the entry that brought it. */
async function expectEveryWordKnown(): Promise<ReadonlySet<number>> {
  const state = await room.state();
  const changes = await textChanges(house.db.kysely, room.groupId, room.textId);
  const origins = originsOf(state);
  const entries = new Set<number>();
  for (const { id, text } of placedText(state).tokens) {
    const [source = '', index] = id.split(':');
    const entry = origins.get(source) ?? 0;
    const change = changes.find(({ seq }) => seq === entry);
    expect([id, change && broughtBy(change)[Number(index)]]).toEqual([id, text]);
    entries.add(entry);
  }
  return entries;
}

test('a text goes from the table to agreement, and back, and nothing is lost', async () => {
  const [house, groupId, textId] = at();
  const line = 'Harbours shall keep a gauge and publish its readings.';
  const tabledAt = (await room.sheet()).seq;
  expect(await readings()).toEqual([line, line, line, line]);

  // Each party says what it wants.
  await amendNow('ferries', 'shall keep', 'should keep');
  await amendNow('harbour', 'a gauge', 'two gauges');
  await amendNow('locks', 'shall keep', 'may keep');
  expect(await readings()).toEqual([
    line,
    line.replace('shall', 'should'),
    line.replace('a gauge', 'two gauges'),
    line.replace('shall', 'may'),
  ]);
  await room.expectIntact();

  // Two versions come by mail, one of them from outside the room.
  const seen = (await room.state()).seq;
  const reef = words.replace('a gauge', 'two gauges').replace('at dawn', 'at noon');
  const versions = [
    { party: 'Reef', text: reef },
    { party: 'Sand Bar', text: words.replace('shall keep', 'should keep') },
  ];
  const compiling = compileVersions(house, room.secretary, groupId, textId, { versions, seen });
  expect(taken(await compiling)).toMatchObject({
    perParty: [
      { newHunks: 1, joined: 1 },
      { newHunks: 0, joined: 1 },
    ],
    choicesBefore: 2,
    choicesAfter: 3,
  });

  // The field narrows: one gives way, another joins it.
  const may = (await room.state()).hunks.find(({ insert }) => insert.join() === 'may');
  const should = (await room.state()).hunks.find(({ insert }) => insert.join() === 'should');
  const leave = { hunks: [may?.id ?? ''], verb: null };
  taken(await takeStance(house, room.locks, groupId, textId, leave));
  const join = { hunks: [should?.id ?? ''], verb: 'support' } as const;
  taken(await takeStance(house, room.locks, groupId, textId, join));
  const [choice] = placedText(await room.state()).choices;
  expect(choice?.alternatives.map(({ words }) => words)).toEqual(['shall', 'should']);

  // It is decided, bracket by bracket.
  const firstDecision = await decideOn('should', 'these');
  const lastDecision = await decideOn('two gauges', { kind: 'words', words: 'gauges' });
  const agreed = 'Harbours should keep gauges and publish its readings.';
  expect(await readings()).toEqual([agreed, agreed, agreed, agreed]);
  expect(placedText(await room.state()).choices).toHaveLength(1);
  expect(await expectEveryWordKnown()).toEqual(new Set([tabledAt, firstDecision, lastDecision]));

  // Agreed, first ad referendum; then opened again, and that taken back.
  await settle('ad-referendum');
  expect(await statusNow()).toBe('ad-referendum');
  await settle('agreed');
  expect(await statusNow()).toBe('agreed');
  const opened = await settle('open', 'The harbours were not heard.');
  expect(await statusNow()).toBe('open');
  const back = { entry: opened, reason: 'They were.' };
  taken(await undoTextChange(house, room.secretary, groupId, textId, back));
  expect(await statusNow()).toBe('agreed');

  // The last decision is taken back too: its words go, what was open is open again.
  await settle('open', 'Of gauges there must be a number.');
  const undone = { entry: lastDecision, reason: 'Of gauges there must be a number.' };
  taken(await undoTextChange(house, room.secretary, groupId, textId, undone));
  const once = line.replace('shall', 'should');
  const two = once.replace('a gauge', 'two gauges');
  expect(await readings()).toEqual([once, once, two, once]);
  expect(await expectEveryWordKnown()).toEqual(new Set([tabledAt, firstDecision]));
  await room.expectIntact();

  // The text as of any entry is the text that was there then.
  const asOf = await textAsOf(house.db.kysely, groupId, textId, lastDecision);
  expect(asOf && readingOf(asOf).split('\n')[2]).toBe(agreed);
  const first = await textAsOf(house.db.kysely, groupId, textId, tabledAt);
  expect(first && readingOf(first)).toBe(words);
  expect(await textAsOf(house.db.kysely, groupId, textId, tabledAt - 1)).toBeUndefined();
  const { seq } = await room.state();
  expect(await textAsOf(house.db.kysely, groupId, textId, seq)).toEqual(await room.state());
});
