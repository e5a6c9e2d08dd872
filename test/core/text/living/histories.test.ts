import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readingTokens } from '#core/text/reading.ts';
import { joinTokens, paragraphEnd } from '#core/text/tokens.ts';
import { amend } from '#core/text/living/amend.ts';
import { mapAnchor } from '#core/text/living/anchors.ts';
import { applyChange } from '#core/text/living/apply.ts';
import type { TextChange } from '#core/text/living/changes.ts';
import { decide } from '#core/text/living/decide.ts';
import { measure } from '#core/text/living/measure.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionText } from '#core/text/living/provision-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import { isSound } from '#core/text/living/soundness.ts';
import type { TextState } from '#core/text/living/state.ts';
import { placeOf, streamOf } from '#core/text/living/stream.ts';
import { undo } from '#core/text/living/undo.ts';
import { baseText, type Deed, deed, History, parties, varied } from './history.ts';

const histories = fc.tuple(baseText, fc.array(deed, { minLength: 1, maxLength: 14 }));
const runs = Number(process.env['LIVING_RUNS'] ?? 300);

function check(law: (history: History, deeds: readonly Deed[]) => void): void {
  fc.assert(
    fc.property(histories, ([text, deeds]) => law(new History(text), deeds)),
    { numRuns: runs },
  );
}

function readings(state: TextState): Record<string, string> {
  return Object.fromEntries(
    [undefined, ...parties].map((party) => [party ?? 'nobody', readingOf(state, party)]),
  );
}

describe('histories', () => {
  test('an amendment makes the reading of its party exactly its text, and no other', () => {
    check((history, deeds) => {
      for (const each of deeds) {
        const before = history.state;
        const party = parties[each.party] ?? 'A';
        const text = varied(readingOf(before, party), each.picks);
        if (each.kind !== 'amend') {
          history.do(each);
          continue;
        }
        const amended = history.amend(party, text);
        if (amended) {
          expect({ ...readings(before), [party]: provisionText(text) }).toEqual(
            readings(history.state),
          );
        } else if (history.refusals.at(-1)?.code === 'amendment-says-nothing') {
          expect(readingOf(before, party)).toBe(provisionText(text));
        }
      }
    });
  });

  test('a party reads what the text with its brackets says it reads', () => {
    check((history, deeds) => {
      for (const each of deeds) history.do(each);
      const { state } = history;
      const { items } = placedText(state);
      for (const party of [undefined, ...parties]) {
        expect(joinTokens(readingTokens(items, party))).toBe(readingOf(state, party));
      }
    });
  });

  test('the words as they stand change by decisions and their undoing only', () => {
    check((history, deeds) => {
      for (const each of deeds) {
        const before = readingOf(history.state);
        if (!history.do(each)) continue;
        const last = history.changes.at(-1);
        const verb = last?.verb === 'text.undone' ? last.payload.verb : last?.verb;
        if (verb !== 'text.decided') expect(readingOf(history.state)).toBe(before);
      }
    });
  });

  test('splitting, joining, marking, commenting and what one party says change no other reading', () => {
    check((history, deeds) => {
      for (const each of deeds) {
        const before = readings(history.state);
        if (!history.do(each)) continue;
        const last = history.changes.at(-1);
        if (!last || last.verb === 'text.decided' || last.verb === 'text.undone') continue;
        const own =
          'party' in last.payload && last.verb !== 'text.commented' ? last.payload.party : '';
        const after = readings(history.state);
        for (const party of Object.keys(before)) {
          if (party !== own) expect(after[party]).toBe(before[party]);
        }
      }
    });
  });

  test('the record alone makes the same text again, also as a database hands it back', () => {
    check((history, deeds) => {
      for (const each of deeds) history.do(each);
      let state: TextState | undefined;
      for (const change of history.changes) {
        const read = JSON.parse(JSON.stringify(change)) as TextChange;
        state = applyChange(state && (JSON.parse(JSON.stringify(state)) as TextState), read);
      }
      expect(JSON.stringify(state)).toBe(JSON.stringify(history.state));
    });
  });

  test('no token lives twice, every source keeps its order, every open hunk its place', () => {
    check((history, deeds) => {
      for (const each of deeds) {
        history.do(each);
        const { state } = history;
        expect(isSound(state)).toBe(true);
        const next = new Map<string, number>();
        for (const { source, from, to } of state.stream) {
          expect(from).toBeLessThan(to);
          if (source === 'base') expect(from).toBe(next.get(source) ?? 0);
          expect(from).toBeGreaterThanOrEqual(next.get(source) ?? 0);
          next.set(source, to);
        }
        const { tokens } = placedText(state);
        expect(new Set(tokens.map(({ id }) => id)).size).toBe(tokens.length);
      }
    });
  });

  test('undoing the latest change restores every reading, and every hunk there was', () => {
    check((history, deeds) => {
      for (const each of deeds) {
        const before = history.state;
        if (!history.do(each)) continue;
        const last = history.changes.at(-1);
        if (!last || last.verb === 'text.undone') continue;
        const undone = undo(history.state, last, 'Mistaken');
        expect(undone.ok ? '' : undone.reason.code).toBe('');
        if (!undone.ok) continue;
        const seq = history.state.seq + 1;
        const after = applyChange(history.state, {
          seq,
          verb: 'text.undone',
          payload: undone.value,
        });
        expect(readings(after)).toEqual(readings(before));
        expect(after.hunks.slice(0, before.hunks.length)).toEqual(before.hunks);
        expect(after.hunks.slice(before.hunks.length).some(({ state }) => state === 'open')).toBe(
          false,
        );
        expect(placedText(after).tokens).toEqual(placedText(before).tokens);
        expect(placedText(after).choices).toEqual(placedText(before).choices);
        const { submitted, kinds, joined, settlements, closed } = before;
        expect(after).toMatchObject({ submitted, kinds, joined, settlements, closed });
      }
    });
  });

  test('a later undoing restores what it names, or is refused with its reason', () => {
    const codes = new Set<string>();
    check((history, deeds) => {
      for (const each of deeds) history.do(each);
      for (const change of history.changes) {
        const undone = undo(history.state, change, 'Mistaken');
        if (!undone.ok) {
          codes.add(undone.reason.code);
          continue;
        }
        const seq = history.state.seq + 1;
        const after = applyChange(history.state, {
          seq,
          verb: 'text.undone',
          payload: undone.value,
        });
        expect(isSound(after)).toBe(true);
        expect(after.undone).toContain(change.seq);
        const again = undo(after, change, 'Mistaken');
        expect(again.ok ? 'ok' : again.reason.code).toBe('undone-already');
      }
    });
    for (const code of codes) {
      expect([
        'cannot-be-undone',
        'undone-already',
        'undo-changed-since',
        'undo-place-changed',
      ]).toContain(code);
    }
  });

  test('decisions on different components come to the same in either order', () => {
    let both = 0;
    check((history, deeds) => {
      for (const each of deeds) history.do(each);
      const { state } = history;
      const { choices } = placedText(state);
      const [one] = choices;
      const other = choices.findLast(
        ({ component }) => one && !component.some((id) => one.component.includes(id)),
      );
      if (!one || !other || one.literal || other.literal) return;
      const decideOn = (before: TextState, choice: typeof one, pick: number) => {
        const kind = pick % 2 === 0 ? 'alternative' : 'words';
        const result = decide(before, {
          choice: choice.key,
          fingerprint: choice.fingerprint,
          outcome:
            kind === 'words'
              ? { kind, words: 'may and' }
              : { kind, index: pick % choice.alternatives.length },
          basis: '',
        });
        if (!result.ok) return undefined;
        const seq = before.seq + 1;
        return applyChange(before, { seq, verb: 'text.decided', payload: result.value });
      };
      const [picks] = deeds.map((each) => each.picks);
      const [first = 0, second = 0] = picks ?? [];
      const ahead = decideOn(state, one, first);
      const behind = decideOn(state, other, second);
      const there = ahead && decideOn(ahead, other, second);
      const back = behind && decideOn(behind, one, first);
      if (!there || !back) return;
      both++;
      expect(readings(there)).toEqual(readings(back));
    });
    expect(both).toBeGreaterThan(runs / 20);
  });

  test('a decision that names another state of its choice is refused', () => {
    check((history, deeds) => {
      for (const each of deeds) history.do(each);
      for (const { key, fingerprint } of placedText(history.state).choices) {
        const outcome = { kind: 'default' } as const;
        const stale = { choice: key, fingerprint: `${fingerprint}0`, outcome, basis: '' };
        const decided = decide(history.state, stale);
        expect(decided.ok ? 'ok' : decided.reason.code).toBe('choice-changed-meanwhile');
      }
    });
  });

  test('a fingerprint is another when a choice looks otherwise', () => {
    check((history, deeds) => {
      const looks = new Map<string, string>();
      for (const each of deeds) {
        history.do(each);
        for (const choice of placedText(history.state).choices) {
          const { fingerprint, key, alternatives } = choice;
          const look = JSON.stringify(
            alternatives.map(({ words, stances, hunks }) => [
              words,
              stances.map(({ party, verb }) => [party, verb]),
              hunks,
            ]),
          );
          const name = `${key} ${fingerprint}`;
          expect(looks.get(name) ?? look).toBe(look);
          looks.set(name, look);
        }
      }
    });
  });

  test('a default decision changes no words, closes the hunks there, and leaves those within', () => {
    check((history, deeds) => {
      for (const each of deeds) history.do(each);
      const before = history.state;
      for (const choice of placedText(before).choices.filter(({ literal }) => !literal)) {
        const outcome = { kind: 'default' } as const;
        const { key, fingerprint } = choice;
        const decided = decide(before, { choice: key, fingerprint, outcome, basis: '' });
        if (!decided.ok) throw new Error(decided.reason.code);
        const seq = before.seq + 1;
        const after = applyChange(before, { seq, verb: 'text.decided', payload: decided.value });
        expect(readingOf(after)).toBe(readingOf(before));
        const own = new Set(choice.alternatives.flatMap(({ hunks }) => hunks));
        for (const [index, hunk] of after.hunks.entries()) {
          if (own.has(hunk.id)) expect(hunk).toMatchObject({ state: 'closed', endedBy: seq });
          else expect(hunk).toEqual(before.hunks[index]);
        }
      }
    });
  });

  test('agreed words stand where the choice was, and nothing else changes', () => {
    check((history, deeds) => {
      for (const each of deeds) history.do(each);
      const before = history.state;
      const { choices, tokens } = placedText(before);
      for (const choice of choices) {
        const { key, fingerprint, from, to } = choice;
        const outcome = { kind: 'words', words: 'may agree' } as const;
        const decided = decide(before, { choice: key, fingerprint, outcome, basis: '' });
        if (!decided.ok) throw new Error(decided.reason.code);
        const seq = before.seq + 1;
        const after = applyChange(before, { seq, verb: 'text.decided', payload: decided.value });
        const words = tokens.map(({ text }) => text);
        const agreed = streamOf(after).living.slice(
          from,
          after && streamOf(after).living.length - (words.length - to),
        );
        expect(agreed.filter((token) => token !== paragraphEnd)).toEqual(['may', 'agree']);
        expect(streamOf(after).living.slice(0, from)).toEqual(words.slice(0, from));
        expect(decided.value.agreed.trim()).toBe('may agree');
        expect(isSound(after)).toBe(true);
      }
    });
  });

  test('adopting what a party wants gives it its words there', () => {
    check((history, deeds) => {
      for (const each of deeds) history.do(each);
      const before = history.state;
      for (const choice of placedText(before).choices.filter(
        ({ literal, cut }) => !literal && !cut,
      )) {
        choice.alternatives.forEach((alternative, index) => {
          if (index === 0) return;
          const { key, fingerprint } = choice;
          const outcome = { kind: 'alternative', index } as const;
          const decided = decide(before, { choice: key, fingerprint, outcome, basis: '' });
          if (!decided.ok) throw new Error(decided.reason.code);
          expect(decided.value.agreed).toBe(alternative.words);
          const seq = before.seq + 1;
          const after = applyChange(before, { seq, verb: 'text.decided', payload: decided.value });
          expect(isSound(after)).toBe(true);
          for (const { party, verb } of alternative.stances) {
            if (verb !== 'propose' || choice.depth > 0) continue;
            expect(readingOf(after, party)).toBe(readingOf(before, party));
          }
        });
      }
    });
  });

  test('anchors never turn round, keep their provision, and come back with what is undone', () => {
    let lost = 0;
    check((history, deeds) => {
      for (const each of deeds) {
        const before = history.state;
        if (!history.do(each)) continue;
        const { state } = history;
        const last = history.changes.at(-1);
        const undone = last && last.verb !== 'text.undone' ? undo(state, last, '') : undefined;
        for (const { anchor } of before.comments) {
          const mapped = mapAnchor(state, anchor);
          const { from = -1, to = -2, provision = '' } = mapped;
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(mapped.found === 'gone').toBe(from === to);
          expect(mapped.found === 'exact').toBe(from < to && mapped.words === anchor.quote);
          const places = provisionsOf(state).map(({ id }) => id);
          if (places.length > 0 && from < to) expect(places).toContain(provision);
          if (mapped.found !== 'exact') lost++;
          if (!undone?.ok) continue;
          const seq = state.seq + 1;
          const back = applyChange(state, { seq, verb: 'text.undone', payload: undone.value });
          expect(mapAnchor(back, anchor)).toEqual(mapAnchor(before, anchor));
        }
      }
    });
    expect(lost).toBeGreaterThan(runs / 20);
  });

  test('provisions are balanced, hold every item once, and read as the text does', () => {
    check((history, deeds) => {
      for (const each of deeds) history.do(each);
      const { state } = history;
      const provisions = provisionsOf(state);
      for (const { items, id } of provisions) {
        let depth = 0;
        for (const item of items) {
          if (typeof item === 'string') continue;
          if (item.mark === 'choice') depth++;
          if (item.mark === 'end') depth--;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
        expect(id).not.toBe('');
      }
      expect(new Set(provisions.map(({ id }) => id)).size).toBe(provisions.length);
      for (const party of [undefined, ...parties]) {
        const words = provisions.flatMap(({ items }) => readingTokens(items, party));
        expect(joinTokens(words)).toBe(readingOf(state, party));
      }
      const { wordsAgreed, wordsDisputed, openChoices } = measure(state);
      expect(wordsAgreed + wordsDisputed).toBeGreaterThanOrEqual(0);
      expect(openChoices).toBe(placedText(state).choices.length);
      if (openChoices === 0) expect(wordsDisputed).toBe(0);
    });
  });

  test('an amendment against an older text never takes out words its author did not see', () => {
    check((history, deeds) => {
      for (const each of deeds) history.do(each);
      for (const seen of history.states) {
        const party = 'A';
        const text = varied(readingOf(seen, party), deeds[0]?.picks ?? []);
        const amended = amend(history.state, seen, {
          party,
          verb: 'propose',
          text,
          explanation: '',
        });
        if (!amended.ok) continue;
        const before = streamOf(seen);
        for (const { remove } of amended.value.hunks) {
          for (const { source, from, to } of remove) {
            for (let index = from; index < to; index++) {
              expect(placeOf(before, `${source}:${index}`)).toBeDefined();
            }
          }
        }
        const seq = history.state.seq + 1;
        const after = applyChange(history.state, {
          seq,
          verb: 'text.amended',
          payload: amended.value,
        });
        expect(isSound(after)).toBe(true);
      }
    });
  });
});
