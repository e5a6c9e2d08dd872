import { done, type Reason, refused, type Result } from '../result.ts';
import { readEmail } from '../account/read-account.ts';
import { readRole, readStakeholderGroup, type Role, type StakeholderGroup } from '../vocabulary.ts';
import { parseDelimited } from './parse-delimited.ts';

/** One line of a table of members, understood. */
export interface ListedMember {
  /** Where it stands in the table, from 1; the line that names the columns counts. */
  readonly line: number;
  readonly name: string;
  readonly delegation: string;
  readonly stakeholderGroup: StakeholderGroup | null;
  readonly role: Role;
  readonly email: string | null;
}

/** What a table would bring in. Nothing of it is brought in while a line is wrong. */
export interface MembersPreview {
  readonly members: readonly ListedMember[];
  /** A reason each, with `line`, in the order of the lines. */
  readonly wrong: readonly Reason[];
}

/** A seat that is taken already, as far as a double can be told by. */
export interface Seated {
  readonly name: string;
  readonly delegation: string;
}

/** The columns, by what people call them. The first name of each is the one we ask for. */
const columns = {
  name: ['name', 'full name', 'member', 'person', 'participant'],
  delegation: ['delegation', 'organisation', 'organization', 'affiliation', 'country', 'body'],
  group: ['stakeholder group', 'stakeholder', 'group', 'sector', 'constituency'],
  role: ['role', 'function', 'position', 'capacity'],
  email: ['e-mail', 'email', 'e-mail address', 'email address', 'mail'],
} as const;
const required = ['name', 'delegation', 'group', 'role'] as const;

const longest = 200;
const mostMembers = 5_000;

/**
 * Reads a table of members: comma, semicolon or tab between the cells, quotes where a cell needs
 * them, the columns named in the first line in any order. A table that cannot be read at all is
 * refused; of one that can, every line that is wrong is named with what would be right.
 */
export function previewMembers(
  text: string,
  seated: readonly Seated[] = [],
): Result<MembersPreview> {
  const parsed = parseDelimited(text);
  if (!parsed.ok) return parsed;
  const [header, ...rows] = parsed.value;
  const names = (header?.cells ?? []).map(plain);
  const at = (column: keyof typeof columns): number =>
    names.findIndex((name) => (columns[column] as readonly string[]).includes(name));
  const missing = required.filter((column) => at(column) < 0).map((column) => columns[column][0]);
  if (missing.length > 0) {
    return refused('members-without-column', {
      columns: missing.join(', '),
      count: missing.length,
      found: names.filter(Boolean).join(', ') || '–',
    });
  }
  if (rows.length === 0) return refused('members-empty');
  if (rows.length > mostMembers) return refused('members-too-many', { limit: mostMembers });

  const taken = new Map(seated.map((seat) => [keyOf(seat), 0]));
  const members: ListedMember[] = [];
  const wrong: Reason[] = [];
  for (const { line, cells } of rows) {
    const cell = (column: keyof typeof columns): string =>
      (cells[at(column)] ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim();
    const read = readLine(line, cell);
    if (!read.ok) {
      wrong.push(read.reason);
      continue;
    }
    const first = taken.get(keyOf(read.value));
    if (first === undefined) {
      taken.set(keyOf(read.value), line);
      members.push(read.value);
      continue;
    }
    const { name, delegation } = read.value;
    const code = first === 0 ? 'members-line-seated' : 'members-line-twice';
    wrong.push({ code, line, first, name, delegation: delegation || '–' });
  }
  return done({ members, wrong });
}

function readLine(
  line: number,
  cell: (column: keyof typeof columns) => string,
): Result<ListedMember> {
  const name = cell('name');
  const delegation = cell('delegation');
  if (name === '') return refused('members-line-nameless', { line });
  if (name.length > longest || delegation.length > longest) {
    return refused('members-line-long', { line, limit: longest });
  }
  const role = readRole(cell('role'));
  if (!role) return refused('members-line-role', { line, value: cell('role') });
  const group = cell('group');
  // The secretariat speaks for nobody, and observers may.
  const mayBeEmpty = role === 'secretariat' || role === 'observer';
  const stakeholderGroup = readStakeholderGroup(group) ?? null;
  if (!stakeholderGroup && !(group === '' && mayBeEmpty)) {
    return refused('members-line-group', { line, value: group });
  }
  const email = cell('email') ? readEmail(cell('email')) : done(null);
  if (!email.ok) return refused('members-line-email', { line, value: cell('email') });
  return done({ line, name, delegation, stakeholderGroup, role, email: email.value });
}

/** The same person of the same delegation, however it is spelt and spaced. */
export function keyOf({ name, delegation }: Seated): string {
  return `${plain(name)}\n${plain(delegation)}`;
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase();
}
