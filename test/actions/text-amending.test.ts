import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, operator } from '#actions/actor.ts';
import { type AmendmentInput, amendText } from '#actions/amend-text.ts';
import { closeText } from '#actions/close-text.ts';
import { commentOnText } from '#actions/comment-on-text.ts';
import { previewAmendment } from '#actions/preview-amendment.ts';
import { standingOf } from '#actions/standing.ts';
import { takeStance } from '#actions/take-stance.ts';
import { undoTextChange } from '#actions/undo-text-change.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import { draft } from '#store/draft.ts';
import { textAsOf, textChanges, textMeasures } from '#store/text/readers.ts';
import { testHouse, type TestHouse } from '../house.ts';
import { openRoom, outcomeOf, type Room, seated, type Seat, taken, words } from './text-room.ts';

let house: TestHouse;
let room: Room;
beforeAll(async () => (house = await testHouse()));
afterAll(() => house.close());
beforeEach(async () => (room = await openRoom(house)));

const must = words.replace('shall keep', 'must keep');
const noon = words.replace('at dawn', 'at noon');

/** As by someone who has just loaded the page. */
async function amendNow(seat: Seat, input: Partial<AmendmentInput> = {}) {
  const { seq } = await room.state();
  const asked = { text: must, seen: seq, ...input };
  return amendText(house, room[seat], room.groupId, room.textId, asked);
}

describe('an amendment', () => {
  test('is what its party wants; the text itself stays, and so do other parties', async () => {
    const amended = taken(await amendNow('harbour', { explanation: 'As in the charter.' }));
    expect(amended).toMatchObject({ party: 'Harbour Union', newHunks: 1, joined: 0, unplaced: [] });
    const state = await room.state();
    expect(readingOf(state, 'Harbour Union')).toBe(must);
    expect(readingOf(state, 'League of Locks')).toBe(words);
    expect(readingOf(state)).toBe(words);
    const changes = await textChanges(house.db.kysely, room.groupId, room.textId);
    expect(changes.at(-1)).toMatchObject({
      seq: amended.seq,
      actorName: 'harbour',
      onBehalf: null,
      payload: { party: 'Harbour Union', explanation: 'As in the charter.' },
    });
    await room.expectIntact();
  });

  test('is measured, entry by entry', async () => {
    await amendNow('harbour');
    await amendNow('locks', { text: noon });
    const measures = await textMeasures(house.db.kysely, room.groupId, room.textId);
    expect(measures.map(({ verb, measure }) => [verb, measure.openChoices])).toEqual([
      ['text.tabled', 0],
      ['text.amended', 1],
      ['text.amended', 2],
    ]);
    expect((await room.sheet()).measure.openChoices).toBe(2);
    expect(measures[0]?.measure).not.toHaveProperty('byProvision');
  });

  test('of one provision leaves the others alone', async () => {
    const provision = provisionsOf(await room.state())[2];
    const text = 'Harbours shall keep two gauges and publish their readings.';
    taken(await amendNow('locks', { text, provision: provision?.id ?? '' }));
    const lines = words.split('\n');
    const wanted = [lines[0], lines[1], text, lines[3], ''].join('\n');
    expect(readingOf(await room.state(), 'League of Locks')).toBe(wanted);
  });

  test('that ends its lines otherwise says nothing by it', async () => {
    const text = `\uFEFF${words.replaceAll('\n', '\r\n')}\r\n`;
    expect(outcomeOf(await amendNow('harbour', { text }))).toBe('amendment-says-nothing');
  });

  test('made from an older state finds its place in the new one', async () => {
    const { seq: seen } = await room.state();
    taken(await amendNow('ferries', { text: words.replace('wait for', 'heed') }));
    const late = taken(await amendNow('locks', { text: noon, seen }));
    expect(late).toMatchObject({ newHunks: 1, unplaced: [] });
    expect(readingOf(await room.state(), 'League of Locks')).toBe(noon);
    const asOf = await textAsOf(house.db.kysely, room.groupId, room.textId, seen);
    expect(asOf && readingOf(asOf, 'League of Locks')).toBe(words);
  });

  test('cannot be of a state before the text was tabled', async () => {
    expect(outcomeOf(await amendNow('locks', { seen: 1 }))).toBe('text-not-seen');
  });

  test.each([
    ['observer', {}, 'not-your-role'],
    ['ferries', { party: 'Harbour Union' }, 'party-not-yours'],
    ['ferries', { party: ' guild of FERRIES ' }, 'ok'],
    ['secretary', {}, 'no-party'],
    ['secretary', { party: 'Harbour Union' }, 'ok'],
    ['chair', {}, 'ok'],
    ['chair', { party: 'Elsewhere' }, 'ok'],
    ['ferries', { text: words }, 'amendment-says-nothing'],
    ['ferries', { explanation: 'x'.repeat(20_001) }, 'too-long'],
    ['ferries', { provision: 'b:999', text: 'Words.' }, 'provision-gone'],
  ] as const)('by %s, %j: %s', async (seat, input, code) => {
    expect(outcomeOf(await amendNow(seat, input))).toBe(code);
  });

  test('by nobody, or of a text that is not there, is none', async () => {
    const asked = { text: must, seen: (await room.state()).seq };
    const { groupId, textId } = room;
    const nobody = { kind: 'anonymous' } as const;
    expect(outcomeOf(await amendText(house, nobody, groupId, textId, asked))).toBe('sign-in-first');
    expect(outcomeOf(await amendText(house, operator, groupId, textId, asked))).toBe('no-party');
    expect(outcomeOf(await amendText(house, room.chair, groupId, 'x', asked))).toBe('no-such-text');
  });

  test('of a closed text is refused', async () => {
    taken(await closeText(house, room.chair, room.groupId, room.textId, { closed: true }));
    expect(outcomeOf(await amendNow('harbour'))).toBe('text-closed');
  });

  test('by the bureau says for whom, and who entered it', async () => {
    taken(await amendNow('secretary', { party: 'harbour union' }));
    const changes = await textChanges(house.db.kysely, room.groupId, room.textId);
    expect(changes.at(-1)).toMatchObject({
      actorName: 'secretary',
      onBehalf: 'party:Harbour Union',
      payload: { party: 'Harbour Union' },
    });
    expect(readingOf(await room.state(), 'Harbour Union')).toBe(must);
  });

  test('by three at once on one word: each keeps its own', async () => {
    const { seq: seen } = await room.state();
    const verbs = { ferries: 'may', harbour: 'must', locks: 'should' } as const;
    const wanted = Object.entries(verbs).map(([seat, verb]) => ({
      seat: seat as Seat,
      text: words.replace('shall', verb),
    }));
    const all = wanted.map(({ seat, text }) => amendNow(seat, { text, seen }));
    const results = await Promise.all(all);
    const state = await room.state();
    wanted.forEach(({ text }, index) => {
      const { party, unplaced } = taken(results[index] ?? { ok: false, reason: { code: '' } });
      expect([readingOf(state, party), unplaced]).toEqual([text, []]);
    });
    expect((await room.sheet()).measure.openChoices).toBe(1);
    await room.expectIntact();
  });

  test('that another party made already is joined, not doubled', async () => {
    taken(await amendNow('harbour'));
    expect(taken(await amendNow('locks'))).toMatchObject({ newHunks: 0, joined: 1 });
    const { hunks } = await room.state();
    expect(hunks).toHaveLength(1);
    expect(hunks[0]?.stances.map(({ party }) => party)).toEqual([
      'Harbour Union',
      'League of Locks',
    ]);
  });
});

test('a preview shows what would change, and enters nothing', async () => {
  const before = await room.state();
  const asked = { text: must, seen: before.seq };
  const { groupId, textId } = room;
  const preview = taken(await previewAmendment(house, room.harbour, groupId, textId, asked));
  expect(preview).toMatchObject({ choicesBefore: 0, choicesAfter: 1, amendment: { newHunks: 1 } });
  expect(preview.provisions.map(({ id }) => id)).toEqual([provisionsOf(before)[2]?.id]);
  expect(await room.state()).toEqual(before);
  const refused = await previewAmendment(house, room.observer, groupId, textId, asked);
  expect(outcomeOf(refused)).toBe('not-your-role');
});

describe('a stance', () => {
  test.each([
    ['locks', 'support', undefined, must],
    ['locks', 'oppose', undefined, words],
    ['secretary', 'support', 'League of Locks', must],
  ] as const)('of %s: %s', async (seat, verb, party, reading) => {
    const { hunks } = taken(await amendNow('harbour'));
    const input = { hunks, verb, party, explanation: 'Heard in the room.' };
    const stance = await takeStance(house, room[seat], room.groupId, room.textId, input);
    expect(taken(stance).party).toBe('League of Locks');
    expect(readingOf(await room.state(), 'League of Locks')).toBe(reading);
    await room.expectIntact();
  });

  test.each([
    ['observer', {}, 'not-your-role'],
    ['ferries', { party: 'Harbour Union' }, 'party-not-yours'],
    ['secretary', {}, 'no-party'],
  ] as const)('of %s, %j: %s', async (seat, input, code) => {
    const { hunks } = taken(await amendNow('harbour'));
    const asked = { hunks, verb: 'support', ...input } as const;
    const stance = await takeStance(house, room[seat], room.groupId, room.textId, asked);
    expect(outcomeOf(stance)).toBe(code);
  });

  test('of two at once on one proposal both count', async () => {
    const { hunks } = taken(await amendNow('harbour'));
    const asked = { hunks, verb: 'support' } as const;
    const both = [room.ferries, room.locks].map((actor) =>
      takeStance(house, actor, room.groupId, room.textId, asked),
    );
    (await Promise.all(both)).forEach(taken);
    expect((await room.state()).hunks[0]?.stances).toHaveLength(3);
  });
});

describe('a comment', () => {
  const said = { words: 'Which gauge?', from: 'base:0', to: 'base:1' };

  test('stands on its words, in the name of a party or of nobody', async () => {
    const { groupId, textId } = room;
    taken(await commentOnText(house, room.locks, groupId, textId, said));
    taken(await commentOnText(house, room.secretary, groupId, textId, said));
    const { comments } = await room.state();
    expect(comments).toMatchObject([
      { party: 'League of Locks', words: 'Which gauge?', anchor: { quote: 'Tides and' } },
      { party: null },
    ]);
    await room.expectIntact();
  });

  test.each([
    ['observer', {}, 'not-your-role'],
    ['locks', { words: ' ' }, 'comment-missing'],
    ['locks', { party: 'Harbour Union' }, 'party-not-yours'],
  ] as const)('of %s, %j: %s', async (seat, over, code) => {
    const asked = { ...said, ...over };
    const result = await commentOnText(house, room[seat], room.groupId, room.textId, asked);
    expect(outcomeOf(result)).toBe(code);
  });
});

describe('taking back', () => {
  const undo = (seat: Seat, entry: number, reason = '') =>
    undoTextChange(house, room[seat], room.groupId, room.textId, { entry, reason });

  test('one’s own last change makes the text what it was', async () => {
    const { seq } = taken(await amendNow('harbour'));
    taken(await undo('harbour', seq));
    expect(readingOf(await room.state(), 'Harbour Union')).toBe(words);
    const changes = await textChanges(house.db.kysely, room.groupId, room.textId);
    expect(changes.map(({ verb, undone }) => [verb, undone])).toEqual([
      ['text.tabled', false],
      ['text.amended', true],
      ['text.undone', false],
    ]);
    expect(outcomeOf(await undo('harbour', seq))).toBe('undone-already');
    await room.expectIntact();
  });

  test('is for who entered it, last first, or for the bureau with a reason', async () => {
    const first = taken(await amendNow('harbour')).seq;
    const second = taken(await amendNow('harbour', { text: noon })).seq;
    const tabled = (await textChanges(house.db.kysely, room.groupId, room.textId))[0]?.seq ?? 0;
    expect(outcomeOf(await undo('locks', second))).toBe('not-your-change');
    expect(outcomeOf(await undo('observer', second))).toBe('not-your-role');
    expect(outcomeOf(await undo('harbour', first))).toBe('not-your-last-change');
    expect(outcomeOf(await undo('chair', second))).toBe('undoing-needs-reason');
    expect(outcomeOf(await undo('chair', 1, 'Why not'))).toBe('no-such-change');
    expect(outcomeOf(await undo('chair', tabled, 'Why not'))).toBe('cannot-be-undone');
    expect(outcomeOf(await undo('chair', second, 'Entered by mistake.'))).toBe('ok');
    expect(readingOf(await room.state(), 'Harbour Union')).toBe(must);
    expect(outcomeOf(await undo('harbour', first))).toBe('ok');
    expect(readingOf(await room.state(), 'Harbour Union')).toBe(words);
    await room.expectIntact();
  });

  test('no longer reaches what was entered from a chair that was left', async () => {
    const { groupId, textId } = room;
    const deputy = await seated(house, groupId, 'deputy', 'Sand Bar', 'vice-chair');
    const { seq } = taken(await closeText(house, deputy, groupId, textId, { closed: true }));
    await house.record.append(groupId, { actor: 'operator' }, [
      draft('member.changed', await memberIdOf(deputy), { role: 'member' }),
    ]);
    const result = await undoTextChange(house, deputy, groupId, textId, { entry: seq });
    expect(outcomeOf(result)).toBe('not-your-role');
  });
});

async function memberIdOf(actor: Actor): Promise<string> {
  const standing = await standingOf(house.db.kysely, actor, room.groupId);
  return standing.kind === 'member' ? standing.memberId : '';
}
