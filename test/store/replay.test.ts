import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft } from '#record/entry.ts';
import { draft } from '#store/draft.ts';
import type { DocumentReading } from '#store/document/entries.ts';
import { testHouse, type TestHouse } from '../house.ts';

const author = { actor: 'operator' };
let house: TestHouse;
let groups = 0;

beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

/** A deed that actions may have entered, given how often each thing was done before. */
type Deed = (before: Map<string, number>) => Draft | undefined;

const things = fc.constantFrom('a', 'b', 'c');
const texts = fc.constantFrom('Barges carry grain.', 'Rivers carry barges.', 'Locks are open.');
const wordings = fc.array(texts, { minLength: 1, maxLength: 3 });

function reading(name: string, words: readonly string[]): DocumentReading {
  return {
    files: [{ role: 'original', sha256: name.padEnd(64, '0'), name, bytes: 1, mediaType: 'x' }],
    converter: 'txt 1',
    notes: [],
    passages: words.map((text, index) => ({
      label: `p${index + 1}`,
      path: [],
      kind: 'paragraph',
      text,
    })),
  };
}

/** Said of things that are there: `first` makes one, all else needs it made. */
function deed(first: boolean, id: string, make: (times: number) => Draft): Deed {
  return (before) => {
    const times = before.get(id) ?? 0;
    if (first === times > 0) return undefined;
    before.set(id, times + 1);
    return make(times);
  };
}

const register = fc.tuple(things, wordings).map(([id, words]) =>
  deed(true, `d${id}`, () =>
    draft('document.registered', `d${id}`, {
      ...reading(id, words),
      symbol: id.toUpperCase(),
      kind: 'contribution',
      title: `Title ${id}`,
      date: null,
      authors: [],
      stakeholderGroup: null,
      region: null,
      language: 'en',
      languageBy: 'detected',
      keywords: [],
      metadata: {},
      relations: [{ kind: 'replaces', targetSymbol: 'Z1' }],
    }),
  ),
);
const correct = fc.tuple(things, wordings).map(([id, words]): Deed => (before) => {
  if (!before.has(`d${id}`)) return undefined;
  const version = (before.get(`v${id}`) ?? 1) + 1;
  before.set(`v${id}`, version);
  const read = reading(`${id}${version}`, words);
  return draft('document.corrected', `d${id}`, { ...read, version, note: '' });
});
const describing = fc.tuple(things, fc.constantFrom('New title', 'Grain')).map(([id, title]) =>
  deed(false, `d${id}`, () =>
    draft('document.described', `d${id}`, {
      title,
      relations: [{ kind: 'annex-to', targetSymbol: 'Z2' }],
    }),
  ),
);
const list = things.map((id) =>
  deed(true, `m${id}`, () =>
    draft('member.listed', `m${id}`, {
      name: id,
      delegation: 'Guild',
      stakeholderGroup: null,
      role: 'member',
    }),
  ),
);
const move = fc
  .tuple(things, fc.constantFrom('member.invited', 'member.joined', 'member.left'))
  .map(([id, verb]) => deed(false, `m${id}`, () => draft(verb, `m${id}`, {})));
const change = things.map((id) =>
  deed(false, `m${id}`, () => draft('member.changed', `m${id}`, { name: `${id} renamed` })),
);
const foundSubgroup = things.map((id) =>
  deed(true, `s${id}`, () =>
    draft('subgroup.founded', `s${id}`, { slug: id, name: id, termsOfReference: '', due: null }),
  ),
);
const place = fc
  .tuple(things, fc.constantFrom('subgroup.member-added', 'subgroup.member-removed'))
  .map(([id, verb]) => deed(false, `s${id}`, () => draft(verb, `s${id}`, { memberId: `m${id}` })));
const settle = fc.constant<Deed>(() => draft('group.settings-changed', 'g', { name: 'Renamed' }));

const history = fc.array(
  fc.oneof(register, correct, describing, list, move, change, foundSubgroup, place, settle),
  { minLength: 1, maxLength: 25 },
);
const withdrawals = fc.array(fc.nat(), { maxLength: 4 });
/** Into how many appends the history is cut, for a live projection sees other runs than a replay. */
const cuts = fc.integer({ min: 1, max: 5 });

test('whatever was done and withdrawn, a replay makes the rows that are there', async () => {
  await fc.assert(
    fc.asyncProperty(history, withdrawals, cuts, async (deeds, withdrawn, pieces) => {
      const groupId = `g${++groups}`;
      const before = new Map<string, number>();
      const drafts = [
        draft('group.founded', groupId, {
          slug: groupId,
          name: groupId,
          mandate: '',
          mandateSource: '',
          termsOfReference: '',
          reportDue: null,
          visibility: 'public',
          sample: false,
        }),
        ...deeds.flatMap((each) => each(before) ?? []),
      ];
      const size = Math.ceil(drafts.length / pieces);
      for (let from = 0; from < drafts.length; from += size) {
        await house.record.append(groupId, author, drafts.slice(from, from + size));
      }
      expect((await house.record.verify(groupId)).projection).toBe('equal');
      for (const seq of withdrawn) {
        await house.record.withdraw(groupId, author, (seq % drafts.length) + 1, 'asked to');
      }
      const found = await house.record.verify(groupId);
      expect(found).toMatchObject({ problems: [], projection: 'equal' });
    }),
    { numRuns: 20 },
  );
}, 120_000);
