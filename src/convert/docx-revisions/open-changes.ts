import type { Attributes } from '../xml.ts';
import { oneLine } from '../clean.ts';
import type { Change, Move } from './revised-document.ts';

/** What is true of words at one place of the file. */
export interface Fate {
  readonly ins?: Change | undefined;
  readonly del?: Change | undefined;
  readonly move?: Move | undefined;
}

const changeNames = new Set(['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo']);

export function isChange(name: string): boolean {
  return changeNames.has(name);
}

export function changeOf(attributes: Attributes): Change {
  const date = attributes['w:date']?.trim() ?? '';
  return {
    author: oneLine(attributes['w:author'] ?? ''),
    date: /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(date) ? date : null,
  };
}

/**
 * The tracked changes open around a place, innermost last. Where one kind lies in itself, the
 * innermost counts. Moves get their name from the ranges open around them.
 */
export class OpenChanges {
  readonly #fates: Fate[] = [{}];
  readonly #ranges = { from: new OpenRanges(), to: new OpenRanges() };

  get fate(): Fate {
    return this.#fates.at(-1) ?? {};
  }

  open(name: string, change: Change): void {
    this.#fates.push({ ...this.fate, ...this.fateOf(name, change) });
  }

  close(): void {
    this.#fates.pop();
  }

  /** Words in a text box stand under the changes of the box, which are kept with it as a whole. */
  openFrame(): void {
    this.#fates.push({});
  }

  fateOf(name: string, change: Change): Fate {
    switch (name) {
      case 'w:ins':
        return { ins: change };
      case 'w:del':
        return { del: change };
      case 'w:moveTo':
        return { ins: change, move: { name: this.#ranges.to.name, role: 'to' } };
      default:
        return { del: change, move: { name: this.#ranges.from.name, role: 'from' } };
    }
  }

  range(element: string, attributes: Attributes): void {
    const ranges = element.startsWith('w:moveFrom') ? this.#ranges.from : this.#ranges.to;
    const id = attributes['w:id'] ?? '';
    if (element.endsWith('Start')) ranges.open(id, attributes['w:name'] ?? '');
    else ranges.close(id);
  }
}

const rangeNames = new Set(
  ['w:moveFromRange', 'w:moveToRange'].flatMap((name) => [`${name}Start`, `${name}End`]),
);

export function isMoveRange(name: string): boolean {
  return rangeNames.has(name);
}

/** Ranges may overlap; the last opened that is still open names what stands in it. */
class OpenRanges {
  readonly #open = new Map<string, string>();
  readonly #order: string[] = [];

  get name(): string {
    for (let id = this.#order.at(-1); id !== undefined; id = this.#order.at(-1)) {
      const name = this.#open.get(id);
      if (name !== undefined) return name;
      this.#order.pop();
    }
    return '';
  }

  open(id: string, name: string): void {
    this.#open.set(id, name);
    this.#order.push(id);
  }

  close(id: string): void {
    this.#open.delete(id);
  }
}
