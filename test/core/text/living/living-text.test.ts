import { describe, expect, test } from 'vitest';
import { amend } from '#core/text/living/amend.ts';
import { applyChange } from '#core/text/living/apply.ts';
import { mapAnchor } from '#core/text/living/anchors.ts';
import { closeText, openText } from '#core/text/living/close-text.ts';
import { comment } from '#core/text/living/comment.ts';
import { decide } from '#core/text/living/decide.ts';
import { editWords } from '#core/text/living/edit-words.ts';
import { joinChoices } from '#core/text/living/join-choices.ts';
import { measure } from '#core/text/living/measure.ts';
import { originsOf } from '#core/text/living/origins.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionText, provisionTokens } from '#core/text/living/provision-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf, readingOfProvision } from '#core/text/living/reading-of.ts';
import { settleProvision } from '#core/text/living/settle-provision.ts';
import { splitChoice } from '#core/text/living/split-choice.ts';
import { takeStance } from '#core/text/living/take-stance.ts';
import { undo } from '#core/text/living/undo.ts';
import type { Result } from '#core/result.ts';
import type { StanceVerb } from '#core/text/stance.ts';
import { readingTokens } from '#core/text/reading.ts';
import { joinTokens, tokenise } from '#core/text/tokens.ts';
import { History } from './history.ts';

const gauges = `Article 1
Parties shall keep the gauges of the river.
They shall tell each other what the gauges show.
`;

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.reason.code;
}

function keys(history: History): string[] {
  return placedText(history.state).choices.map(({ key }) => key);
}

function say(history: History, party: string, hunks: string[], verb: StanceVerb | null): string {
  const taken = takeStance(history.state, { party, hunks, verb, explanation: '' });
  history.enter('text.stance-taken', taken);
  return codeOf(taken);
}

/** What decides a choice as somebody saw it. */
function seenAs(history: History, key: string) {
  const choice = placedText(history.state).choices.find((one) => one.key === key);
  return { choice: key, fingerprint: choice?.fingerprint ?? '', basis: 'In the room' };
}

describe('provisions in order', () => {
  const rows: readonly [string, string][] = [
    ['', ''],
    ['\n\n \n', ''],
    ['One', 'One\n'],
    ['\uFEFF One \r\n\r\n\tTwo\rThree', 'One\nTwo\nThree\n'],
    ['One\u2028Two', 'One\nTwo\n'],
    ['a  b \n', 'a  b\n'],
  ];
  test.each(rows)('%j is %j', (text, ordered) => {
    expect(provisionText(text)).toBe(ordered);
    expect(provisionText(ordered)).toBe(ordered);
    expect(provisionTokens(tokenise(ordered))).toEqual(tokenise(ordered));
  });

  test('a text tabled otherwise is put in order', () => {
    expect(readingOf(new History('  One \n\n Two').state)).toBe('One\nTwo\n');
  });
});

describe('what is refused', () => {
  const long = gauges.repeat(4);
  const another = `${'Fishers may cast nets by night unless the moon is full and bright. '.repeat(4)}\n`;
  const rows: readonly [string, string, string][] = [
    ['the same text', gauges, 'amendment-says-nothing'],
    ['another text', another, 'amendment-other-text'],
    [
      'another language',
      'Los caudales del río se miden cada mañana. '.repeat(9),
      'amendment-other-text',
    ],
    ['too long a text', 'a '.repeat(1_000_001), 'text-too-long'],
    ['a control character', 'Article 1\u0007', 'text-unfit'],
    ['half a character', 'Article \ud800', 'text-unfit'],
  ];
  test.each(rows)('%s', (_what, text, code) => {
    const history = new History(code === 'amendment-other-text' ? long : gauges);
    expect(history.amend('A', text)).toBe(false);
    expect(history.refusals.at(-1)?.code).toBe(code);
  });

  test('a character that is none is told with its place', () => {
    const history = new History(gauges);
    history.amend('A', 'Article 1\nParties\u0000 shall');
    expect(history.refusals.at(-1)).toEqual({
      code: 'text-unfit',
      line: 2,
      column: 8,
      character: 'U+0000',
    });
  });

  test('a thousand and one parties', () => {
    const { state } = new History(gauges);
    const submitted = Array.from({ length: 1_000 }, (_none, index) => `P${index}`);
    const wording = { verb: 'propose', text: 'Article 2', explanation: '' } as const;
    const full = { ...state, submitted };
    expect(codeOf(amend(full, full, { ...wording, party: 'A' }))).toBe('too-many-parties');
    expect(codeOf(amend(full, full, { ...wording, party: 'P7' }))).toBe('ok');
  });

  test('words for a closed text, until it is opened again', () => {
    const history = new History(gauges);
    expect(history.enter('text.closed', closeText(history.state, 'Adopted'))).toBe(true);
    expect(codeOf(closeText(history.state, 'Again'))).toBe('text-closed-already');
    expect(history.amend('A', 'Article 2')).toBe(false);
    expect(history.refusals.at(-1)?.code).toBe('text-closed');
    expect(history.enter('text.opened', openText(history.state, 'Not adopted'))).toBe(true);
    expect(history.amend('A', 'Article 2')).toBe(true);
  });

  test('words for a provision that was taken out meanwhile', () => {
    const history = new History(gauges);
    const { state: seen } = history;
    const [, second] = provisionsOf(seen);
    const id = provisionsOf(seen)[2]?.id ?? '';
    const pen = { provision: second?.id ?? '', words: '', seen, basis: '' };
    expect(history.enter('text.decided', editWords(seen, pen))).toBe(true);
    expect(history.amend('A', 'New words', history.state, id)).toBe(false);
    expect(history.refusals.at(-1)?.code).toBe('provision-gone');
  });
});

describe('amending', () => {
  test('an empty version would take out all', () => {
    const history = new History(gauges);
    expect(history.amend('A', '')).toBe(true);
    expect(readingOf(history.state, 'A')).toBe('');
    expect(provisionsOf(history.state).map(({ whole }) => whole?.kind)).toEqual(
      Array(3).fill('deleted'),
    );
  });

  test('words for an empty text', () => {
    const history = new History('');
    expect(history.amend('A', 'Article 1', history.state, 'start')).toBe(true);
    expect(readingOf(history.state, 'A')).toBe('Article 1\n');
  });

  test('equal proposals are one, with all who want them', () => {
    const history = new History(gauges);
    history.amend('A', gauges.replace('shall keep', 'should keep'));
    history.amend('B', gauges.replace('shall keep', 'should keep').replace('show', 'tell'));
    const { choices } = placedText(history.state);
    expect(choices.map(({ alternatives }) => alternatives[1]?.stances.length)).toEqual([2, 1]);
    expect(history.state.hunks).toHaveLength(2);
  });

  test('what a party has not touched stays its proposal', () => {
    const history = new History(gauges);
    history.amend('A', gauges.replace('shall keep', 'should keep'));
    const mine = readingOf(history.state, 'A');
    history.amend('A', mine.replace('show', 'tell'));
    expect(history.state.hunks.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'h1 open',
      'h2 open',
    ]);
  });

  test('a wording given up by all is withdrawn', () => {
    const history = new History(gauges);
    history.amend('A', gauges.replace('shall keep', 'should keep'));
    history.amend('A', gauges);
    expect(history.state.hunks[0]).toMatchObject({
      state: 'withdrawn',
      endedBy: history.state.seq,
    });
    expect(placedText(history.state).choices).toEqual([]);
  });

  test('one provision is amended from its own reading, and others are not touched', () => {
    const history = new History(gauges);
    const id = provisionsOf(history.state)[1]?.id ?? '';
    history.amend('A', 'Parties shall keep the gauges.', history.state, id);
    expect(readingOfProvision(history.state, id, 'A')).toBe('Parties shall keep the gauges.');
    expect(readingOfProvision(history.state, id)).toBe(
      'Parties shall keep the gauges of the river.',
    );
    history.amend('A', 'Parties may keep the gauges.\nThey may not.', history.state, id);
    expect(readingOf(history.state, 'A')).toBe(
      'Article 1\nParties may keep the gauges.\nThey may not.\nThey shall tell each other what the gauges show.\n',
    );
  });

  test('a new provision beside a changed one is a provision of its own', () => {
    const history = new History(gauges);
    history.amend('A', gauges.replace('river.', 'river and its arms.\nParties shall mend them.'));
    const views = provisionsOf(history.state);
    expect(views.map(({ id, number, whole }) => [id, number, whole?.kind])).toEqual([
      ['start', 1, undefined],
      ['base:2', 2, undefined],
      ['h2:1', undefined, 'new'],
      ['base:12', 3, undefined],
    ]);
    expect(readingOfProvision(history.state, 'h2:1', 'A')).toBe('Parties shall mend them.');
    expect(readingOfProvision(history.state, 'h2:1', 'B')).toBe('');
    history.amend('B', 'Parties may mend them.', history.state, 'h2:1');
    expect(readingOf(history.state, 'B')).toBe(
      gauges.replace('river.', 'river.\nParties may mend them.'),
    );
    history.amend('A', 'Parties shall mend them soon.', history.state, 'h2:1');
    expect(readingOf(history.state, 'A')).toContain('arms.\nParties shall mend them soon.\nThey');
  });

  test('a file that changes nothing still tells that its party has sent its words in', () => {
    const history = new History(gauges);
    const { state } = history;
    const file = { name: 'a.docx', sha256: '00' };
    const wording = { party: 'A', verb: 'propose', text: gauges, explanation: '', file } as const;
    history.enter('text.amended', amend(state, state, wording));
    expect(history.state.submitted).toEqual(['A']);
    expect(codeOf(amend(history.state, history.state, wording))).toBe('amendment-says-nothing');
  });
});

describe('late words', () => {
  test('what still fits is placed, what lost its words is told in its own', () => {
    const history = new History(gauges);
    const { state: seen } = history;
    history.amend('A', gauges.replace('keep the gauges', 'keep all marks'));
    history.decide(keys(history)[0] ?? '', { kind: 'alternative', index: 1 });
    const late = amend(history.state, seen, {
      party: 'B',
      verb: 'propose',
      text: gauges
        .replace('the gauges of the river', 'each gauge of the river')
        .replace('show', 'tell'),
      explanation: '',
    });
    if (!late.ok) throw new Error(late.reason.code);
    expect(late.value.hunks.map(({ insert }) => insert.join(' '))).toEqual(['tell']);
    expect(late.value.unplaced).toEqual([
      {
        context: expect.stringContaining('keep the gauges of the river') as string,
        removed: 'the gauges',
        inserted: 'each gauge',
        why: 'words-gone',
      },
    ]);
  });

  test('a deletion never takes out words that came between', () => {
    const history = new History('Parties shall keep the gauges of the river.\n');
    const { state: seen } = history;
    history.amend('A', 'Parties shall keep the old gauges of the river.');
    history.decide('h1', { kind: 'alternative', index: 1 });
    history.amend('B', 'Parties shall keep the river.', seen);
    const last = history.changes.at(-1);
    expect(last?.verb === 'text.amended' && last.payload.unplaced[0]?.why).toBe('words-between');
    expect(readingOf(history.state, 'B')).toBe('Parties shall keep the old gauges of the river.\n');
  });

  test('an insertion goes beside the neighbour that is left, and is flagged', () => {
    const history = new History('Parties shall keep gauges.\n');
    const { state: seen } = history;
    history.amend('A', 'Parties shall gauges.');
    history.decide('h1', { kind: 'alternative', index: 1 });
    history.amend('B', 'Parties shall always keep gauges.', seen);
    expect(readingOf(history.state, 'B')).toBe('Parties shall always gauges.\n');
    expect(history.state.hunks.at(-1)).toMatchObject({ shifted: true, insert: ['always'] });
  });

  test('an insertion between whose neighbours words came stays behind the first, and is flagged', () => {
    const history = new History('Parties shall keep gauges.\n');
    const { state: seen } = history;
    history.amend('A', 'Parties shall now keep gauges.');
    history.decide('h1', { kind: 'alternative', index: 1 });
    history.amend('B', 'Parties shall always keep gauges.', seen);
    expect(readingOf(history.state, 'B')).toBe('Parties shall always now keep gauges.\n');
    expect(history.state.hunks.at(-1)).toMatchObject({ shifted: true, insert: ['always'] });
  });

  test('a decision that moved a proposal is not undone once another moved it again', () => {
    const history = new History('Parties shall keep the gauges.\n');
    history.amend('A', 'Parties should keep the gauges.');
    history.amend('B', 'Parties shall keep the marks.');
    history.amend('C', '');
    history.decide('h1', { kind: 'alternative', index: 1 });
    const first = history.changes.at(-1);
    history.decide('h2', { kind: 'alternative', index: 1 });
    const last = history.changes.at(-1);
    expect(readingOf(history.state)).toBe('Parties should keep the marks.\n');
    expect(readingOf(history.state, 'C')).toBe('');
    expect(first && codeOf(undo(history.state, first, 'Mistaken'))).toBe('undo-changed-since');
    expect(history.undo(last)).toBe(true);
    expect(history.undo(first)).toBe(true);
    expect(readingOf(history.state)).toBe('Parties shall keep the gauges.\n');
  });
});

describe('what is undone', () => {
  test('never leaves a party with two wordings of the same words', () => {
    const history = new History('Parties shall cooperate.\n');
    history.amend('A', 'Parties should cooperate.');
    expect(say(history, 'B', ['h1'], 'support')).toBe('ok');
    expect(say(history, 'B', ['h1'], null)).toBe('ok');
    const takenBack = history.changes.at(-1);
    history.amend('B', 'Parties may cooperate.');
    expect(takenBack && codeOf(undo(history.state, takenBack, 'Mistaken'))).toBe(
      'undo-place-changed',
    );
    expect(readingOf(history.state, 'B')).toBe('Parties may cooperate.\n');
  });
});

describe('what hangs together', () => {
  test('is what overlaps, and what overlaps with that', () => {
    const history = new History('one two three four five six seven eight.\n');
    history.amend('A', 'one x five six seven eight.');
    history.amend('B', 'one two three y seven eight.');
    history.amend('C', 'one two three four five z eight.');
    history.amend('D', 'one two three four five six seven eight!');
    for (const { key, component } of placedText(history.state).choices) {
      expect(component).toEqual(key === 'h4' ? ['h4'] : ['h1', 'h2', 'h3']);
    }
  });
});

describe('a place that somebody pointed to', () => {
  test('is exact, shrinks, goes and comes back as the words do', () => {
    const history = new History('Parties shall keep the gauges.\n');
    history.enter(
      'text.commented',
      comment(history.state, { party: 'D', words: 'How?', from: 'base:1', to: 'base:2' }),
    );
    const found = () => {
      const anchor = history.state.comments[0]?.anchor;
      return anchor && mapAnchor(history.state, anchor);
    };
    const whole = { found: 'exact', from: 1, to: 3, provision: 'start', words: 'shall keep' };
    expect(found()).toEqual(whole);
    history.amend('A', 'Parties keep the gauges.');
    history.decide('h1', { kind: 'alternative', index: 1 });
    expect(found()).toEqual({ ...whole, found: 'shrunk', to: 2, words: 'keep' });
    const first = history.changes.at(-1);
    history.amend('B', 'Parties mend the gauges.');
    history.decide('h2', { kind: 'alternative', index: 1 });
    expect(found()).toMatchObject({ found: 'gone', words: '' });
    expect(history.undo(history.changes.at(-1))).toBe(true);
    expect(history.undo(first)).toBe(true);
    expect(found()).toEqual(whole);
  });
});

describe('three people at one bracket', () => {
  test('the later decision is refused, and stances still apply', () => {
    const history = new History('Parties shall cooperate.\n');
    history.amend('A', 'Parties should cooperate.');
    history.amend('B', 'Parties may cooperate.');
    const first = seenAs(history, 'h1');
    const second = seenAs(history, 'h1');
    expect(say(history, 'C', ['h2'], 'support')).toBe('ok');
    expect(codeOf(decide(history.state, { ...first, outcome: { kind: 'default' } }))).toBe(
      'choice-changed-meanwhile',
    );
    expect(history.decide('h1', { kind: 'words', words: 'will' })).toBe(true);
    expect(readingOf(history.state)).toBe('Parties will cooperate.\n');
    expect(codeOf(decide(history.state, { ...second, outcome: { kind: 'default' } }))).toBe(
      'choice-gone',
    );
    expect(say(history, 'D', ['h1'], 'support')).toBe('proposal-not-open');
  });

  test('a decision on a bracket that was just amended is refused', () => {
    const history = new History('Parties shall cooperate.\n');
    history.amend('A', 'Parties should cooperate.');
    const seen = seenAs(history, 'h1');
    history.amend('B', 'Parties may cooperate.');
    const outcome = { kind: 'alternative', index: 1 } as const;
    expect(codeOf(decide(history.state, { ...seen, outcome }))).toBe('choice-changed-meanwhile');
  });

  test('who supports another wording of the same words leaves its own', () => {
    const history = new History('Parties shall cooperate.\n');
    history.amend('A', 'Parties should cooperate.');
    history.amend('B', 'Parties may cooperate.');
    expect(say(history, 'B', ['h1'], 'support')).toBe('ok');
    expect(readingOf(history.state, 'B')).toBe('Parties should cooperate.\n');
    expect(history.state.hunks[1]?.state).toBe('withdrawn');
    expect(say(history, 'B', ['h1'], 'support')).toBe('stance-says-nothing');
    expect(say(history, 'A', ['h1'], null)).toBe('ok');
    expect(say(history, 'B', ['h1'], 'oppose')).toBe('ok');
    expect(history.state.hunks[0]).toMatchObject({ state: 'withdrawn' });
  });
});

describe('deciding', () => {
  test('what is rejected is closed, and what is disputed within the words stays open', () => {
    const history = new History('Parties shall keep the old gauges of the river.\n');
    history.amend('A', 'Parties shall keep the river.');
    history.amend('B', 'Parties shall keep the new gauges of the river.');
    expect(keys(history)).toEqual(['h1', 'h2']);
    expect(history.decide('h1', { kind: 'default' })).toBe(true);
    expect(keys(history)).toEqual(['h2']);
    expect(history.state.hunks[0]).toMatchObject({ state: 'closed' });
  });

  test('who would take out more goes on doing so when words within are agreed', () => {
    const history = new History('Parties shall keep the old gauges of the river.\n');
    history.amend('A', 'Parties shall keep the river.');
    history.amend('B', 'Parties shall keep the new gauges of the river.');
    expect(history.decide('h2', { kind: 'words', words: 'very latest' })).toBe(true);
    expect(readingOf(history.state)).toBe(
      'Parties shall keep the very latest gauges of the river.\n',
    );
    expect(readingOf(history.state, 'A')).toBe('Parties shall keep the river.\n');
    const last = history.changes.at(-1);
    expect(last?.verb === 'text.decided' && last.payload.moved.map(({ id }) => id)).toEqual(['h1']);
  });

  test('words that stay keep their ids', () => {
    const history = new History('Parties shall keep the old gauges of the river.\n');
    history.amend('A', 'States could keep the old gauges of the river.');
    history.decide('h1', { kind: 'words', words: 'All Parties could' });
    const ids = placedText(history.state).tokens.map(({ id, text }) => `${text} ${id}`);
    expect(ids.slice(0, 4)).toEqual(['All d6:0', 'Parties base:0', 'could d6:1', 'keep base:2']);
    expect([...originsOf(history.state)]).toEqual([
      ['base', 1],
      ['d6', 6],
    ]);
  });

  test('differences within an adopted provision stay open', () => {
    const history = new History('Article 1\n');
    const offer = 'Parties shall tell each other each month what the gauges of the river show.';
    history.amend('A', `Article 1\n${offer}`);
    history.amend('B', `Article 1\n${offer.replace('month', 'week')}`);
    say(history, 'C', ['h2'], 'support');
    say(history, 'D', ['h1'], 'support');
    const [choice] = placedText(history.state).choices;
    expect(choice?.alternatives).toHaveLength(2);
    history.decide(choice?.key ?? '', { kind: 'alternative', index: 1 });
    const [first, second] = history.state.hunks;
    expect([first?.state, second?.state].sort()).toEqual(['adopted', 'replaced']);
    const stands = readingOf(history.state);
    expect([readingOf(history.state, 'A'), readingOf(history.state, 'B')]).toEqual([
      `Article 1\n${offer}\n`,
      `Article 1\n${offer.replace('month', 'week')}\n`,
    ]);
    expect(readingOf(history.state, 'C')).toBe(readingOf(history.state, 'B'));
    const [carried] = placedText(history.state).choices;
    expect(carried?.alternatives[1]?.stances).toHaveLength(2);
    history.decide(carried?.key ?? '', { kind: 'alternative', index: 1 });
    expect(readingOf(history.state)).not.toBe(stands);
    expect(history.undo(history.changes.at(-1))).toBe(true);
    expect(readingOf(history.state)).toBe(stands);
  });

  test('a cut proposal is adopted with all its pieces', () => {
    const history = new History('a b c d e f g\n');
    history.amend('A', 'a x g');
    history.amend('B', 'a b c d y z w\n'.replace('g', ''));
    history.amend('C', 'k d e f g');
    const { choices } = placedText(history.state);
    const cut = choices.find((choice) => choice.cut);
    expect(cut).toBeDefined();
    const index = cut?.alternatives.findIndex(({ stances }) => stances.some(({ link }) => link));
    history.decide(cut?.key ?? '', { kind: 'alternative', index: index ?? 0 });
    const party = cut?.alternatives[index ?? 0]?.stances[0]?.party;
    expect(readingOf(history.state)).toBe(readingOf(history.state, party));
    expect(placedText(history.state).choices.some((choice) => choice.cut)).toBe(false);
  });

  test('the pen-holder changes a provision in which nothing is disputed', () => {
    const history = new History(gauges);
    history.amend('A', gauges.replace('shall keep', 'should keep'));
    history.amend('B', gauges.replace('show', 'tell'));
    history.decide('h2', { kind: 'default' });
    const [, second, third] = provisionsOf(history.state).map(({ id }) => id);
    const pen = { seen: history.state, basis: 'In the room' };
    const words = 'They shall share what the gauges show.';
    expect(codeOf(editWords(history.state, { ...pen, provision: second ?? '', words }))).toBe(
      'provision-disputed',
    );
    history.enter(
      'text.decided',
      editWords(history.state, { ...pen, provision: third ?? '', words }),
    );
    expect(readingOf(history.state)).toContain(`\n${words}\n`);
    expect(codeOf(editWords(history.state, { ...pen, provision: third ?? '', words }))).toBe(
      'provision-changed-meanwhile',
    );
    const now = { ...pen, seen: history.state };
    expect(codeOf(editWords(history.state, { ...now, provision: third ?? '', words }))).toBe(
      'words-unchanged',
    );
  });

  test('one proposal is split in two, and neighbours are seen as one', () => {
    const history = new History('Parties shall keep the old gauges of the river.\n');
    history.amend('A', 'Parties shall keep each new gauges of the river.');
    const readingBefore = readingOf(history.state, 'A');
    expect(
      history.enter(
        'text.choice-split',
        splitChoice(history.state, { hunk: 'h1', removed: 1, inserted: 1 }),
      ),
    ).toBe(true);
    expect(keys(history)).toEqual(['h2', 'h3']);
    expect(readingOf(history.state, 'A')).toBe(readingBefore);
    const joined = joinChoices(history.state, { first: 'h3', last: 'h2' });
    expect(history.enter('text.choices-joined', joined)).toBe(true);
    const [choice] = placedText(history.state).choices;
    expect(choice?.alternatives.map(({ words }) => words)).toEqual(['the old', 'each new']);
    history.decide('h2', { kind: 'alternative', index: 1 });
    expect(readingOf(history.state)).toBe(readingBefore);
    expect(history.state.hunks.map(({ state }) => state)).toEqual([
      'replaced',
      'adopted',
      'adopted',
    ]);
  });

  test('pieces of several proposals that are alike in one place only are not decided there', () => {
    const history = new History('a b c d e\n');
    history.amend('A', 'z d e');
    history.amend('B', 'a e');
    history.amend('C', 'a b e');
    const piece = placedText(history.state).choices.find(
      ({ cut, alternatives }) => cut && alternatives[1]?.hunks.length === 2,
    );
    const outcome = { kind: 'alternative', index: 1 } as const;
    const decided = decide(history.state, { ...seenAs(history, piece?.key ?? ''), outcome });
    expect(codeOf(decided)).toBe('choice-cut');
  });

  test('words put in at the front of a provision are its own, a provision put in there is not', () => {
    const history = new History('a b\nc\n');
    history.amend('A', 'a b\nx c');
    const id = 'base:2';
    const pen = { provision: id, words: 'c d', basis: '' };
    expect(codeOf(editWords(history.state, { ...pen, seen: history.state }))).toBe(
      'provision-disputed',
    );
    history.decide('h1', { kind: 'default' });
    history.amend('B', 'a b\nnew\nc');
    const penned = editWords(history.state, { ...pen, words: 'd c', seen: history.state });
    expect(history.enter('text.decided', penned)).toBe(true);
    expect(readingOf(history.state, 'B')).toBe('a b\nnew\nd c\n');
  });

  test('a later deletion around choices that are seen as one changes no reading', () => {
    const history = new History('x\na b\n');
    history.amend('B', 'x\nc b');
    history.amend('D', 'x\na d b');
    const joined = joinChoices(history.state, { first: 'h1', last: 'h2' });
    expect(history.enter('text.choices-joined', joined)).toBe(true);
    expect(placedText(history.state).choices).toHaveLength(1);
    history.amend('G', 'x\nnew\na b');
    history.amend('F', 'x');
    expect(say(history, 'F', ['h3'], 'support')).toBe('ok');
    for (const [party, reading] of [
      ['F', 'x\nnew\n'],
      ['G', 'x\nnew\na b\n'],
      ['B', 'x\nc b\n'],
    ] as const) {
      expect(readingOf(history.state, party)).toBe(reading);
      expect(joinTokens(readingTokens(placedText(history.state).items, party))).toBe(reading);
    }
  });

  test('two insertions that a decision brings together are read in their order, as one', () => {
    const history = new History('a b c\n');
    history.amend('A', 'a b y c');
    history.amend('A', 'a x b y c');
    history.amend('B', 'a x b c');
    history.amend('C', 'a c');
    const taken = placedText(history.state).choices.find(({ from, to }) => from < to);
    expect(history.decide(taken?.key ?? '', { kind: 'alternative', index: 1 })).toBe(true);
    for (const [party, reading] of [
      ['A', 'a x y c\n'],
      ['B', 'a x c\n'],
      ['C', 'a c\n'],
    ] as const) {
      expect(readingOf(history.state, party)).toBe(reading);
      expect(joinTokens(readingTokens(placedText(history.state).items, party))).toBe(reading);
    }
    expect(placedText(history.state).choices).toHaveLength(1);
    const pen = { provision: 'start', words: 'a c', seen: history.state, basis: '' };
    expect(codeOf(editWords(history.state, pen))).toBe('provision-disputed');
    history.decide('h1', { kind: 'alternative', index: 1 });
    expect(['a x y c\n', 'a x c\n']).toContain(readingOf(history.state));
  });

  test('only what is undisputed is agreed, and it can be opened again', () => {
    const history = new History(gauges);
    history.amend('A', gauges.replace('shall keep', 'should keep'));
    const [first, second] = provisionsOf(history.state).map(({ id }) => id);
    const settle = (provision: string, status: 'agreed' | 'ad-referendum' | 'open') => {
      const settled = settleProvision(history.state, { provision, status, reason: 'So said' });
      history.enter('text.provision-settled', settled);
      return codeOf(settled);
    };
    expect(settle(second ?? '', 'agreed')).toBe('provision-has-choices');
    expect(settle(first ?? '', 'ad-referendum')).toBe('ok');
    expect(settle(first ?? '', 'agreed')).toBe('ok');
    expect(settle(first ?? '', 'agreed')).toBe('provision-stands-so');
    expect(measure(history.state)).toMatchObject({
      provisionsAgreed: 1,
      provisionsAdReferendum: 0,
    });
    expect(history.undo(history.changes.at(-1))).toBe(true);
    expect(measure(history.state).provisionsAdReferendum).toBe(1);
    expect(settle(first ?? '', 'open')).toBe('ok');
    expect(settle('base:9999', 'agreed')).toBe('provision-gone');
  });
});

describe('undoing later', () => {
  test('is refused where the words were changed again, and works in reverse order', () => {
    const history = new History('Parties shall cooperate.\n');
    history.amend('A', 'Parties should cooperate.');
    history.decide('h1', { kind: 'alternative', index: 1 });
    const first = history.changes.at(-1);
    history.amend('B', 'Parties may cooperate.');
    history.decide('h2', { kind: 'alternative', index: 1 });
    const second = history.changes.at(-1);
    expect(first && codeOf(undo(history.state, first, ''))).toBe('undo-changed-since');
    expect(history.undo(second)).toBe(true);
    expect(first && codeOf(undo(history.state, first, ''))).toBe('undo-place-changed');
    expect(say(history, 'B', ['h2'], null)).toBe('ok');
    expect(history.undo(first)).toBe(true);
    expect(readingOf(history.state)).toBe('Parties shall cooperate.\n');
    expect(readingOf(history.state, 'A')).toBe('Parties should cooperate.\n');
  });

  test('a decision elsewhere does not stand in the way', () => {
    const history = new History(gauges);
    history.amend('A', gauges.replace('shall keep', 'should keep').replace('show', 'tell'));
    history.decide('h1', { kind: 'alternative', index: 1 });
    const first = history.changes.at(-1);
    history.decide('h2', { kind: 'alternative', index: 1 });
    expect(history.undo(first)).toBe(true);
    expect(readingOf(history.state)).toBe(gauges.replace('show', 'tell'));
  });
});

describe('brackets of the text itself', () => {
  const rows: readonly [string, number, string][] = [
    ['the [holistic] nature', 0, 'the holistic nature'],
    ['the [holistic] nature', 1, 'the nature'],
    ['Parties [shall / should] meet', 1, 'Parties should meet'],
    ['Part[y] [ies] may', 0, 'Party [ies] may'],
    ['Part[y] [ies] may', 1, 'Part [ies] may'],
    ['meet [often][soon].', 0, 'meet often [soon].'],
    ['meet [often][soon].', 1, 'meet [soon].'],
    ['a [b [c] d] e', 0, 'a b [c] d e'],
    ['a] b [c] [d', 0, 'a] b c [d'],
    ['السلطات [يجب] أن تتعاون', 1, 'السلطات أن تتعاون'],
  ];
  test.each(rows)('%s, alternative %i: %s', (text, index, agreed) => {
    const history = new History(`${text}\n`);
    const [choice] = placedText(history.state).choices;
    expect(choice).toMatchObject({ literal: true, provision: 'start' });
    expect(history.decide(choice?.key ?? '', { kind: 'alternative', index })).toBe(true);
    expect(readingOf(history.state)).toBe(`${agreed}\n`);
    expect(history.undo(history.changes.at(-1))).toBe(true);
    expect(readingOf(history.state)).toBe(`${text}\n`);
  });

  test('a bracket that touched the one in front of it leaves a space behind', () => {
    const history = new History('meet [often][soon].\n');
    const [, second] = placedText(history.state).choices;
    expect(history.decide(second?.key ?? '', { kind: 'alternative', index: 0 })).toBe(true);
    expect(readingOf(history.state)).toBe('meet [often] soon.\n');
  });

  test('right-to-left words are amended and decided like any others', () => {
    const history = new History('تتعاون [الأطراف] بشأن النهر، وتتبادل البيانات.\n');
    history.amend('A', 'تتعاون [الأطراف] بشأن النهر، وتتبادل المعلومات.');
    expect(readingOf(history.state, 'A')).toBe('تتعاون [الأطراف] بشأن النهر، وتتبادل المعلومات.\n');
    history.decide('h1', { kind: 'alternative', index: 1 });
    expect(readingOf(history.state)).toContain('المعلومات.');
    expect(placedText(history.state).choices.map(({ literal }) => literal)).toEqual([true]);
  });

  test('ten thousand within each other', () => {
    const depth = 10_000;
    const history = new History(`${'['.repeat(depth)}x${']'.repeat(depth)}\n`);
    const { choices } = placedText(history.state);
    expect(choices).toHaveLength(depth);
    expect(choices.at(-1)).toMatchObject({ depth: depth - 1, parent: choices.at(-2)?.key });
    expect(history.decide(choices[5_000]?.key ?? '', { kind: 'default' })).toBe(true);
    expect(placedText(history.state).choices).toHaveLength(depth - 1);
    expect(measure(history.state)).toMatchObject({ wordsAgreed: 0, wordsDisputed: 1 });
    expect(history.amend('A', readingOf(history.state).replace('x', 'y z'))).toBe(true);
    expect(provisionsOf(history.state)).toHaveLength(1);
  });
});

describe('measuring', () => {
  test('words agreed, disputed, and who stands on how many choices', () => {
    const history = new History('Parties shall keep gauges.\nThey [may] meet.\n');
    history.amend('A', 'Parties should keep gauges.\nThey [may] meet.\nThey shall report.');
    history.amend('B', 'Parties should keep gauges.\nThey [may] meet.');
    const { byProvision, ...summary } = measure(history.state);
    expect(summary).toEqual({
      openChoices: 3,
      wordsAgreed: 5,
      wordsDisputed: 6,
      provisions: 2,
      provisionsAgreed: 0,
      provisionsAdReferendum: 0,
      byParty: [
        { party: 'A', choices: 2 },
        { party: 'B', choices: 1 },
      ],
    });
    expect(byProvision).toEqual([
      { id: 'start', openChoices: 1, words: 4, disputed: 2 },
      { id: 'base:5', openChoices: 1, words: 3, disputed: 1 },
      { id: 'h2:1', openChoices: 1, words: 0, disputed: 3 },
    ]);
  });

  test('labels and kinds', () => {
    const history = new History(
      'Article 4\n1. The Parties shall:\n(a) Keep gauges;\nPP2 bis. Recalling the flood,\nNoting this:\n',
    );
    expect(provisionsOf(history.state).map(({ label, kind }) => [label, kind])).toEqual([
      ['Article 4', 'heading'],
      ['1', 'paragraph'],
      ['(a)', 'subparagraph'],
      ['PP2 bis', 'preambular'],
      ['', 'chapeau'],
    ]);
  });
});

describe('size', () => {
  test('a million words are amended, placed and measured', () => {
    const line = 'Parties keep the gauges of the river in good order and tell each other all year';
    const words = line.split(' ').length;
    const lines = Array.from({ length: 1_000_000 / words }, (_none, index) => `${line} ${index}\n`);
    const tokens = tokenise(lines.join(''));
    const tabled = {
      number: 1,
      title: '',
      kind: 'report',
      proponents: [],
      tokeniser: 1,
      tokens,
    } as const;
    const state = applyChange(undefined, { seq: 1, verb: 'text.tabled', payload: tabled });
    const id = provisionsOf(state)[40_000]?.id ?? '';
    const wording = { party: 'A', verb: 'propose', text: 'No gauges.', explanation: '' } as const;
    const amended = amend(state, state, { ...wording, provision: id });
    if (!amended.ok) throw new Error(amended.reason.code);
    const after = applyChange(state, { seq: 2, verb: 'text.amended', payload: amended.value });
    expect(readingOfProvision(after, id, 'A')).toBe('No gauges.');
    expect(measure(after).openChoices).toBeGreaterThan(0);
  }, 30_000);

  test('a text as long as can be sent is amended in a whole', () => {
    const line = 'Parties keep the gauges of the river in good order and tell each other all year';
    const lines = Array.from({ length: 20_000 }, (_none, index) => `${line} ${index}`);
    const history = new History(lines.join('\n'));
    const version = lines.map((each, at) => (at % 50 === 0 ? each.replace('keep', 'mend') : each));
    expect(history.amend('A', version.join('\n'))).toBe(true);
    expect(history.state.hunks).toHaveLength(400);
  }, 30_000);
});
