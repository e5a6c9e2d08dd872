import { cleanText } from '../clean.ts';
import type { OwnPlace } from '../docx-styles.ts';
import type { Fate } from './open-changes.ts';
import type { Field } from './open-fields.ts';
import type { Change, Move, RevisedRun, TablePlace } from './revised-document.ts';

/** What a paragraph says of itself, now or, in a tracked change of its format, formerly. */
export interface Properties {
  style?: string | undefined;
  outline?: number | undefined;
  list?: OwnPlace['list'];
  depth?: OwnPlace['depth'];
}

/** What may come and go as a whole: a row; a cell, note or text box. */
export interface Whole {
  ins?: Change | undefined;
  del?: Change | undefined;
}

interface Piece extends Fate {
  text: string;
  readonly note?: string | undefined;
  readonly hiders?: readonly Field[] | undefined;
}

/** A paragraph while it is read. */
export class DraftParagraph {
  readonly flow: number;
  readonly row: Whole;
  readonly frame: Whole;
  readonly cell: TablePlace | undefined;
  readonly now: Properties = {};
  former: Properties | undefined;
  beforeTable = false;
  readonly mark: { ins?: Change | undefined; del?: Change | undefined; move?: Move | undefined } =
    {};
  readonly #pieces: Piece[] = [];

  constructor(place: Pick<DraftParagraph, 'flow' | 'row' | 'frame' | 'cell'>) {
    this.flow = place.flow;
    this.row = place.row;
    this.frame = place.frame;
    this.cell = place.cell;
  }

  write(text: string, fate: Fate, hiders: readonly Field[] | undefined): void {
    const last = this.#pieces.at(-1);
    const joins = last && last.note === undefined && !hiders && !last.hiders && same(last, fate);
    if (joins) last.text += text;
    else this.#pieces.push({ ...fate, text, hiders });
  }

  refer(note: string, fate: Fate): void {
    this.#pieces.push({ ...fate, text: '', note });
  }

  /** Its words, neighbours of one fate in one run, without what fields hide. */
  get runs(): readonly RevisedRun[] {
    const joined: Piece[] = [];
    for (const piece of this.#pieces) {
      if (piece.hiders?.some((field) => !field.abandoned)) continue;
      const last = joined.at(-1);
      const plain = last?.note === undefined && piece.note === undefined;
      if (last && plain && same(last, piece)) last.text += piece.text;
      else joined.push({ ...piece });
    }
    return joined
      .map(({ text, ins, del, move, note }) => ({
        text: cleanText(text),
        ...(ins && { ins }),
        ...(del && { del }),
        ...(move && { move }),
        ...(note !== undefined && { note }),
      }))
      .filter(({ text, note }) => text !== '' || note !== undefined);
  }
}

function same(one: Fate, other: Fate): boolean {
  return (
    sameChange(one.ins, other.ins) &&
    sameChange(one.del, other.del) &&
    one.move?.name === other.move?.name &&
    one.move?.role === other.move?.role
  );
}

function sameChange(one: Change | undefined, other: Change | undefined): boolean {
  return one === other || (one?.author === other?.author && one?.date === other?.date);
}
