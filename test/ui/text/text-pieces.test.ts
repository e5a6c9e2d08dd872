import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#core/text/compile.ts';
import type { Item } from '#core/text/compiled.ts';
import { printItems } from '#core/text/print.ts';
import { readingTokens } from '#core/text/reading.ts';
import { joinTokens, tokenise } from '#core/text/tokens.ts';
import { speak } from '#ui/speech.ts';
import { attribution } from '#ui/text/attribution.ts';
import { type Piece, textPieces, withoutFrame } from '#ui/text/text-pieces.ts';

const speech = speak();

function drawn(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      switch (piece.kind) {
        case 'words':
          return piece.text;
        case 'open':
          return '[';
        case 'close':
          return ']';
        case 'or':
          return ' / ';
        case 'nothing':
          return '∅';
        case 'note':
          return `{${piece.text}}`;
        case 'by':
          return ` – ${attribution(piece.stances, piece.gone, speech)}`;
      }
    })
    .join('');
}

/** Pieces of one proposal are numbered, and kinds noted, in the notation only. */
function asDrawn(notation: string): string {
  return notation.replace(/#\d+/g, '').replace(/\]\{(?:one of|optional|undetermined)\}/g, ']');
}

function compiled(base: string, versions: Readonly<Record<string, string>>): readonly Item[] {
  const sent = Object.entries(versions).map(([party, text]) => ({ party, text }));
  const result = compile(base, sent);
  if (!result.ok) throw new Error(result.reason.code);
  return result.value.items;
}

const words = fc.array(
  fc.constantFrom('river', 'gauge', 'shall', 'may', ',', ';', '(open)', '水'),
  {
    minLength: 1,
    maxLength: 12,
  },
);
/** Spaced as usual, for departures from it are spelt out in the notation only. */
const line = words.map((list) => joinTokens(list.flatMap(tokenise)));

describe('what is drawn of a text', () => {
  test('is the one notation, whatever was proposed', () => {
    const versions = fc.array(line, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(line, versions, (base, texts) => {
        const parties = ['Aland', 'Beland', 'Celand', 'Deland'];
        const sent = Object.fromEntries(texts.map((text, at) => [parties[at] ?? '', text]));
        const items = compiled(base, sent);
        expect(drawn(textPieces(items))).toBe(asDrawn(printItems(items)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('closes every bracket it opens, and counts them as they are read', () => {
    fc.assert(
      fc.property(line, line, line, (base, one, other) => {
        const pieces = textPieces(compiled(base, { A: one, B: other }));
        let depth = 0;
        const ordinals: number[] = [];
        for (const piece of pieces) {
          if (piece.kind === 'open') {
            depth += 1;
            expect(piece.depth).toBe(depth);
            ordinals.push(piece.ordinal);
          }
          if (piece.kind === 'close') depth -= 1;
        }
        expect(depth).toBe(0);
        expect(ordinals).toEqual(ordinals.map((_one, at) => at + 1));
      }),
    );
  });

  test('is drawn at once, however deep the brackets stand', () => {
    const deep = 10_000;
    const items: Item[] = [];
    for (let level = 0; level < deep; level += 1) {
      items.push(
        { mark: 'choice', kind: 'optional' },
        { mark: 'alternative', stances: [] },
        { mark: 'alternative', stances: [{ party: 'A', verb: 'propose' }] },
        'word',
      );
    }
    for (let level = 0; level < deep; level += 1) items.push({ mark: 'end' });
    const begun = performance.now();
    const pieces = textPieces(items);
    expect(pieces.filter(({ kind }) => kind === 'close')).toHaveLength(deep);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe('a provision disputed as a whole', () => {
  const frame = (kept: readonly Item[], gone: readonly Item[]): readonly Item[] => [
    { mark: 'choice', kind: 'optional' },
    { mark: 'alternative', stances: [] },
    ...kept,
    { mark: 'alternative', stances: [{ party: 'A', verb: 'propose' }] },
    ...gone,
    { mark: 'end' },
    '\n',
  ];
  const inner: readonly Item[] = compiled('Readings should be open', {
    B: 'Readings shall be open',
  });

  test('loses the bracket around it and keeps those within', () => {
    expect(drawn(textPieces(withoutFrame(frame(inner, []), 'deleted')))).toBe(
      'Readings [should / shall – B] be open',
    );
    expect(joinTokens(readingTokens(withoutFrame(frame([], inner), 'new'), 'B'))).toBe(
      'Readings shall be open',
    );
  });

  test('stays as it is where the bracket is not around all of it', () => {
    const more: readonly Item[] = ['Also', ...frame(inner, [])];
    expect(withoutFrame(more, 'deleted')).toBe(more);
  });
});
