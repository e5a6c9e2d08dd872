import type { Change } from './revised-document.ts';

/** What is counted while a file is read, over all its parts. */
export class Tally {
  formatChanges = 0;
  /** Each content control is put or taken with two ranges, around its beginning and its end. */
  controlRanges = 0;
  other = 0;
  changesInFields = 0;
  withoutAuthor = 0;
  #flows = 0;
  #tables = 0;

  nextFlow(): number {
    return this.#flows++;
  }

  nextTable(): number {
    return ++this.#tables;
  }

  see(change: Change): Change {
    if (change.author === '') this.withoutAuthor++;
    return change;
  }
}
