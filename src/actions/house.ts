import type { Converter } from '#convert/convert.ts';
import type { Database } from '#db/open.ts';
import type { Accounts } from '#identity/accounts.ts';
import type { Mail } from '#identity/mail.ts';
import type { Record } from '#record/record.ts';
import type { Originals } from '#store/originals.ts';

/** What an action works with, handed in, so that a test can hand in its own. */
export interface House {
  readonly db: Database;
  readonly record: Record;
  readonly accounts: Accounts;
  readonly mail: Mail;
  readonly originals: Originals;
  /** Runs in this process, apart from whatever bundle the pages are in. */
  readonly converter: Converter;
  /** The folder with the files of the sample working group. */
  readonly sampleDir: string;
  now(): Date;
  /** A new identifier: 16 characters a-z and 2-7, 80 random bits. */
  newId(): string;
  log(line: string): void;
}
