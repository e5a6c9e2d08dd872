import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, anonymous } from '#actions/actor.ts';
import { amendText } from '#actions/amend-text.ts';
import { closeText } from '#actions/close-text.ts';
import { commentOnText } from '#actions/comment-on-text.ts';
import { compileVersions, previewVersions } from '#actions/compile-versions.ts';
import { decideChoice } from '#actions/decide-choice.ts';
import { editWords } from '#actions/edit-words.ts';
import { joinChoices } from '#actions/join-choices.ts';
import { markChoice } from '#actions/mark-choice.ts';
import { previewAmendment } from '#actions/preview-amendment.ts';
import { removeMember } from '#actions/remove-member.ts';
import { settleProvision } from '#actions/settle-provision.ts';
import { splitChoice } from '#actions/split-choice.ts';
import { tableText } from '#actions/table-text.ts';
import { takeStance } from '#actions/take-stance.ts';
import { undoTextChange } from '#actions/undo-text-change.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { textChanges } from '#store/text/readers.ts';
import { openRoom, outcomeOf, type Room, taken, words } from '../actions/text-room.ts';
import { testHouse, type TestHouse } from '../house.ts';

let house: TestHouse;
let room: Room;
let other: Room;
beforeAll(async () => (house = await testHouse()));
afterAll(() => house.close());
beforeEach(async () => {
  room = await openRoom(house);
  other = await openRoom(house);
  for (const [seat, wish] of [
    ['harbour', 'must'],
    ['locks', 'may'],
  ] as const) {
    const text = words.replace('shall keep', `${wish} keep`);
    const { seq: seen } = await room.state();
    taken(await amendText(house, room[seat], room.groupId, room.textId, { text, seen }));
  }
});

/** Every way to touch a text, each as it would succeed for who may. */
async function everyDeed(actor: Actor, groupId = room.groupId): Promise<Record<string, string>> {
  const state = await room.state();
  const { seq: seen } = state;
  const choice = placedText(state).choices[0];
  if (!choice) throw new Error('no choice');
  const { key, fingerprint } = choice;
  const hunks = choice.alternatives[1]?.hunks ?? [];
  const at = [house, actor, groupId, room.textId] as const;
  const text = words.replace('dawn', 'dusk');
  const basis = 'Meeting 3';
  const versions = [{ party: 'Harbour Union', text }];
  const deeds = {
    table: () =>
      tableText(house, actor, groupId, { title: 'T', kind: 'paper', text, proponents: ['X'] }),
    preview: () => previewAmendment(...at, { text, seen }),
    amend: () => amendText(...at, { text, seen }),
    amendForOther: () => amendText(...at, { text, seen, party: 'Guild of Ferries' }),
    stance: () => takeStance(...at, { hunks, verb: 'support' }),
    stanceOfOther: () => takeStance(...at, { hunks, verb: 'oppose', party: 'Guild of Ferries' }),
    comment: () => commentOnText(...at, { words: 'Why?', from: 'base:0', to: 'base:1' }),
    compile: () => compileVersions(...at, { versions, seen }),
    previewVersions: () => previewVersions(...at, { versions, seen }),
    decide: () =>
      decideChoice(...at, { choice: key, fingerprint, outcome: { kind: 'default' }, basis }),
    pen: () => editWords(...at, { provision: 'start', words: 'Tides', seen, basis }),
    mark: () => markChoice(...at, { choice: key, kind: 'oneOf' }),
    join: () => joinChoices(...at, { first: key, last: key }),
    split: () => splitChoice(...at, { hunk: hunks[0] ?? '', removed: 1, inserted: 0 }),
    settle: () => settleProvision(...at, { provision: 'start', status: 'agreed' }),
    close: () => closeText(...at, { closed: true }),
    undo: () => undoTextChange(...at, { entry: seen, reason: 'no' }),
  };
  const outcomes: Record<string, string> = {};
  for (const [name, deed] of Object.entries(deeds)) outcomes[name] = outcomeOf(await deed());
  return outcomes;
}

const strangers = [
  { who: 'nobody in particular', actor: () => anonymous },
  { who: 'an observer', actor: () => room.observer },
  { who: 'a member of another group', actor: () => other.locks },
  { who: 'the secretariat of another group', actor: () => other.secretary },
] as const;

test.each(strangers)('$who can do nothing to a text', async ({ actor }) => {
  const before = await house.record.head(room.groupId);
  const outcomes = Object.entries(await everyDeed(actor()));
  expect(outcomes.filter(([, outcome]) => outcome === 'ok')).toEqual([]);
  expect(await house.record.head(room.groupId)).toEqual(before);
});

test('nobody reaches a text of a group by way of another, where they may do everything', async () => {
  const { table: _own, ...outcomes } = await everyDeed(other.secretary, other.groupId);
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['no-such-text']));
});

test('who was removed does nothing more', async () => {
  const { memberId } = await house.db.kysely
    .selectFrom('seat')
    .select('member_id as memberId')
    .where('group_id', '=', room.groupId)
    .where('user_id', '=', room.locks.kind === 'account' ? room.locks.userId : '')
    .executeTakeFirstOrThrow();
  taken(await removeMember(house, room.secretary, room.groupId, memberId));
  const outcomes = Object.entries(await everyDeed(room.locks));
  expect(outcomes.filter(([, outcome]) => outcome === 'ok')).toEqual([]);
});

test('a member speaks for their own party alone, and decides nothing', async () => {
  const outcomes = await everyDeed(room.locks);
  const done = Object.keys(outcomes).filter((name) => outcomes[name] === 'ok');
  expect(done.sort()).toEqual(['amend', 'comment', 'preview', 'stance']);
  expect(outcomes).toMatchObject({ amendForOther: 'party-not-yours', table: 'party-not-yours' });
});

describe('a party cannot be imitated', () => {
  test.each(['guild  of FERRIES', 'Guild of\u200b Ferries', '\u202eGuild of Ferries\u202c'])(
    '%j is the same name',
    async (party) => {
      const { seq: seen } = await room.state();
      const text = words.replace('dawn', 'noon');
      const asked = { text, seen, party };
      const amended = taken(await amendText(house, room.chair, room.groupId, room.textId, asked));
      expect(amended.party).toBe('Guild of Ferries');
    },
  );
});

describe('a file that an amendment names', () => {
  const sent = async (file: { readonly name: string; readonly sha256: string }) => {
    const { seq: seen } = await room.state();
    const text = words.replace('dawn', 'noon');
    return amendText(house, room.harbour, room.groupId, room.textId, { text, seen, file });
  };

  test('must be kept', async () => {
    const refused = await sent({ name: 'proof.docx', sha256: 'a'.repeat(64) });
    expect(outcomeOf(refused)).toBe('text-file-gone');
  });

  test('has a label of one line that is no longer than names are', async () => {
    const sha256 = await house.originals.keep(new TextEncoder().encode('kept'));
    taken(await sent({ name: `a\n\u0007${'b'.repeat(1_000_000)}`, sha256 }));
    const changes = await textChanges(house.db.kysely, room.groupId, room.textId);
    const last = changes.at(-1);
    const name = last?.verb === 'text.amended' ? last.payload.file?.name : undefined;
    expect(name).toMatch(/^a b{298}$/);
    await room.expectIntact();
  });
});

test('storms of changes at once leave a record that a replay confirms', async () => {
  const state = await room.state();
  const [choice] = placedText(state).choices;
  if (!choice) throw new Error('no choice');
  const { key, fingerprint, alternatives } = choice;
  const at = [house, room.chair, room.groupId, room.textId] as const;
  const many = Array.from({ length: 12 }, (_, round) => [
    decideChoice(...at, {
      choice: key,
      fingerprint,
      outcome: { kind: 'alternative', index: round % alternatives.length },
      basis: `Meeting ${round}`,
    }),
    amendText(house, room.ferries, room.groupId, room.textId, {
      text: words.replace('dawn', `hour ${round}`),
      seen: state.seq,
    }),
    takeStance(house, room.locks, room.groupId, room.textId, {
      hunks: alternatives[1]?.hunks ?? [],
      verb: round % 2 === 0 ? 'support' : 'oppose',
    }),
    undoTextChange(...at, { entry: state.seq + (round % 6), reason: 'no' }),
  ]).flat();
  const codes = (await Promise.all(many)).map(outcomeOf);
  expect(codes.filter((code) => code === 'ok').length).toBeGreaterThan(2);
  await room.expectIntact();
});
