import type { House } from '#actions/house.ts';
import type { VersionInput } from '#actions/compile-versions.ts';
import { done, refused, type Result } from '#core/result.ts';
import { membersOf } from '#store/group/readers.ts';
import { partyOfSeat } from '#store/member/parties.ts';
import { authorParties } from '#store/text/author-parties.ts';
import { isForeignFile } from '../foreign-file.ts';
import { wordingsOfFile, type FileWordings } from '../wordings-of-file.ts';

/** One wording that came in, and whose it is said to be. */
export interface VersionRow {
  readonly file: string;
  readonly sha256: string;
  /** Of tracked changes; empty for a file without. */
  readonly author: string;
  /** Empty: to be left out. */
  readonly party: string;
}

type Input = Readonly<Record<string, string>>;

const mostRows = 1_000;

/** The rows as the form sends them: `file.0`, `sha.0`, `author.0`, `party.0` … */
export function rowsFrom(input: Input): readonly VersionRow[] {
  const rows: VersionRow[] = [];
  for (let index = 0; index < mostRows; index += 1) {
    const sha256 = input[`sha.${index}`];
    if (sha256 === undefined) break;
    rows.push({
      file: input[`file.${index}`] ?? '',
      sha256,
      author: input[`author.${index}`] ?? '',
      party: input[`party.${index}`] ?? '',
    });
  }
  return rows;
}

/**
 * A row for each wording of the files, with the party that people last said its author speaks for, else
 * the one that the names tell.
 */
export async function guessRows(
  house: House,
  groupId: string,
  files: readonly FileWordings[],
  parties: readonly string[],
): Promise<readonly VersionRow[]> {
  const seats = await membersOf(house.db.kysely, groupId);
  const partyOf = new Map(seats.map((seat) => [folded(seat.name), partyOfSeat(seat) ?? '']));
  const byName = new Map(parties.map((party) => [folded(party), party]));
  const said = await authorParties(house.db.kysely, groupId);
  const remembered = new Map([...said].map(([author, party]) => [folded(author), party]));
  const guess = (file: string, author: string): string => {
    const name = folded(author);
    const known = remembered.get(name) ?? byName.get(name) ?? partyOf.get(name);
    if (known) return known;
    if (author !== '') return '';
    const bare = ` ${folded(file.replace(/\.[^.]+$/, ''))} `;
    return parties.find((party) => bare.includes(` ${folded(party)} `)) ?? '';
  };
  return files.flatMap(({ name, sha256, wordings }) =>
    wordings.map(({ author }) => ({
      file: name,
      sha256,
      author: author ?? '',
      party: guess(name, author ?? ''),
    })),
  );
}

/**
 * The versions of the rows that somebody was named for, read again from the files that were kept.
 * A file that only another group has is not there.
 */
export async function versionsOf(
  house: House,
  groupId: string,
  rows: readonly VersionRow[],
): Promise<Result<readonly VersionInput[]>> {
  const read = new Map<string, FileWordings>();
  const versions: VersionInput[] = [];
  for (const { file, sha256, author, party } of rows) {
    if (party === '') continue;
    let known = read.get(sha256);
    if (!known) {
      if (await isForeignFile(house, groupId, sha256))
        return refused('text-file-gone', { name: file });
      const again = await wordingsOfFile(house, { name: file, sha256, bytes: 0 });
      if (!again.ok) return again;
      known = again.value;
      read.set(sha256, known);
    }
    const wording = known.wordings.find((one) => (one.author ?? '') === author);
    if (!wording) return refused('text-file-gone', { name: file });
    versions.push({
      party,
      text: wording.text,
      comments: wording.comments,
      file: { name: file, sha256, ...(author === '' ? {} : { author }) },
    });
  }
  return done(versions);
}

function folded(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
