import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Visibility } from '#core/vocabulary.ts';

/** The sample working group as it lies in its folder: `group.json`, `members.csv`, documents. */
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
}

export interface SampleSubgroup {
  readonly name: string;
  readonly termsOfReference: readonly string[];
  readonly dueInDays: number;
  /** By name. */
  readonly members: readonly string[];
}

export async function readSample(folder: string): Promise<Sample> {
  const group = JSON.parse(await readFile(join(folder, 'group.json'), 'utf8')) as Sample;
  return { ...group, members: await readFile(join(folder, 'members.csv'), 'utf8') };
}

/** The ISO day so many days after a moment; before it where negative. */
export function dayAfter(moment: Date, days: number): string {
  return new Date(moment.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
