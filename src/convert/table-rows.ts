import type { Block } from '#core/passages/block.ts';

interface Row {
  readonly cells: Block[][];
  dropped: boolean;
}

/**
 * Gathers blocks, those inside tables by row. A row with one cell in use is layout, not a table,
 * and its blocks stay what they are; any other row becomes one block, cells parted by ` | `.
 * Notes follow their row. A table inside a cell adds its rows to that cell.
 */
export class TableRows {
  readonly #done: Block[] = [];
  readonly #rows: Row[] = [];

  get blocks(): readonly Block[] {
    return this.#done;
  }

  put(block: Block): void {
    (this.#rows.at(-1)?.cells.at(-1) ?? this.#done).push(block);
  }

  openRow(): void {
    this.#rows.push({ cells: [], dropped: false });
  }

  openCell(): void {
    this.#rows.at(-1)?.cells.push([]);
  }

  /** The row just opened was deleted. */
  dropRow(): void {
    const row = this.#rows.at(-1);
    if (row) row.dropped = true;
  }

  /** The cell just opened was deleted. */
  dropCell(): void {
    const cells = this.#rows.at(-1)?.cells;
    if (cells?.length) cells[cells.length - 1] = [];
  }

  closeRow(): void {
    const row = this.#rows.pop();
    if (!row || row.dropped) return;
    const used = row.cells.filter((cell) => cell.some((block) => block.kind !== 'note'));
    const notes = row.cells.flat().filter((block) => block.kind === 'note');
    if (used.length <= 1) {
      for (const block of used[0] ?? []) this.put(block);
      if (used.length === 0) for (const note of notes) this.put(note);
      return;
    }
    const text = row.cells
      .map((cell) => cell.filter((block) => block.kind !== 'note').map((block) => block.text))
      .map((texts) => texts.join(' '))
      .filter((cell) => cell !== '')
      .join(' | ');
    this.put({ kind: 'table-row', text });
    for (const note of notes) this.put(note);
  }
}
