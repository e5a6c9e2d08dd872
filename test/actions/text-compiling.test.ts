import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { amendText } from '#actions/amend-text.ts';
import { closeText } from '#actions/close-text.ts';
import { compileVersions, previewVersions, type VersionInput } from '#actions/compile-versions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import { textChanges, textMeasures } from '#store/text/readers.ts';
import { testHouse, type TestHouse } from '../house.ts';
import { openRoom, outcomeOf, type Room, type Seat, taken, words } from './text-room.ts';

let house: TestHouse;
let room: Room;
const bytes = Buffer.from('what Sand Bar sent');
const sha256 = createHash('sha256').update(bytes).digest('hex');
beforeAll(async () => {
  house = await testHouse();
  await house.originals.keep(bytes);
});
afterAll(() => house.close());
beforeEach(async () => (room = await openRoom(house)));

const must = words.replace('shall keep', 'must keep');
const may = words.replace('shall keep', 'may keep');
const noon = words.replace('at dawn', 'at noon');
const versions: readonly VersionInput[] = [
  { party: 'Guild of Ferries', text: must },
  { party: 'harbour union', text: must.replace('at dawn', 'at noon') },
  { party: 'League of Locks', text: may },
  { party: 'Sand Bar', text: words, file: { name: 'sand.docx', sha256 } },
];

async function compileNow(given: readonly VersionInput[], seat: Seat = 'secretary', seen?: number) {
  const asked = { versions: given, seen: seen ?? (await room.state()).seq };
  return compileVersions(house, room[seat], room.groupId, room.textId, asked);
}

describe('compiling versions', () => {
  test('gives each party its own words, joins what is equal, and counts what collides', async () => {
    const compiled = taken(await compileNow(versions));
    expect(compiled).toMatchObject({
      choicesBefore: 0,
      choicesAfter: 2,
      perParty: [
        { party: 'Guild of Ferries', newHunks: 1, joined: 0, unplaced: [] },
        { party: 'Harbour Union', newHunks: 1, joined: 1, unplaced: [] },
        { party: 'League of Locks', newHunks: 1, joined: 0, unplaced: [] },
        { party: 'Sand Bar', newHunks: 0, joined: 0, unplaced: [] },
      ],
    });
    const state = await room.state();
    for (const { party, text } of versions) {
      const known = party === 'harbour union' ? 'Harbour Union' : party;
      expect([known, readingOf(state, known)]).toEqual([known, text]);
    }
    expect(readingOf(state)).toBe(words);
    expect(state.submitted).toEqual([
      'Guild of Ferries',
      'Harbour Union',
      'League of Locks',
      'Sand Bar',
    ]);
    await room.expectIntact();
  });

  test('names no file that is not kept', async () => {
    const file = { name: 'lost.docx', sha256: 'a'.repeat(64) };
    const compiled = await compileNow([{ party: 'Sand Bar', text: must, file }]);
    expect(compiled).toMatchObject({
      ok: false,
      reason: { code: 'text-file-gone', name: 'lost.docx' },
    });
  });

  test('enters one amendment for each party, in one change', async () => {
    taken(await compileNow(versions));
    const changes = await textChanges(house.db.kysely, room.groupId, room.textId);
    const amended = changes.slice(1);
    expect(amended.map(({ verb, actorName }) => [verb, actorName])).toEqual(
      versions.map(() => ['text.amended', 'secretary']),
    );
    const first = amended[0]?.seq ?? 0;
    expect(amended.map(({ seq }) => seq)).toEqual(versions.map((_, index) => first + index));
    expect(new Set(amended.map(({ at }) => at.getTime())).size).toBe(1);
    expect(amended[3]?.payload).toMatchObject({ party: 'Sand Bar', file: { name: 'sand.docx' } });
  });

  test('is one step of the measure, for nobody saw the text between', async () => {
    taken(await compileNow(versions));
    const measures = await textMeasures(house.db.kysely, room.groupId, room.textId);
    const { seq } = await room.state();
    expect(measures.map(({ measure, ...at }) => [at.verb, measure.openChoices])).toEqual([
      ['text.tabled', 0],
      ['text.amended', 2],
    ]);
    expect(measures[1]?.seq).toBe(seq);
  });

  test('one party’s version says for whom it was entered', async () => {
    taken(await compileNow(versions.slice(0, 1)));
    const changes = await textChanges(house.db.kysely, room.groupId, room.textId);
    expect(changes[1]?.onBehalf).toBe('party:Guild of Ferries');
  });

  test('comes to the same readings in whatever order they are given', async () => {
    taken(await compileNow([...versions].reverse()));
    const state = await room.state();
    expect(readingOf(state, 'Harbour Union')).toBe(versions[1]?.text);
    expect((await room.sheet()).measure.openChoices).toBe(2);
  });

  test('again changes nothing and enters nothing', async () => {
    taken(await compileNow(versions));
    const before = await room.state();
    expect(taken(await compileNow(versions)).perParty.map(({ newHunks }) => newHunks)).toEqual([
      0, 0, 0, 0,
    ]);
    expect(await room.state()).toEqual(before);
  });

  test('made from an older text places them in the text as it is now', async () => {
    const { seq: seen } = await room.state();
    const own = { text: noon, seen };
    taken(await amendText(house, room.locks, room.groupId, room.textId, own));
    taken(await compileNow(versions.slice(0, 2), 'chair', seen));
    const state = await room.state();
    expect(readingOf(state, 'League of Locks')).toBe(noon);
    expect(readingOf(state, 'Guild of Ferries')).toBe(must);
  });

  test.each([
    ['none', [], 'no-versions'],
    [
      'two parties with one name',
      [
        { party: 'Harbour Union', text: must },
        { party: ' harbour  UNION', text: may },
      ],
      'two-parties-one-name',
    ],
    ['a party without a name', [{ party: ' ', text: must }], 'party-missing'],
    ['nothing that differs', [{ party: 'Sand Bar', text: words }], 'ok'],
    ['a control character', [...versions, { party: 'Reef', text: 'One\u0000' }], 'text-unfit'],
    ['no words at all', [{ party: 'Reef', text: '' }], 'wording-empty'],
  ] as const)('of %s: %j', async (_, given, code) => {
    const before = await room.state();
    const result = await compileNow(given);
    expect(outcomeOf(result)).toBe(code);
    if (!result.ok) expect(await room.state()).toEqual(before);
  });

  test.each(['ferries', 'observer'] as const)('is not for %s', async (seat) => {
    expect(outcomeOf(await compileNow(versions, seat))).toBe('not-your-role');
  });

  test('of a closed text is refused', async () => {
    taken(await closeText(house, room.chair, room.groupId, room.textId, { closed: true }));
    expect(outcomeOf(await compileNow(versions))).toBe('text-closed');
  });
});

describe('the preview of versions', () => {
  test('is what compiling comes to, and enters nothing', async () => {
    const before = await room.state();
    const asked = { versions, seen: before.seq };
    const { groupId, textId } = room;
    const preview = taken(await previewVersions(house, room.secretary, groupId, textId, asked));
    expect(await room.state()).toEqual(before);
    const { after, ...expected } = preview;
    expect(taken(await compileNow(versions))).toEqual(expected);
    expect(readingOf(after, 'League of Locks')).toBe(may);
  });

  test('says of each version that cannot be taken why, and goes on with the others', async () => {
    const asked = {
      versions: [{ party: 'Reef', text: 'One\u0000' }, ...versions],
      seen: (await room.state()).seq,
    };
    const { groupId, textId } = room;
    const preview = taken(await previewVersions(house, room.secretary, groupId, textId, asked));
    expect(preview.perParty[0]).toMatchObject({ party: 'Reef', refusal: { code: 'text-unfit' } });
    expect(preview.choicesAfter).toBe(2);
  });
});
