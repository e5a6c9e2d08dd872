import type { Item } from '../compiled.ts';
import { type Alternative, closeBracket, flatten, type Part } from '../notation-parts.ts';
import { inOrder, type Stance, type StanceVerb, stanceVerbs } from '../stance.ts';
import { isSpace, paragraphEnd, type Token, tokenise, usualSpace } from '../tokens.ts';
import type { ForeignAlternative, ForeignChoice, ForeignText } from './foreign-text.ts';

/**
 * A foreign text as the canonical notation would have it: choices with their parties, what nobody has
 * determined marked so, and marks such as `[Agreed ad ref]` as notes. Brackets that are unbalanced, and
 * Markdown's, stay signs of the text. The foreign text itself does not change.
 */
export function canonicalItems(foreign: ForeignText): Item[] {
  return flatten(new Canonical(foreign).parts());
}

/** Something that stands for a stretch of the text: choices made of it, or a note. */
interface Piece {
  readonly offset: number;
  readonly end: number;
  readonly parts: readonly Part[];
}

class Canonical {
  readonly #text: string;
  readonly #choices: readonly ForeignChoice[];
  readonly #notes: readonly Piece[];
  /** What is made of the choices within each choice; those within none are under undefined. */
  readonly #pieces = new Map<number | undefined, Piece[]>();

  constructor({ text, choices, statuses, placeholders }: ForeignText) {
    this.#text = text;
    this.#choices = choices;
    this.#notes = [...statuses, ...placeholders]
      .map(({ offset, text: mark }) => {
        const note: Part = { mark: 'note', words: mark.slice(1, -1).trim() };
        return { offset, end: offset + mark.length, parts: [note] };
      })
      .sort((one, other) => one.offset - other.offset);
  }

  parts(): readonly Part[] {
    // Choices come before those within them, so from the last to the first all is made of made parts.
    for (let index = this.#choices.length - 1; index >= 0; index--) {
      const choice = this.#choices[index];
      if (!choice) continue;
      const { offset, end, parent } = choice;
      const siblings = this.#pieces.get(parent) ?? [];
      siblings.push({ offset, end, parts: this.#made(choice, index) });
      this.#pieces.set(parent, siblings);
    }
    return this.#between(0, this.#text.length, this.#pieces.get(undefined) ?? []);
  }

  #made({ kind, alternatives }: ForeignChoice, index: number): readonly Part[] {
    const inner = this.#pieces.get(index) ?? [];
    this.#pieces.delete(index);
    const read = alternatives.map((alternative): Alternative => {
      const { offset, end } = alternative;
      const within = inner.filter((piece) => piece.offset >= offset && piece.end <= end);
      return { parts: [...this.#between(offset, end, within)], stances: stancesOf(alternative) };
    });
    const undetermined = kind === 'undetermined';
    // Side by side and undetermined: each bracket stands for itself, as it was found.
    const brackets = undetermined ? read.map((each) => [each]) : [read];
    return brackets.map((each) => closeBracket({ at: 0, undetermined, alternatives: each }));
  }

  /** The words of a stretch, with what is made of the pieces in it in their places. */
  #between(from: number, to: number, pieces: readonly Piece[]): readonly Part[] {
    const notes = this.#notes.filter(({ offset, end }) => offset >= from && end <= to);
    const free = notes.filter((note) => !pieces.some((piece) => holds(piece, note)));
    const all = [...pieces, ...free].sort((one, other) => one.offset - other.offset);
    const parts: Part[] = [];
    let at = from;
    for (const piece of all) {
      if (piece.offset < at) continue;
      parts.push(...this.#words(at, piece.offset), ...piece.parts);
      at = piece.end;
    }
    parts.push(...this.#words(at, to));
    return parts;
  }

  /** Tokens of a stretch; within a bracket that stands in a word, they join what is around it. */
  #words(from: number, to: number): readonly Token[] {
    const words = this.#text.slice(from, to).replace(/^[^\S\n]+|[^\S\n]+$/g, '');
    if (words === '') return [];
    const tokens = tokenise(words);
    const [first = '', last = ''] = [tokens[0], tokens.at(-1)];
    return [
      ...(this.#touches(from - 1, from) && leans(first) ? [''] : []),
      ...tokens,
      ...(this.#touches(to, to - 1) && leans(last) ? [''] : []),
    ];
  }

  /** Whether a bracket's inner edge has letters on both sides of the bracket: the bracket is in a word. */
  #touches(edge: number, inside: number): boolean {
    const opens = edge < inside;
    if (this.#text.charAt(edge) !== (opens ? '[' : ']')) return false;
    const outside = this.#text.charAt(opens ? edge - 1 : edge + 1);
    return letter.test(outside) && letter.test(this.#text.charAt(inside));
  }
}

const letter = /[\p{L}\p{N}]/u;

/** Whether usual spacing would set a token off from a word beside it. */
function leans(token: Token): boolean {
  return token !== paragraphEnd && !isSpace(token) && usualSpace('x', token) === ' ';
}

function holds(outer: Piece, inner: Piece): boolean {
  return outer.offset <= inner.offset && outer.end >= inner.end;
}

function stancesOf(alternative: ForeignAlternative): readonly Stance[] {
  const said = (verb: StanceVerb): Stance[] =>
    [...new Set(alternative[verb])].map((party) => ({ party, verb }));
  return inOrder(stanceVerbs.flatMap(said));
}
