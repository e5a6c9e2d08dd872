import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { amend } from '#core/text/living/amend.ts';
import { applyChange } from '#core/text/living/apply.ts';
import type { TextChange, TextTabled } from '#core/text/living/changes.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import type { TextState } from '#core/text/living/state.ts';
import { tokenise } from '#core/text/tokens.ts';
import type { Draft, JsonObject } from '#record/entry.ts';
import { createRecord } from '#record/record.ts';
import { latestDeeds } from '#store/activity/readers.ts';
import { draft } from '#store/draft.ts';
import { threadCounts } from '#store/group/readers.ts';
import { projector } from '#store/projector.ts';
import { textAsOf, textById, textChanges, textMeasures, textsOf } from '#store/text/readers.ts';
import { testHouse, type TestHouse } from '../house.ts';

const author = { actor: 'operator' };
let house: TestHouse;

beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

const tabled: TextTabled = {
  number: 1,
  title: 'On barges',
  kind: 'recommendation',
  proponents: ['A'],
  tokeniser: 1,
  tokens: tokenise('Barges carry grain.\nLocks are open.\n'),
};

/** A text tabled, and then amended by each party in turn. */
function history(amendments: readonly (readonly [party: string, from: string, to: string])[]) {
  const drafts: Draft[] = [draft('text.tabled', 't', tabled)];
  let state: TextState = applyChange(undefined, { seq: 1, verb: 'text.tabled', payload: tabled });
  for (const [party, from, to] of amendments) {
    const text = readingOf(state, party).replace(from, to);
    const wording = { party, verb: 'propose', text, explanation: '' } as const;
    const amended = amend(state, state, wording);
    if (!amended.ok) throw new Error(amended.reason.code);
    drafts.push(draft('text.amended', 't', amended.value));
    const seq = drafts.length;
    state = applyChange(state, { seq, verb: 'text.amended', payload: amended.value });
  }
  return { drafts, state };
}

const three = history([
  ['A', 'carry', 'bring'],
  ['B', 'open', 'shut'],
  ['A', 'Locks', 'Gates'],
]);

async function expectEqual(groupId: string): Promise<void> {
  expect(await house.record.verify(groupId)).toMatchObject({ problems: [], projection: 'equal' });
}

describe('what was entered at one time', () => {
  const still = (): Date => new Date('2026-05-06T07:08:09.123Z');

  test.each([1, 2, 3, 4])('is measured once, entered %i at a time', async (together) => {
    const record = createRecord({ db: house.db, projector, now: still });
    const groupId = `still${together}`;
    for (let from = 0; from < three.drafts.length; from += together) {
      await record.append(groupId, author, three.drafts.slice(from, from + together));
    }
    await record.idle();
    const measures = await textMeasures(house.db.kysely, groupId, 't');
    expect(measures).toMatchObject([{ seq: 4, measure: { openChoices: 3 } }]);
    expect((await textChanges(house.db.kysely, groupId, 't')).length).toBe(4);
    await expectEqual(groupId);
  });
});

test('a text is read as of any entry', async () => {
  await house.record.append('asof', author, three.drafts);
  const db = house.db.kysely;
  const at = async (seq: number) => {
    const state = await textAsOf(db, 'asof', 't', seq);
    return state && ['A', 'B'].map((party) => readingOf(state, party).replaceAll('\n', ' ').trim());
  };
  expect(await at(0)).toBeUndefined();
  expect(await at(1)).toEqual(Array(2).fill('Barges carry grain. Locks are open.'));
  expect(await at(2)).toEqual([
    'Barges bring grain. Locks are open.',
    'Barges carry grain. Locks are open.',
  ]);
  expect(await at(99)).toEqual([
    'Barges bring grain. Gates are open.',
    'Barges carry grain. Locks are shut.',
  ]);
  expect((await textById(db, 'asof', 't'))?.state).toEqual(three.state);
});

test('of an amendment that was withdrawn nothing is left but the others', async () => {
  await house.record.append('less', author, three.drafts);
  await house.record.withdraw('less', author, 2, 'asked to');
  const found = await textById(house.db.kysely, 'less', 't');
  expect(found?.state.hunks.map(({ insert }) => insert.join())).toEqual(['shut', 'Gates']);
  const changes = await textChanges(house.db.kysely, 'less', 't');
  expect(changes.map(({ seq }) => seq)).toEqual([1, 3, 4]);
  await expectEqual('less');
});

test('of a text whose tabling was withdrawn nothing is left', async () => {
  await house.record.append('gone', author, three.drafts);
  await house.record.withdraw('gone', author, 1, 'asked to');
  const db = house.db.kysely;
  expect(await textsOf(db, 'gone')).toEqual([]);
  expect(await textChanges(db, 'gone', 't')).toEqual([]);
  expect(await threadCounts(db, 'gone')).toMatchObject({ recommendation: 0, text: 0, decision: 0 });
  await expectEqual('gone');
});

test('the record tells of which text a deed was, and for whom', async () => {
  const [first, second] = three.drafts;
  if (!first || !second) throw new Error('no drafts');
  await house.record.append('deeds', author, [first]);
  await house.record.append('deeds', { ...author, onBehalf: 'party:A' }, [second]);
  const deeds = await latestDeeds(house.db.kysely, 'deeds', { limit: 9, without: [] });
  const text = { number: 1, title: 'On barges' };
  expect(deeds).toMatchObject([
    { verb: 'text.amended', onBehalf: 'party:A', text, document: null },
    { verb: 'text.tabled', onBehalf: null, text },
  ]);
});

test('a payload is folded as it was written, whatever JSON does to the order of its keys', async () => {
  const settled: TextChange['payload'] = {
    provision: 'start',
    status: 'agreed',
    reason: 'so',
    before: null,
  };
  const marks = ['zz', 'b', 'aaa'].map((choice): Draft => ({
    verb: 'text.choice-marked',
    subject: 't',
    payload: { kind: 'oneOf', choice, before: null } satisfies JsonObject,
  }));
  const drafts = [...three.drafts, draft('text.provision-settled', 't', settled), ...marks];
  for (const each of drafts) await house.record.append('order', author, [each]);
  await expectEqual('order');
  const found = await textById(house.db.kysely, 'order', 't');
  expect(found?.state.kinds).toEqual({ aaa: 'oneOf', b: 'oneOf', zz: 'oneOf' });
});
