import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { amendText } from '#actions/amend-text.ts';
import { compileVersions } from '#actions/compile-versions.ts';
import type { SentFile } from '#core/text/living/changes.ts';
import { undoTextChange } from '#actions/undo-text-change.ts';
import { authorParties } from '#store/text/author-parties.ts';
import { testHouse, type TestHouse } from '../house.ts';
import { openRoom, type Room, taken, words } from './text-room.ts';

let house: TestHouse;
let room: Room;
beforeAll(async () => (house = await testHouse()));
afterAll(() => house.close());
beforeEach(async () => (room = await openRoom(house)));

let file: SentFile;
beforeEach(async () => {
  const sha256 = await house.originals.keep(Buffer.from('As it was sent'));
  file = { name: 'sent.docx', sha256, author: 'Ada Wherry' };
});
const comments = [{ words: 'By whom?', quote: 'publish', paragraph: 'Harbours shall publish it.' }];

test('what files say of words comes in with them, in the name of their party', async () => {
  const seen = (await room.state()).seq;
  const versions = [
    { party: 'League of Locks', text: words.replace('dawn', 'noon'), file, comments },
    {
      party: 'Guild of Ferries',
      text: words.replace('wait', 'stay'),
      file: { ...file, author: 'B' },
    },
  ];
  taken(
    await compileVersions(house, room.secretary, room.groupId, room.textId, { versions, seen }),
  );
  expect((await room.state()).comments).toMatchObject([
    { party: 'League of Locks', words: 'By whom?', anchor: { quote: 'publish' } },
  ]);
  await room.expectIntact();
});

test('also where a party that was heard before changes nothing any more', async () => {
  const send = async (sent: typeof comments) => {
    const seen = (await room.state()).seq;
    const text = words.replace('dawn', 'noon');
    const versions = [{ party: 'League of Locks', text, file, comments: sent }];
    const input = { versions, seen };
    return taken(await compileVersions(house, room.secretary, room.groupId, room.textId, input));
  };
  await send([]);
  const { perParty } = await send(comments);
  expect(perParty).toMatchObject([{ newHunks: 0, joined: 0, left: 0 }]);
  expect((await room.state()).comments).toMatchObject([{ words: 'By whom?' }]);
  await room.expectIntact();
});

test('so they do with one party’s own file', async () => {
  const seen = (await room.state()).seq;
  const sent = { text: words.replace('dawn', 'noon'), seen, file, comments };
  taken(await amendText(house, room.locks, room.groupId, room.textId, sent));
  expect((await room.state()).comments).toMatchObject([{ party: 'League of Locks' }]);
});

test('whom an author speaks for is remembered as it was last said', async () => {
  const known = async () => [...(await authorParties(house.db.kysely, room.groupId))];
  expect(await known()).toEqual([]);
  const send = async (party: string, text: string) => {
    const seen = (await room.state()).seq;
    const versions = [{ party, text, file }];
    taken(
      await compileVersions(house, room.secretary, room.groupId, room.textId, { versions, seen }),
    );
  };
  await send('Guild of Ferries', words.replace('wait', 'stay'));
  expect(await known()).toEqual([['Ada Wherry', 'Guild of Ferries']]);
  await send('League of Locks', words.replace('dawn', 'noon'));
  expect(await known()).toEqual([['Ada Wherry', 'League of Locks']]);
  const entry = (await room.state()).seq;
  taken(await undoTextChange(house, room.secretary, room.groupId, room.textId, { entry }));
  expect(await known()).toEqual([['Ada Wherry', 'Guild of Ferries']]);
});
