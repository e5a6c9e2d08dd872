import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { amendText } from '#actions/amend-text.ts';
import { decideChoice, type DecisionInput } from '#actions/decide-choice.ts';
import { editWords } from '#actions/edit-words.ts';
import { joinChoices } from '#actions/join-choices.ts';
import { markChoice } from '#actions/mark-choice.ts';
import { settleProvision } from '#actions/settle-provision.ts';
import { splitChoice } from '#actions/split-choice.ts';
import { takeStance } from '#actions/take-stance.ts';
import { undoTextChange } from '#actions/undo-text-change.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import { threadCounts } from '#store/group/readers.ts';
import { textChanges } from '#store/text/readers.ts';
import { testHouse, type TestHouse } from '../house.ts';
import { openRoom, outcomeOf, type Room, type Seat, taken, words } from './text-room.ts';

let house: TestHouse;
let room: Room;
beforeAll(async () => (house = await testHouse()));
afterAll(() => house.close());
beforeEach(async () => {
  room = await openRoom(house);
  await amendNow('harbour', words.replace('shall keep', 'must keep'));
  await amendNow('locks', words.replace('shall keep', 'may keep'));
});

async function amendNow(seat: Seat, text: string) {
  const { seq: seen } = await room.state();
  return taken(await amendText(house, room[seat], room.groupId, room.textId, { text, seen }));
}

async function choiceNow(index = 0) {
  const choice = placedText(await room.state()).choices[index];
  if (!choice) throw new Error('no choice');
  return choice;
}

async function decideNow(seat: Seat, outcome: DecisionInput['outcome'], over = {}) {
  const { key, fingerprint } = await choiceNow();
  const asked = { choice: key, fingerprint, outcome, basis: 'Meeting 3', ...over };
  return decideChoice(house, room[seat], room.groupId, room.textId, asked);
}

/** The place of the alternative with these words among those of the only choice. */
async function alternative(wanted: string): Promise<number> {
  const { alternatives } = await choiceNow();
  return alternatives.findIndex((each) => each.words === wanted);
}

describe('a decision', () => {
  test('for an alternative puts its words into everyone’s reading', async () => {
    const index = await alternative('must');
    const decided = taken(await decideNow('chair', { kind: 'alternative', index }));
    expect(decided).toMatchObject({ was: 'shall', agreed: 'must' });
    const state = await room.state();
    for (const party of [undefined, 'Harbour Union', 'League of Locks']) {
      expect(readingOf(state, party)).toBe(words.replace('shall keep', 'must keep'));
    }
    expect((await room.sheet()).measure.openChoices).toBe(0);
    const counts = await threadCounts(house.db.kysely, room.groupId);
    expect(counts).toMatchObject({ recommendation: 1, text: 1, decision: 1 });
    await room.expectIntact();
  });

  test.each([
    [{ kind: 'default' }, words],
    [{ kind: 'words', words: 'are to' }, words.replace('shall keep', 'are to keep')],
  ] as const)('for %j', async (outcome, expected) => {
    taken(await decideNow('secretary', outcome));
    expect(readingOf(await room.state())).toBe(expected);
    expect(readingOf(await room.state(), 'League of Locks')).toBe(expected);
    await room.expectIntact();
  });

  test.each([
    ['observer', {}, 'not-your-role'],
    ['harbour', {}, 'not-your-role'],
    ['chair', { basis: ' ' }, 'basis-missing'],
    ['chair', { choice: 'h99' }, 'choice-gone'],
    ['chair', { fingerprint: 'other' }, 'choice-changed-meanwhile'],
  ] as const)('by %s with %j: %s', async (seat, over, code) => {
    expect(outcomeOf(await decideNow(seat, { kind: 'default' }, over))).toBe(code);
  });

  test('on a choice that has just changed is refused, and nothing is entered', async () => {
    const { key: choice, fingerprint, alternatives } = await choiceNow();
    const hunks = alternatives.flatMap((each) => each.hunks).slice(0, 1);
    const { groupId, textId } = room;
    const stance = { hunks, verb: 'support' } as const;
    taken(await takeStance(house, room.ferries, groupId, textId, stance));
    const before = await room.state();
    const asked = {
      choice,
      fingerprint,
      outcome: { kind: 'default' },
      basis: 'Meeting 3',
    } as const;
    const late = await decideChoice(house, room.chair, groupId, textId, asked);
    expect(outcomeOf(late)).toBe('choice-changed-meanwhile');
    expect(await room.state()).toEqual(before);
  });

  test('by three at once on one bracket is one decision', async () => {
    const index = await alternative('must');
    const outcomes: DecisionInput['outcome'][] = [
      { kind: 'default' },
      { kind: 'alternative', index },
      { kind: 'words', words: 'are to' },
    ];
    const { key: choice, fingerprint } = await choiceNow();
    const all = outcomes.map((outcome) => {
      const asked = { choice, fingerprint, outcome, basis: 'Meeting 3' };
      return decideChoice(house, room.chair, room.groupId, room.textId, asked);
    });
    const codes = (await Promise.all(all)).map(outcomeOf);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(codes.filter((code) => /^choice-(gone|changed-meanwhile)$/.test(code))).toHaveLength(2);
    const changes = await textChanges(house.db.kysely, room.groupId, room.textId);
    expect(changes.filter(({ verb }) => verb === 'text.decided')).toHaveLength(1);
    await room.expectIntact();
  });

  test('taken back leaves the choice as it was, and no longer counts', async () => {
    const was = await choiceNow();
    const { seq: entry } = taken(await decideNow('chair', { kind: 'default' }));
    taken(await undoTextChange(house, room.chair, room.groupId, room.textId, { entry }));
    expect(await choiceNow()).toEqual(was);
    expect(await threadCounts(house.db.kysely, room.groupId)).toMatchObject({ decision: 0 });
    await room.expectIntact();
  });
});

describe('the pen', () => {
  async function pen(seat: Seat, over = {}) {
    const { seq: seen } = await room.state();
    const provision = provisionsOf(await room.state())[3]?.id ?? '';
    const asked = { provision, words: 'Locks open at noon.', seen, basis: 'Meeting 3', ...over };
    return editWords(house, room[seat], room.groupId, room.textId, asked);
  }

  test('writes what the room agreed', async () => {
    taken(await pen('secretary'));
    const expected = words.replace('Locks should open at dawn.', 'Locks open at noon.');
    expect(readingOf(await room.state())).toBe(expected);
    await room.expectIntact();
  });

  test.each([
    ['locks', {}, 'not-your-role'],
    ['chair', { basis: '' }, 'basis-missing'],
    ['chair', { provision: 'base:999' }, 'provision-gone'],
  ] as const)('of %s, %j: %s', async (seat, over, code) => {
    expect(outcomeOf(await pen(seat, over))).toBe(code);
  });
});

describe('a provision', () => {
  async function settle(seat: Seat, status: 'open' | 'ad-referendum' | 'agreed', reason = '') {
    const provision = provisionsOf(await room.state())[3]?.id ?? '';
    const asked = { provision, status, reason };
    return settleProvision(house, room[seat], room.groupId, room.textId, asked);
  }

  test('is agreed ad referendum, then agreed, and opened again with the reason', async () => {
    taken(await settle('chair', 'ad-referendum'));
    expect((await room.sheet()).measure.provisionsAdReferendum).toBe(1);
    taken(await settle('chair', 'agreed'));
    expect(await threadCounts(house.db.kysely, room.groupId)).toMatchObject({ decision: 1 });
    expect(outcomeOf(await settle('chair', 'open'))).toBe('reopening-needs-reason');
    taken(await settle('chair', 'open', 'New readings came in.'));
    const { measure } = await room.sheet();
    expect([measure.provisionsAgreed, measure.provisionsAdReferendum]).toEqual([0, 0]);
    expect(await threadCounts(house.db.kysely, room.groupId)).toMatchObject({ decision: 0 });
    await room.expectIntact();
  });

  test.each(['observer', 'locks'] as const)('is not settled by %s', async (seat) => {
    expect(outcomeOf(await settle(seat, 'agreed'))).toBe('not-your-role');
  });
});

test('a choice is marked by the bureau alone', async () => {
  const { key: choice } = await choiceNow();
  const { groupId, textId } = room;
  const asked = { choice, kind: 'oneOf' } as const;
  expect(outcomeOf(await markChoice(house, room.locks, groupId, textId, asked))).toBe(
    'not-your-role',
  );
  taken(await markChoice(house, room.chair, groupId, textId, asked));
  expect((await choiceNow()).kind).toBe('oneOf');
  await room.expectIntact();
});

describe('how choices are shown', () => {
  const readings = async () => {
    const state = await room.state();
    return ['Harbour Union', 'League of Locks', undefined].map((party) => readingOf(state, party));
  };

  test('two neighbours are joined; readings stay, and it can be taken back', async () => {
    await amendNow('ferries', words.replace('a gauge', 'two gauges'));
    const before = await readings();
    const keys = placedText(await room.state()).choices.map(({ key }) => key);
    const asked = { first: keys[0] ?? '', last: keys[1] ?? '' };
    const { groupId, textId } = room;
    expect(outcomeOf(await joinChoices(house, room.ferries, groupId, textId, asked))).toBe(
      'not-your-role',
    );
    const { seq: entry } = taken(await joinChoices(house, room.chair, groupId, textId, asked));
    expect(placedText(await room.state()).choices).toHaveLength(1);
    expect(await readings()).toEqual(before);
    await room.expectIntact();
    taken(await undoTextChange(house, room.chair, groupId, textId, { entry }));
    expect(placedText(await room.state()).choices).toHaveLength(2);
  });

  test('one proposal is parted in two that are decided each by itself', async () => {
    const two = words.replace('wait for the tide', 'heed any tide');
    const { hunks } = await amendNow('ferries', two);
    const asked = { hunk: hunks[0] ?? '', removed: 1, inserted: 1 };
    const { groupId, textId } = room;
    expect(outcomeOf(await splitChoice(house, room.ferries, groupId, textId, asked))).toBe(
      'not-your-role',
    );
    taken(await splitChoice(house, room.secretary, groupId, textId, asked));
    const state = await room.state();
    expect(readingOf(state, 'Guild of Ferries')).toBe(two);
    expect(state.hunks.filter((hunk) => hunk.state === 'open')).toHaveLength(4);
    await room.expectIntact();
  });
});
