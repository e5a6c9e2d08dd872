import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StanceVerb } from '#core/text/stance.ts';
import type { TextTabled } from '#core/text/living/changes.ts';
import type { ProvisionStatus } from '#core/text/living/state.ts';
import type { Visibility } from '#core/vocabulary.ts';

/**
 * The sample working group as it lies in its folder: `group.json`, `members.csv`, `texts.json` with
 * the words in `texts/`, documents.
 */
export interface Sample {
  readonly slug: string;
  readonly name: string;
  /** Paragraphs. */
  readonly mandate: readonly string[];
  readonly mandateSource: string;
  readonly termsOfReference: readonly string[];
  /** Days are counted from the day it is made, so that the sample is never out of date. */
  readonly reportDueInDays: number;
  readonly visibility: Visibility;
  readonly subgroups: readonly SampleSubgroup[];
  readonly documents: readonly { readonly file: string; readonly daysAgo: number }[];
  /** A document that came in with errors, and the file that puts them right. */
  readonly correction: { readonly symbol: string; readonly file: string; readonly note: string };
  /** A table of members as a secretariat would bring it in. */
  readonly members: string;
  readonly texts: readonly SampleText[];
}

export interface SampleSubgroup {
  readonly name: string;
  readonly termsOfReference: readonly string[];
  readonly dueInDays: number;
  /** By name. */
  readonly members: readonly string[];
}

/** A text that is negotiated, and all that happens to it, in order. */
export interface SampleText {
  readonly title: string;
  readonly kind: TextTabled['kind'];
  /** Its words as tabled; in `texts.json` the name of their file. */
  readonly words: string;
  /** The member who tables it; for their own party where no proponents are named. */
  readonly by: string;
  readonly proponents: readonly string[];
  readonly steps: readonly SampleStep[];
}

/** What the member `by` does to a text. A step that a later one speaks of has a name. */
export type SampleStep = { readonly by: string; readonly name?: string } & (
  | {
      readonly deed: 'amend';
      readonly edits: readonly SampleEdit[];
      readonly why?: string;
    }
  | {
      readonly deed: 'compile';
      readonly versions: readonly {
        readonly party: string;
        readonly edits: readonly SampleEdit[];
      }[];
      readonly why: string;
    }
  | {
      readonly deed: 'stance';
      /** For whom, where the secretariat notes what was said in the room. */
      readonly for?: string;
      /** How the proposals begin; those that only take words out, how these begin. */
      readonly on: readonly string[];
      readonly verb: StanceVerb;
      readonly why?: string;
    }
  | {
      readonly deed: 'comment';
      /** Words of the text as they stand, and how a proposal beside them begins. */
      readonly on: string;
      readonly about?: string;
      readonly words: string;
    }
  | {
      readonly deed: 'decide';
      /** The choice that has these words among its alternatives. */
      readonly on: string;
      /** How the provision begins, where several have such a choice. */
      readonly in?: string;
      readonly outcome: 'these words' | 'words as they stand' | { readonly words: string };
      readonly basis: string;
    }
  | {
      readonly deed: 'settle';
      /** How the provision begins. */
      readonly provision: string;
      readonly status: ProvisionStatus;
      readonly reason?: string;
    }
  | { readonly deed: 'undo'; readonly step: string; readonly reason: string }
  | { readonly deed: 'close'; readonly reason: string }
);

/** Words of a party's own wording, which stand there once, and those that come in their place. */
export type SampleEdit = readonly [find: string, put: string];

export async function readSample(folder: string): Promise<Sample> {
  const read = (...path: string[]) => readFile(join(folder, ...path), 'utf8');
  const group = JSON.parse(await read('group.json')) as Omit<Sample, 'members' | 'texts'>;
  const listed = JSON.parse(await read('texts.json')) as readonly SampleText[];
  const texts = await Promise.all(
    listed.map(async (text) => ({ ...text, words: await read('texts', text.words) })),
  );
  return { ...group, members: await read('members.csv'), texts };
}

/** The ISO day so many days after a moment; before it where negative. */
export function dayAfter(moment: Date, days: number): string {
  return new Date(moment.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
