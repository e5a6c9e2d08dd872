import type { JsonObject } from '#record/canonical.ts';
import type { Entry, Transaction } from '#record/entry.ts';

/** An entry whose payload was not withdrawn. */
export type Present = Entry & { readonly payload: JsonObject };

/** Writes what a run of entries with its verbs means, all of one group, in order. */
export type Handler = (tx: Transaction, entries: readonly Present[]) => Promise<void>;

export type Handlers = Readonly<Record<string, Handler>>;

/** The tables of one noun and what each of its verbs does to them. */
export interface Projection {
  readonly tables: readonly string[];
  readonly handlers: Handlers;
}

/** A handler that takes entries one by one, their payload read as `T`. */
export function eachEntry<T>(
  write: (tx: Transaction, entry: Present, payload: T) => Promise<unknown>,
): Handler {
  return async (tx, entries) => {
    for (const entry of entries) await write(tx, entry, entry.payload as unknown as T);
  };
}
