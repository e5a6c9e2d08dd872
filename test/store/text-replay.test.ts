import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, refused, type Result } from '#core/result.ts';
import { amend } from '#core/text/living/amend.ts';
import { applyChange } from '#core/text/living/apply.ts';
import type { TextChange, TextChanges, TextVerb } from '#core/text/living/changes.ts';
import { closeText, openText } from '#core/text/living/close-text.ts';
import { comment } from '#core/text/living/comment.ts';
import { decide, type Decision } from '#core/text/living/decide.ts';
import { joinChoices } from '#core/text/living/join-choices.ts';
import { markChoice } from '#core/text/living/mark-choice.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import { settleProvision } from '#core/text/living/settle-provision.ts';
import type { TextState } from '#core/text/living/state.ts';
import { splitChoice } from '#core/text/living/split-choice.ts';
import { takeStance } from '#core/text/living/take-stance.ts';
import { undo } from '#core/text/living/undo.ts';
import { tokenise } from '#core/text/tokens.ts';
import type { Draft, JsonObject } from '#record/entry.ts';
import { draft } from '#store/draft.ts';
import { textAsOf, textById, textChanges } from '#store/text/readers.ts';
import { testHouse, type TestHouse } from '../house.ts';

const author = { actor: 'operator' };
let house: TestHouse;
let groups = 0;
/** How often each verb was entered in all histories. */
const entered = new Map<TextVerb, number>();

beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

interface Text {
  readonly state: TextState;
  readonly changes: readonly TextChange[];
  /** As it was after each of its changes. */
  readonly states: readonly TextState[];
}

/** What actions would have entered in a group so far. */
interface World {
  readonly drafts: Draft[];
  readonly texts: Map<string, Text>;
}

/** Enters what somebody may do now, or nothing where nobody may. */
type Deed = (world: World) => void;

function enter<Verb extends TextVerb>(
  world: World,
  id: string,
  verb: Verb,
  made: Result<TextChanges[Verb]>,
): void {
  if (!made.ok) return;
  entered.set(verb, (entered.get(verb) ?? 0) + 1);
  world.drafts.push({ verb, subject: id, payload: made.value as unknown as JsonObject });
  const change = { seq: world.drafts.length, verb, payload: made.value } as unknown as TextChange;
  const before = world.texts.get(id);
  const state = applyChange(before?.state, change);
  world.texts.set(id, {
    state,
    changes: [...(before?.changes ?? []), change],
    states: [...(before?.states ?? []), state],
  });
}

const ids = fc.constantFrom('ta', 'tb');
const parties = fc.constantFrom('A', 'B', 'C');
const place = fc.nat(40);
const words = [
  'Barges carry grain to the sea.',
  'Locks [should] [shall] open, and gates close.',
  'Rivers rise.',
];

function onText(id: string, act: (world: World, text: Text) => void): Deed {
  return (world) => {
    const text = world.texts.get(id);
    if (text) act(world, text);
  };
}

function table(world: World, id: string): void {
  const payload = {
    number: world.texts.size + 1,
    title: id,
    kind: 'recommendation',
    proponents: ['A'],
    tokeniser: 1,
    tokens: tokenise(`${words.join('\n')}\n`),
  } as const;
  enter(world, id, 'text.tabled', done(payload));
}

/** A word taken out, put in or changed in a party's own reading, of now or of some time ago. */
const amending = fc
  .tuple(ids, parties, place, fc.constantFrom('', 'may', 'grain', 'rise.\nFall'), fc.nat(3))
  .map(([id, party, at, word, ago]) =>
    onText(id, (world, { state, states }) => {
      const seen = states.at(-1 - ago) ?? state;
      const parts = readingOf(seen, party).split(' ');
      parts.splice(at % parts.length, at % 3 === 0 ? 0 : 1, ...(word ? [word] : []));
      const wording = { party, verb: 'propose', text: parts.join(' '), explanation: '' } as const;
      enter(world, id, 'text.amended', amend(state, seen, wording));
    }),
  );
const standing = fc
  .tuple(ids, parties, place, fc.constantFrom('support', 'oppose', 'reserve', null))
  .map(([id, party, at, verb]) =>
    onText(id, (world, { state }) => {
      const open = state.hunks.filter((hunk) => hunk.state === 'open');
      const hunk = open[at % Math.max(open.length, 1)];
      const hunks = hunk ? [hunk.id] : [];
      const taken = takeStance(state, { party, hunks, verb, explanation: '' });
      enter(world, id, 'text.stance-taken', taken);
    }),
  );
const outcomes = fc.constantFrom<Decision['outcome']>(
  { kind: 'default' },
  { kind: 'words', words: 'as agreed' },
  { kind: 'alternative', index: 0 },
  { kind: 'alternative', index: 1 },
);
const deciding = fc.tuple(ids, place, outcomes).map(([id, at, outcome]) =>
  onText(id, (world, { state }) => {
    const { choices } = placedText(state);
    const choice = choices[at % Math.max(choices.length, 1)];
    if (!choice) return;
    const { key, fingerprint } = choice;
    const decided = decide(state, { choice: key, fingerprint, outcome, basis: 'Meeting' });
    enter(world, id, 'text.decided', decided);
  }),
);
const marking = fc
  .tuple(ids, place, fc.constantFrom('oneOf', 'optional', null))
  .map(([id, at, kind]) =>
    onText(id, (world, { state }) => {
      const { choices } = placedText(state);
      const choice = choices[at % Math.max(choices.length, 1)]?.key ?? '';
      enter(world, id, 'text.choice-marked', markChoice(state, { choice, kind }));
    }),
  );
const settling = fc
  .tuple(ids, place, fc.constantFrom('agreed', 'ad-referendum', 'open'))
  .map(([id, at, status]) =>
    onText(id, (world, { state }) => {
      const all = provisionsOf(state);
      const provision = all[at % all.length]?.id ?? '';
      const settled = settleProvision(state, { provision, status, reason: 'so' });
      enter(world, id, 'text.provision-settled', settled);
    }),
  );
const commenting = fc.tuple(ids, parties, place).map(([id, party, at]) =>
  onText(id, (world, { state }) => {
    const { tokens } = placedText(state);
    const token = tokens[at % Math.max(tokens.length, 1)]?.id ?? '';
    const said = comment(state, { party, words: 'Why?', from: token, to: token });
    enter(world, id, 'text.commented', said);
  }),
);
/** Proposals parted in two, and neighbouring choices seen as one. */
const arranging = fc.tuple(ids, place, fc.boolean()).map(([id, at, splits]) =>
  onText(id, (world, { state }) => {
    if (splits) {
      const open = state.hunks.filter((hunk) => hunk.state === 'open');
      const hunk = open[at % Math.max(open.length, 1)]?.id ?? '';
      const half = { hunk, removed: 1, inserted: at % 2 };
      enter(world, id, 'text.choice-split', splitChoice(state, half));
      return;
    }
    const { choices } = placedText(state);
    const from = at % Math.max(choices.length, 1);
    const [first = '', last = ''] = choices.slice(from, from + 2).map(({ key }) => key);
    enter(world, id, 'text.choices-joined', joinChoices(state, { first, last }));
  }),
);
const closing = ids.map((id) =>
  onText(id, (world, { state }) => {
    enter(world, id, 'text.closed', closeText(state, 'so'));
  }),
);
const opening = ids.map((id) =>
  onText(id, (world, { state }) => {
    enter(world, id, 'text.opened', openText(state, 'so'));
  }),
);
const undoing = fc.tuple(ids, place).map(([id, at]) =>
  onText(id, (world, { state, changes }) => {
    const change = changes[at % changes.length];
    const held = change && !state.undone.includes(change.seq);
    const undone = held ? undo(state, change, 'so') : refused('nothing');
    enter(world, id, 'text.undone', undone);
  }),
);
/** Something else that happens in the group meanwhile. */
const other: fc.Arbitrary<Deed> = fc.constant((world) => {
  const changed = { termsOfReference: `Meeting ${world.drafts.length}` };
  world.drafts.push(draft('group.settings-changed', 'g', changed));
});

/** Much is proposed and decided; closing is rare, for it ends most of that. */
const history = fc.array(
  fc.oneof(
    { arbitrary: amending, weight: 12 },
    { arbitrary: standing, weight: 4 },
    { arbitrary: deciding, weight: 4 },
    ...[arranging, marking, settling, commenting, undoing, opening, other].map((arbitrary) => ({
      arbitrary,
      weight: 3,
    })),
    { arbitrary: closing, weight: 1 },
  ),
  { minLength: 20, maxLength: 60 },
);
const withdrawals = fc.array(fc.nat(), { maxLength: 3 });
/** Into how many appends the history is cut, for a live projection sees other runs than a replay. */
const cuts = fc.integer({ min: 1, max: 9 });

test('whatever was done to texts and withdrawn, a replay makes the rows that are there', async () => {
  await fc.assert(
    fc.asyncProperty(history, withdrawals, cuts, async (deeds, withdrawn, pieces) => {
      const groupId = `t${++groups}`;
      const world: World = { drafts: [foundedIn(groupId)], texts: new Map() };
      for (const id of ['ta', 'tb']) table(world, id);
      for (const deed of deeds) deed(world);
      const { drafts, texts } = world;
      const size = Math.ceil(drafts.length / pieces);
      for (let from = 0; from < drafts.length; from += size) {
        await house.record.append(groupId, author, drafts.slice(from, from + size));
      }
      await expectEqual(groupId);
      for (const [id, text] of texts) await expectText(groupId, id, text);
      for (const seq of withdrawn) {
        await house.record.withdraw(groupId, author, (seq % drafts.length) + 1, 'asked to');
      }
      await expectEqual(groupId);
    }),
    { numRuns: 20 },
  );
  // A verb that hardly ever occurs would be tried by nobody.
  expect(entered.size).toBeGreaterThan(10);
}, 240_000);

function foundedIn(groupId: string): Draft {
  return draft('group.founded', groupId, {
    slug: groupId,
    name: groupId,
    mandate: '',
    mandateSource: '',
    termsOfReference: '',
    reportDue: null,
    visibility: 'public',
    sample: false,
  });
}

async function expectEqual(groupId: string): Promise<void> {
  expect(await house.record.verify(groupId)).toMatchObject({ problems: [], projection: 'equal' });
}

/** The rows hold what the fold of the entries gives, now and as of any of them. */
async function expectText(groupId: string, id: string, text: Text): Promise<void> {
  const db = house.db.kysely;
  expect((await textById(db, groupId, id))?.state).toEqual(text.state);
  const changes = await textChanges(db, groupId, id);
  expect(changes.map(({ seq }) => seq)).toEqual(text.changes.map(({ seq }) => seq));
  const undone = changes.filter((change) => change.undone).map(({ seq }) => seq);
  expect(undone).toEqual([...text.state.undone].sort((one, two) => one - two));
  const middle = text.states[Math.floor(text.states.length / 2)];
  expect(middle && (await textAsOf(db, groupId, id, middle.seq))).toEqual(middle);
}
