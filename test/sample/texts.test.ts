import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operator } from '#actions/actor.ts';
import { foundGroup } from '#actions/found-group.ts';
import { importMembers } from '#actions/import-members.ts';
import { makeSampleTexts } from '#actions/make-sample-texts.ts';
import { readSample, type Sample, type SampleStep } from '#actions/read-sample.ts';
import type { Result } from '#core/result.ts';
import { applyChange } from '#core/text/living/apply.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import type { TextState } from '#core/text/living/state.ts';
import { stakeholderGroups } from '#core/vocabulary.ts';
import { partiesOf } from '#store/member/parties.ts';
import { textByNumber, textChanges, textsOf } from '#store/text/readers.ts';
import { testHouse, type TestHouse } from '../house.ts';

let house: TestHouse;
let sample: Sample;
let groupId: string;
beforeAll(async () => {
  house = await testHouse();
  sample = await readSample(house.sampleDir);
  groupId = await foundSample('sample');
  expect(await makeSampleTexts(house, groupId, sample)).toMatchObject({ ok: true });
});
afterAll(() => house.close());

/** The group and its members, without the documents. */
async function foundSample(slug: string): Promise<string> {
  const { name, mandateSource } = sample;
  const rest = { mandate: '', termsOfReference: '', reportDue: null, visibility: 'public' };
  const founded = await foundGroup(house, operator, { slug, name, mandateSource, ...rest });
  if (!founded.ok) throw new Error(founded.reason.code);
  await importMembers(house, operator, founded.value.groupId, sample.members);
  return founded.value.groupId;
}

async function textNow(number: number) {
  const text = await textByNumber(house.db.kysely, groupId, number);
  if (!text) throw new Error(`no text ${number}`);
  return text;
}

async function changesOf(number: number) {
  const { sheet } = await textNow(number);
  return textChanges(house.db.kysely, groupId, sheet.textId);
}

const stateOf = async (number: number) => (await textNow(number)).state;

describe('the texts', () => {
  test('are one in dispute, one agreed, one just tabled, and one from right to left', async () => {
    const sheets = await textsOf(house.db.kysely, groupId);
    const seen = sheets.map(({ number, closed, proponents, measure }) => [
      number,
      proponents.length,
      measure.provisions,
      measure.openChoices,
      measure.provisionsAgreed,
      closed,
    ]);
    expect(seen).toEqual([
      [1, 2, 17, 29, 2, false],
      [2, 2, 5, 0, 5, true],
      [3, 1, 7, 0, 0, false],
      [4, 1, 4, 1, 0, false],
    ]);
    expect(readingOf(await stateOf(4))).toMatch(/^\p{Script=Arabic}/u);
    expect((await changesOf(3)).map(({ verb }) => verb)).toEqual(['text.tabled']);
  });

  test('hold every step of the story, each by who takes it', async () => {
    for (const [index, { by, steps }] of sample.texts.entries()) {
      const expected = [by, ...steps.flatMap((step) => namesIn(step))];
      const changes = await changesOf(index + 1);
      expect(changes.map(({ actorName }) => actorName)).toEqual(expected);
      expect(changes.every(({ actor }) => actor.startsWith('member:'))).toBe(true);
    }
  });

  test('hold versions that were sent in, made from the text as it was tabled', async () => {
    const [tabled, ...changes] = await changesOf(1);
    const sentIn = changes.flatMap(({ verb, actorName, payload }) =>
      verb === 'text.amended' && actorName === 'Wren Ledgerly' ? [payload.seen] : [],
    );
    expect(sentIn).toEqual(Array.from({ length: 5 }, () => tabled?.seq));
  });

  test('leave nobody in a seat, and a record that is sound', async () => {
    expect(await house.db.kysely.selectFrom('seat').selectAll().execute()).toEqual([]);
    const found = await house.record.verify(groupId);
    expect(found).toMatchObject({ problems: [], projection: 'equal' });
  });

  test('are not made again', async () => {
    const before = await house.record.head(groupId);
    expect(await makeSampleTexts(house, groupId, sample)).toMatchObject({ ok: true });
    expect(await house.record.head(groupId)).toEqual(before);
  });
});

function namesIn(step: SampleStep): readonly string[] {
  return step.deed === 'compile' ? step.versions.map(() => step.by) : [step.by];
}

describe('the text in dispute', () => {
  test('is amended by parties of every stakeholder group', async () => {
    const amending = (await changesOf(1)).flatMap((change) =>
      change.verb === 'text.amended' ? [change.payload.party] : [],
    );
    const parties = new Set(amending);
    expect(parties.size).toBeGreaterThan(14);
    const known = await partiesOf(house.db.kysely, groupId);
    const groups = known.filter(({ party }) => parties.has(party));
    expect(groups).toHaveLength(parties.size);
    expect(new Set(groups.map((each) => each.stakeholderGroup))).toEqual(
      new Set(stakeholderGroups),
    );
  });

  test('has brackets of every kind, within each other, and alone and together behind them', async () => {
    const { choices } = placedText(await stateOf(1));
    expect(new Set(choices.map(({ kind }) => kind))).toEqual(
      new Set(['oneOf', 'optional', 'undetermined']),
    );
    expect(Math.max(...choices.map(({ depth }) => depth))).toBe(2);
    const alternatives = choices.flatMap((choice) => choice.alternatives);
    const sizes = alternatives.map(
      ({ stances }) => stances.filter(({ verb }) => verb === 'propose').length,
    );
    expect(new Set(sizes)).toEqual(new Set([0, 1, 2, 3]));
    const verbs = new Set(alternatives.flatMap(({ stances }) => stances.map(({ verb }) => verb)));
    expect(verbs).toEqual(new Set(['propose', 'support', 'oppose', 'reserve']));
    const modal = choices.find((choice) => choice.alternatives[0]?.words === 'shall');
    expect(modal?.alternatives.map(({ words }) => words)).toEqual([
      'shall',
      'may',
      'should, as appropriate,',
    ]);
  });

  test('has provisions proposed, to go, moved, split, agreed and opened again', async () => {
    const views = provisionsOf(await stateOf(1));
    const whole = (kind: string) =>
      views.filter((view) => view.whole?.kind === kind).map(({ label }) => label);
    expect(whole('new')).toEqual(['PP3', '2 bis', '5 bis', '9']);
    expect(whole('deleted')).toEqual(['PP3', '8']);
    const settled = views.flatMap(({ label, settlement }) =>
      settlement ? [[label, settlement.status, settlement.reason !== '']] : [],
    );
    expect(settled).toEqual([
      ['', 'agreed', false],
      ['PP1', 'agreed', false],
      ['3', 'open', true],
      ['5', 'ad-referendum', true],
    ]);
    expect(views.reduce((sum, { comments }) => sum + comments, 0)).toBe(4);
  });

  test('is decided on a basis, and what was wrong is taken back', async () => {
    const changes = await changesOf(1);
    const decided = changes.flatMap((change) =>
      change.verb === 'text.decided' ? [[change.payload.outcome, change.undone]] : [],
    );
    expect(decided).toEqual([
      ['alternative', false],
      ['alternative', false],
      ['default', false],
      ['default', true],
    ]);
    expect(changes.filter(({ undone }) => undone)).toHaveLength(2);
    const bases = changes.flatMap(({ verb, payload }) =>
      verb === 'text.decided' ? [(payload as { basis: string }).basis] : [],
    );
    expect(bases.every((basis) => basis.startsWith('Third meeting'))).toBe(true);
  });

  test.each([
    [undefined, /^1\. The Parties shall exchange .* the readings needed/m],
    [undefined, /in every language spoken by more than a tenth of those/],
    [undefined, /should state its quality according to the minimum description/],
    ['Government of Upper Meander', /^1\. The Parties should, as appropriate, exchange/m],
    ['Government of Upper Meander', /recognised.*\n7\. .*\n$/],
    ['Government of Perekatia', /^1\. The Parties may exchange/m],
    ['Government of Sabkharia', /^8\. The Commission should be given the means/m],
    ["Elders' Council of the Headwater Peoples", /\n6 bis\. The knowledge of communities/],
    ['Wells Council of the Dry Plateau', /\n5 bis\. .*groundwater\.\n6\./],
    ['Government of Arroyal', /\n5 bis\. /],
    ['Saltmarrow Hydropower', /shall make available their releases in bands at least twelve/],
    ['Oxbow University, Chair of Hydrometry', /^PP4\. .*\nPP3\. /m],
  ])('as read by %s has %s', async (party, words) => {
    const read = readingOf(await stateOf(1), party);
    expect(read).toMatch(words);
    expect(read).not.toMatch(/[[\]{}]/);
  });
});

test('right after a step its party reads what it asked for, in every text', async () => {
  for (const [index, { steps }] of sample.texts.entries()) {
    const changes = await changesOf(index + 1);
    const states: TextState[] = [];
    for (const change of changes) states.push(applyChange(states.at(-1), change));
    const [tabled] = states;
    const asked = steps.flatMap((step) => {
      if (step.deed === 'compile') return step.versions.map(({ edits }) => ({ edits, on: tabled }));
      return [step.deed === 'amend' ? { edits: step.edits, on: undefined } : undefined];
    });
    for (const [at, wording] of asked.entries()) {
      const change = changes[at + 1];
      if (!wording || change?.verb !== 'text.amended') continue;
      const { party, unplaced } = change.payload;
      const before = wording.on ?? states[at];
      const wanted = wording.edits.reduce(
        (words, [find, put]) => words.split(find).join(put),
        before ? readingOf(before, party) : '',
      );
      const after = states[at + 1];
      expect(after && readingOf(after, party)).toBe(wanted);
      expect(unplaced).toEqual([]);
    }
  }
});

describe('a story that is wrong', () => {
  async function told(step: SampleStep): Promise<string> {
    const [, , text] = sample.texts;
    if (!text) throw new Error('no text');
    const texts = [{ ...text, steps: [step] }];
    const made: Result<unknown> = await makeSampleTexts(
      house,
      await foundSample(`wrong-${++serial}`),
      { texts },
    );
    return made.ok ? 'ok' : made.reason.code;
  }
  let serial = 0;

  test.each<[SampleStep, string]>([
    [{ by: 'Casimir Highdam', deed: 'settle', provision: '1.', status: 'agreed' }, 'not-your-role'],
    [{ by: 'Sib Confluence', deed: 'amend', edits: [['five', 'six']] }, 'not-your-role'],
    [{ by: 'Casimir Highdam', deed: 'close', reason: 'We are tired.' }, 'not-your-role'],
    [{ by: 'Casimir Highdam', deed: 'amend', edits: [] }, 'amendment-says-nothing'],
    [{ by: 'Casimir Highdam', deed: 'amend', edits: [['five', 'six']] }, 'ok'],
  ])('is held to policy and rules: %j', async (step, code) => {
    expect(await told(step)).toBe(code);
  });

  test.each<[SampleStep, RegExp]>([
    [{ by: 'Nobody Atall', deed: 'amend', edits: [['five', 'six']] }, /member.*Nobody Atall/],
    [{ by: 'Casimir Highdam', deed: 'amend', edits: [['fifty', 'six']] }, /place.*fifty/],
    [{ by: 'Casimir Highdam', deed: 'amend', edits: [['the', 'a']] }, /place.*the/],
    [{ by: 'Casimir Highdam', deed: 'stance', on: ['six'], verb: 'oppose' }, /proposal.*six/],
    [{ by: 'Pell Undertow', deed: 'undo', step: 'first', reason: 'No.' }, /step.*first/],
  ])('that speaks of what is not there is told so: %j', async (step, message) => {
    await expect(told(step)).rejects.toThrow(message);
  });
});
