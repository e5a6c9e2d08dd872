import type { DraftParagraph, Whole } from './draft-paragraph.ts';
import type { Fate } from './open-changes.ts';
import type { Change } from './revised-document.ts';
import type { Tally } from './tally.ts';

/**
 * Where in the document a paragraph would stand: in which flow, in which cell of which table,
 * and under which wholes, rows and frames, that may have been inserted or deleted. A row inside
 * a cell, or a text box inside a row, stands and falls with what is around it.
 */
export class OpenPlaces {
  readonly #tally: Tally;
  readonly #flows: number[];
  readonly #rows: Whole[] = [];
  readonly #frames: Whole[];
  readonly #cells: { table: number; row: number; column: number }[] = [];

  constructor(tally: Tally, frame: Whole) {
    this.#tally = tally;
    this.#flows = [tally.nextFlow()];
    this.#frames = [frame];
  }

  get here(): Pick<DraftParagraph, 'flow' | 'row' | 'frame' | 'cell'> {
    const cell = this.#cells.at(-1);
    return {
      flow: this.#flows.at(-1) ?? 0,
      row: this.#rows.at(-1) ?? {},
      frame: this.#frames.at(-1) ?? {},
      cell: cell && cell.column > 0 ? { ...cell } : undefined,
    };
  }

  openTable(): void {
    this.#cells.push({ table: this.#tally.nextTable(), row: 0, column: 0 });
  }

  closeTable(): void {
    this.#cells.pop();
    this.#flows[this.#flows.length - 1] = this.#tally.nextFlow();
  }

  openRow(): void {
    const cell = this.#cells.at(-1);
    if (cell) cell.row++;
    if (cell) cell.column = 0;
    this.#rows.push({ ...this.#rows.at(-1) });
  }

  closeRow(): void {
    this.#rows.pop();
  }

  openCell(): void {
    const cell = this.#cells.at(-1);
    if (cell) cell.column++;
    this.openFrame({});
  }

  /** A cell, or a text box under the changes around its drawing. */
  openFrame({ ins, del }: Fate): void {
    const outer = this.#frames.at(-1);
    this.#flows.push(this.#tally.nextFlow());
    this.#frames.push({ ins: ins ?? outer?.ins, del: del ?? outer?.del });
  }

  closeFrame(): void {
    this.#flows.pop();
    this.#frames.pop();
  }

  markRow({ ins, del }: Fate): void {
    const row = this.#rows.at(-1);
    if (row && ins) row.ins = ins;
    if (row && del) row.del = del;
  }

  markCell(kind: 'ins' | 'del', change: Change): void {
    const frame = this.#frames.at(-1);
    if (frame) frame[kind] = change;
  }
}
