import { done, refused, type Result } from '#core/result.ts';
import type { SentFile } from '#core/text/living/changes.ts';
import type { House } from './house.ts';

const longestName = 300;

/** Refuses files that are not among the originals: the record names none that is not kept. */
export async function mustBeKept(
  house: House,
  files: readonly (SentFile | undefined)[],
): Promise<Result<undefined>> {
  for (const file of files) {
    if (file && !(await house.originals.has(file.sha256))) {
      return refused('text-file-gone', { name: asLabel(file.name) });
    }
  }
  return done();
}

/** A file under its name as a label, and its author likewise: one line, not longer than names are. */
export function labelled({ name, sha256, author }: SentFile): SentFile {
  return {
    name: asLabel(name),
    sha256,
    ...(author === undefined ? {} : { author: asLabel(author) }),
  };
}

function asLabel(name: string): string {
  const line = name.toWellFormed().replace(/[\p{Cc}\s]+/gu, ' ');
  return line.trim().slice(0, longestName);
}
