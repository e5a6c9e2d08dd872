import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operator } from '#actions/actor.ts';
import { closeText } from '#actions/close-text.ts';
import { type NewText, tableText } from '#actions/table-text.ts';
import { threadCounts } from '#store/group/readers.ts';
import { partiesOf } from '#store/member/parties.ts';
import { textByNumber, textChanges, textsOf } from '#store/text/readers.ts';
import { testHouse, type TestHouse } from '../house.ts';
import { openRoom, outcomeOf, type Room, seated, taken } from './text-room.ts';

let house: TestHouse;
let room: Room;
beforeAll(async () => {
  house = await testHouse();
  room = await openRoom(house);
});
afterAll(() => house.close());

const text: NewText = { title: 'On gauges', kind: 'paper', text: 'Gauges are read.' };

describe('a text', () => {
  test('is tabled under the next number, by the party of who tables it', async () => {
    const { groupId } = await openRoom(house);
    const here = { ...room, groupId };
    const actor = await seated(house, groupId, 'second', 'Harbour Union', 'member');
    const tabled = taken(
      await tableText(house, actor, here.groupId, { ...text, title: ' On  gauges ' }),
    );
    expect(tabled.number).toBe(2);
    const sheets = await textsOf(house.db.kysely, groupId);
    expect(sheets).toMatchObject([
      { number: 1, title: 'On tides', kind: 'recommendation', proponents: ['Guild of Ferries'] },
      {
        number: 2,
        title: 'On gauges',
        kind: 'paper',
        proponents: ['Harbour Union'],
        closed: false,
      },
    ]);
    const found = await textByNumber(house.db.kysely, groupId, 2);
    expect(found?.sheet.seq).toBe(tabled.seq);
    expect(found?.state.seq).toBe(tabled.seq);
    expect(await textByNumber(house.db.kysely, groupId, 3)).toBeUndefined();
    const counts = await threadCounts(house.db.kysely, groupId);
    expect(counts).toMatchObject({ recommendation: 1, text: 0, decision: 0 });
  });

  test('keeps its number though its words were withdrawn', async () => {
    const { groupId, ferries } = await openRoom(house);
    const second = taken(await tableText(house, ferries, groupId, text));
    await house.record.withdraw(groupId, { actor: 'operator' }, second.seq, 'asked to');
    expect(taken(await tableText(house, ferries, groupId, text)).number).toBe(3);
    expect((await textsOf(house.db.kysely, groupId)).map(({ number }) => number)).toEqual([1, 3]);
  });

  test('of several at once each gets a number of its own', async () => {
    const { groupId, ferries, harbour, locks } = await openRoom(house);
    const all = [ferries, harbour, locks].map((actor) => tableText(house, actor, groupId, text));
    const numbers = (await Promise.all(all)).map((result) => taken(result).number);
    expect(numbers.sort()).toEqual([2, 3, 4]);
  });

  test.each([
    ['no title', { title: ' \n' }, 'title-missing'],
    ['a title without end', { title: 'x'.repeat(301) }, 'too-long'],
    ['no words', { text: ' \r\n \n' }, 'text-empty'],
    ['a book', { text: 'word '.repeat(400_001) }, 'text-too-long'],
    ['a control character', { text: 'One\nTwo\u0007' }, 'text-unfit'],
    ['half a character', { text: 'One \ud800' }, 'text-unfit'],
    ["another's name", { proponents: ['Harbour Union'] }, 'party-not-yours'],
    ['its own name in another spelling', { proponents: ['guild of  ferries'] }, 'ok'],
  ])('with %s: %j', async (_, over, code) => {
    expect(
      outcomeOf(await tableText(house, room.ferries, room.groupId, { ...text, ...over })),
    ).toBe(code);
  });

  test('tells in which line a control character stands', async () => {
    const unfit = { ...text, text: 'One\nTwo\u0000' };
    const result = await tableText(house, room.ferries, room.groupId, unfit);
    expect(result).toEqual({
      ok: false,
      reason: { code: 'text-unfit', line: 2, column: 4, character: 'U+0000' },
    });
  });

  test.each([
    ['observer', [], 'not-your-role'],
    ['secretary', [], 'no-party'],
    ['secretary', ['harbour union', 'Elsewhere'], 'ok'],
    ['chair', [], 'ok'],
    ['chair', ['Harbour Union'], 'ok'],
  ] as const)('%s for %j: %s', async (seat, proponents, code) => {
    const result = await tableText(house, room[seat], room.groupId, { ...text, proponents });
    expect(outcomeOf(result)).toBe(code);
  });

  test('tabled by the bureau names for whom, as the group spells it', async () => {
    const { groupId, secretary } = await openRoom(house);
    const asked = { ...text, proponents: ['harbour union'] };
    const { textId } = taken(await tableText(house, secretary, groupId, asked));
    const [tabled] = await textChanges(house.db.kysely, groupId, textId);
    expect(tabled).toMatchObject({
      verb: 'text.tabled',
      actorName: 'secretary',
      onBehalf: 'party:Harbour Union',
      payload: { proponents: ['Harbour Union'] },
    });
    expect(outcomeOf(await tableText(house, operator, groupId, text))).toBe('no-party');
  });
});

test('the parties are the delegations that sit here and may speak', async () => {
  expect(await partiesOf(house.db.kysely, room.groupId)).toEqual(
    ['Guild of Ferries', 'Harbour Union', 'League of Locks', 'Quay Board'].map((party) => ({
      party,
      stakeholderGroup: 'technical-academic',
      seats: 1,
    })),
  );
});

describe('a closed text', () => {
  test.each([
    ['ferries', { closed: true }, 'not-your-role'],
    ['observer', { closed: true }, 'not-your-role'],
    ['chair', { closed: false, reason: 'Why not' }, 'text-open-already'],
    ['chair', { closed: true }, 'ok'],
    ['secretary', { closed: true }, 'text-closed-already'],
    ['secretary', { closed: false }, 'reopening-needs-reason'],
    ['secretary', { closed: false, reason: 'A word was missing.' }, 'ok'],
  ] as const)('%s, %j: %s', async (seat, input, code) => {
    const result = await closeText(house, room[seat], room.groupId, room.textId, input);
    expect(outcomeOf(result)).toBe(code);
    if (result.ok) expect((await room.sheet()).closed).toBe(input.closed);
    await room.expectIntact();
  });

  test('that is not there is not closed', async () => {
    const result = await closeText(house, room.chair, room.groupId, 'nowhere', { closed: true });
    expect(outcomeOf(result)).toBe('no-such-text');
  });
});
