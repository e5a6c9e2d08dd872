/** Work on one group that waits its turn. */
export interface Weighed {
  /** How many entries it is expected to write, to keep batches within bounds. */
  readonly weight: number;
}

const mostTogether = 200;
const heaviest = 2_000;

/**
 * A queue per group: whoever arrives while a batch is being written waits for the next, which
 * takes all that wait. So the busier a group, the more of its writers share one commit.
 */
export class GroupQueues<Item extends Weighed> {
  readonly #waiting = new Map<string, Item[]>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #run: (groupId: string, batch: readonly Item[]) => Promise<void>;

  /** `run` writes a batch and tells each of its items what came of it; it never rejects. */
  constructor(run: (groupId: string, batch: readonly Item[]) => Promise<void>) {
    this.#run = run;
  }

  add(groupId: string, item: Item): void {
    const waiting = this.#waiting.get(groupId);
    if (waiting) waiting.push(item);
    else this.#waiting.set(groupId, [item]);
    if (!this.#running.has(groupId)) this.#running.set(groupId, this.#drain(groupId));
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  async #drain(groupId: string): Promise<void> {
    // One turn of patience, so that all who come in the same turn are written together.
    await Promise.resolve();
    for (;;) {
      const waiting = this.#waiting.get(groupId) ?? [];
      if (waiting.length === 0) break;
      await this.#run(groupId, waiting.splice(0, batchSize(waiting)));
    }
    this.#waiting.delete(groupId);
    this.#running.delete(groupId);
  }
}

function batchSize(waiting: readonly Weighed[]): number {
  let weight = 0;
  for (const [index, item] of waiting.entries()) {
    weight += item.weight;
    if (index > 0 && (index >= mostTogether || weight > heaviest)) return index;
  }
  return waiting.length;
}
