import type { Passage } from './passage.ts';

/** The pieces of a citation, for the interface to set in its language. */
export interface Citation {
  /** The opening words, cut at a word. */
  readonly quote: string;
  /** Whether the quote leaves out words of the passage. */
  readonly cut: boolean;
  readonly label: string;
  /** The version of the document that is cited, counting from 1. */
  readonly version: number;
}

/** What became of a cited passage in later versions, said so that nobody quotes other words. */
export type Standing =
  | { readonly state: 'unchanged' }
  /** The words changed first in version `since`; `similarity` compares cited and present words. */
  | { readonly state: 'changed'; readonly since: number; readonly similarity: number }
  /** Version `since` is the first without the passage. */
  | { readonly state: 'removed'; readonly since: number };

const longestQuote = 160;

export function cite(passage: Passage, version: number): Citation {
  const text = passage.text.replace(/\s+/g, ' ').trim();
  const { label } = passage;
  if (text.length <= longestQuote) return { quote: text, cut: false, label, version };
  const start = text.slice(0, longestQuote + 1);
  const word = start.lastIndexOf(' ');
  const quote = start.slice(0, word > longestQuote / 2 ? word : longestQuote);
  return { quote: quote.replace(/[\ud800-\udbff]$|[\s,;:]+$/, ''), cut: true, label, version };
}

/** What happened to the labels of a document in one version: see `reanchor`. */
export interface VersionChanges {
  readonly version: number;
  readonly changed: readonly { readonly label: string; readonly similarity: number }[];
  readonly removed: readonly string[];
}

/**
 * The standing of what was cited by its label from `version`, given the changes of all versions.
 * The likeness of several changes in a row is their product: a lower bound in practice, never
 * flattering.
 */
export function standing(
  label: string,
  version: number,
  history: readonly VersionChanges[],
): Standing {
  let since: number | undefined;
  let similarity = 1;
  const later = history
    .filter((changes) => changes.version > version)
    .sort((one, other) => one.version - other.version);
  for (const changes of later) {
    if (changes.removed.includes(label)) return { state: 'removed', since: changes.version };
    const change = changes.changed.find((one) => one.label === label);
    if (!change) continue;
    since ??= changes.version;
    similarity *= change.similarity;
  }
  return since === undefined ? { state: 'unchanged' } : { state: 'changed', since, similarity };
}
