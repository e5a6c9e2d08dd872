import fc from 'fast-check';
import { amend } from '#core/text/living/amend.ts';
import { applyChange } from '#core/text/living/apply.ts';
import type { TextChange } from '#core/text/living/changes.ts';
import { comment } from '#core/text/living/comment.ts';
import { decide, type Decision } from '#core/text/living/decide.ts';
import { editWords } from '#core/text/living/edit-words.ts';
import { joinChoices } from '#core/text/living/join-choices.ts';
import { markChoice } from '#core/text/living/mark-choice.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import { splitChoice } from '#core/text/living/split-choice.ts';
import type { TextState } from '#core/text/living/state.ts';
import { livingIds, streamOf } from '#core/text/living/stream.ts';
import { takeStance } from '#core/text/living/take-stance.ts';
import { undo } from '#core/text/living/undo.ts';
import type { Reason, Result } from '#core/result.ts';
import { stanceVerbs } from '#core/text/stance.ts';
import { tokenise } from '#core/text/tokens.ts';

/** One thing that somebody does; numbers pick among what there is at that moment. */
export interface Deed {
  readonly kind: (typeof deedKinds)[number];
  readonly party: number;
  readonly picks: readonly number[];
}

const deedKinds = [
  'amend',
  'amend',
  'amend',
  'amendProvision',
  'amendLate',
  'stance',
  'decide',
  'decide',
  'split',
  'join',
  'mark',
  'pen',
  'comment',
  'undoLast',
  'undo',
] as const;

export const parties = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

/** Few words, so that changes meet and much can stand in several places. */
const vocabulary = [
  'shall',
  'should',
  'may',
  'and',
  'rivers',
  'basin',
  ',',
  '.',
  '(a)',
  '[',
  ']',
  '/',
];

/** Long enough for wordings of it to be shown as one with differences within. */
const longLine =
  'Invites each party of the basin to tell the others what it has done about the gauges of its rivers';

export const word = fc.constantFrom(...vocabulary);
const line = fc.array(word, { minLength: 1, maxLength: 7 }).map((words) => words.join(' '));
export const baseText = fc
  .array(line, { minLength: 0, maxLength: 5 })
  .map((lines) => lines.map((each) => `${each}\n`).join(''));

export const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom(...deedKinds),
  party: fc.nat({ max: parties.length - 1 }),
  picks: fc.array(fc.nat({ max: 9_999 }), { minLength: 12, maxLength: 12 }),
});

/** A text with all that was done to it. */
export class History {
  readonly states: TextState[] = [];
  readonly changes: TextChange[] = [];
  readonly refusals: Reason[] = [];

  constructor(text: string) {
    this.record({
      seq: 1,
      verb: 'text.tabled',
      payload: {
        number: 1,
        title: 'On rivers',
        kind: 'recommendation',
        proponents: ['A'],
        tokeniser: 1,
        tokens: tokenise(text),
      },
    });
  }

  get state(): TextState {
    const state = this.states.at(-1);
    if (!state) throw new Error('No history without a text');
    return state;
  }

  record(change: TextChange): void {
    this.changes.push(structuredClone(change));
    this.states.push(applyChange(this.states.at(-1), change));
  }

  /** Enters what was allowed, and tells whether it was. */
  enter<Verb extends TextChange['verb']>(
    verb: Verb,
    result: Result<Extract<TextChange, { verb: Verb }>['payload']>,
  ): boolean {
    if (!result.ok) {
      this.refusals.push(result.reason);
      return false;
    }
    // Numbers skip, for other entries of the group come between.
    const seq = this.state.seq + 1 + (this.states.length % 3);
    this.record({ seq, verb, payload: structuredClone(result.value) } as TextChange);
    return true;
  }

  amend(party: string, text: string, seen = this.state, provision?: string): boolean {
    const wording = { party, verb: 'propose' as const, text, explanation: '' };
    return this.enter(
      'text.amended',
      amend(this.state, seen, provision === undefined ? wording : { ...wording, provision }),
    );
  }

  /** Decides a choice as it is now. */
  decide(key: string, outcome: Decision['outcome']): boolean {
    const choice = placedText(this.state).choices.find((one) => one.key === key);
    const fingerprint = choice?.fingerprint ?? '';
    return this.enter(
      'text.decided',
      decide(this.state, { choice: key, fingerprint, outcome, basis: 'In the room' }),
    );
  }

  undo(change: TextChange | undefined): boolean {
    return change !== undefined && this.enter('text.undone', undo(this.state, change, 'Mistaken'));
  }

  do({ kind, party: number, picks }: Deed): boolean {
    const { state } = this;
    const party = parties[number] ?? 'A';
    const [one = 0, two = 0, three = 0, four = 0] = picks;
    const { choices } = placedText(state);
    const choice = at(choices, one);
    const open = state.hunks.filter((hunk) => hunk.state === 'open');
    switch (kind) {
      case 'amend':
        return this.amend(party, varied(readingOf(state, party), picks));
      case 'amendProvision': {
        const provision = at(provisionsOf(state), one);
        if (!provision) return false;
        return this.amend(party, varied('shall and rivers', picks), state, provision.id);
      }
      case 'amendLate': {
        const seen = at(this.states, one) ?? state;
        return this.amend(party, varied(readingOf(seen, party), picks), seen);
      }
      case 'stance': {
        const hunk = at(open, one);
        const verb = at([...stanceVerbs, null], two) ?? null;
        const hunks = hunk ? [hunk.id] : [];
        return this.enter(
          'text.stance-taken',
          takeStance(state, { party, hunks, verb, explanation: '' }),
        );
      }
      case 'decide':
        return choice ? this.decide(choice.key, outcome(choice.alternatives.length, picks)) : false;
      case 'split': {
        const hunk = at(open, one)?.id ?? '';
        const where = { hunk, removed: two % 4, inserted: three % 4 };
        return this.enter('text.choice-split', splitChoice(state, where));
      }
      case 'join': {
        const first = choice?.key ?? '';
        const last = choices[(one % Math.max(1, choices.length)) + 1]?.key ?? '';
        return this.enter('text.choices-joined', joinChoices(state, { first, last }));
      }
      case 'mark': {
        const mark = at(['oneOf', 'optional', null] as const, two) ?? null;
        return this.enter(
          'text.choice-marked',
          markChoice(state, { choice: choice?.key ?? '', kind: mark }),
        );
      }
      case 'pen': {
        const provision = at(provisionsOf(state), one)?.id ?? '';
        const words = varied('rivers shall', picks);
        return this.enter(
          'text.decided',
          editWords(state, { provision, words, seen: state, basis: '' }),
        );
      }
      case 'comment': {
        const ids = livingIds(streamOf(state));
        const [from, to] = [one % Math.max(1, ids.length), two % Math.max(1, ids.length)];
        const [first = '', last = ''] = [ids[Math.min(from, to)], ids[Math.max(from, to)]];
        return this.enter(
          'text.commented',
          comment(state, { party, words: 'Why?', from: first, to: last }),
        );
      }
      case 'undoLast':
        return this.undo(this.changes.at(-1));
      case 'undo':
        return this.undo(at(this.changes, four));
    }
  }
}

function at<T>(row: readonly T[], pick: number): T | undefined {
  return row.length === 0 ? undefined : row[pick % row.length];
}

function outcome(alternatives: number, picks: readonly number[]): Decision['outcome'] {
  const [, two = 0, three = 0] = picks;
  if (two % 4 === 0) return { kind: 'default' };
  if (two % 4 === 1) return { kind: 'words', words: varied('shall', picks.slice(2)) };
  return { kind: 'alternative', index: alternatives === 0 ? 0 : three % alternatives };
}

/** A text with up to three words, lines or ends of lines put in, taken out or replaced. */
export function varied(text: string, picks: readonly number[]): string {
  const tokens = text.split(/ |(\n)/).filter((token) => token !== undefined && token !== '');
  const edits = 1 + ((picks[4] ?? 0) % 3);
  for (let edit = 0; edit < edits; edit++) {
    const [where = 0, how = 0] = picks.slice(5 + 2 * edit);
    const place = where % (tokens.length + 1);
    const chosen = vocabulary[how % vocabulary.length] ?? '';
    const kind = how % 13;
    if (kind < 3) tokens.splice(place, 1 + (how % 3), chosen);
    else if (kind < 6) tokens.splice(place, 0, chosen);
    else if (kind < 8) tokens.splice(place, 1 + (how % 4));
    else if (kind < 9) tokens.splice(place, 0, '\n');
    else if (kind < 10) tokens.splice(place, 0, '\n', chosen, 'basin', '\n');
    else if (kind < 12) tokens.splice(place, 0, '\n', ...long(how), '\n');
    else tokens.length = 0;
  }
  return tokens.join(' ');
}

function long(pick: number): string[] {
  const words = longLine.split(' ');
  words.splice(pick % words.length, 1, vocabulary[pick % vocabulary.length] ?? '');
  return words;
}
