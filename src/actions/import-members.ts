import { previewMembers } from '#core/members/read-csv.ts';
import { done, refused, type Reason, type Result } from '#core/result.ts';
import { draft } from '#store/draft.ts';
import { keepContact } from '#store/contact/keep-contact.ts';
import { seatedNames } from '#store/member/readers.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';

export interface ImportedMembers {
  readonly count: number;
}

/**
 * Gives a seat to everyone in a table: see `previewMembers` for how it is written. All or nothing:
 * while any line is wrong, `members-lines-wrong` says how many are, and the first of them; the
 * preview names them all.
 */
export async function importMembers(
  house: House,
  actor: Actor,
  groupId: string,
  table: string,
): Promise<Result<ImportedMembers>> {
  return changeAsAllowed<ImportedMembers>(house, actor, groupId, 'member.list', async (tx) => {
    const preview = previewMembers(table, await seatedNames(tx, groupId));
    if (!preview.ok) return preview;
    const { members, wrong } = preview.value;
    if (wrong.length > 0) {
      return refused('members-lines-wrong', { count: wrong.length, lines: linesOf(wrong) });
    }
    const entries = [];
    for (const { name, delegation, stakeholderGroup, role, email } of members) {
      const memberId = house.newId();
      entries.push(draft('member.listed', memberId, { name, delegation, stakeholderGroup, role }));
      if (email) await keepContact(tx, groupId, memberId, email);
    }
    return done({ entries, value: { count: members.length } });
  });
}

const mostNamed = 10;

function linesOf(wrong: readonly Reason[]): string {
  const lines = wrong.slice(0, mostNamed).map(({ line }) => String(line));
  return wrong.length > mostNamed ? `${lines.join(', ')} …` : lines.join(', ');
}
