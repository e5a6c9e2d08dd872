/** A text to be compared: a passage, the statement of an issue, a whole contribution. */
export interface Document {
  /** Unique in its collection. Equal scores are ordered by it. */
  readonly id: string;
  readonly text: string;
  /** ISO 639-1; absent where nobody knows, and then no word is left out as too common. */
  readonly language?: string | undefined;
}

/** A text that a person has given a label: the issue, area or kind it belongs to. */
export interface Coding {
  readonly text: string;
  readonly language?: string | undefined;
  readonly label: string;
}

/** The order of ids that nothing else decides: by UTF-16 code units, the same on every machine. */
export function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return compareText(one.id, other.id);
}

export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
