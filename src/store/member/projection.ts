import { eachEntry, type Handler, type Projection } from '../projection.ts';
import type { MemberState } from '../tables.ts';
import type { MemberChanged, MemberListed } from './entries.ts';

export const memberProjection: Projection = {
  tables: ['member'],
  handlers: {
    'member.listed': async (tx, entries) => {
      const rows = entries.map((entry) => {
        const listed = entry.payload as unknown as MemberListed;
        return {
          group_id: entry.groupId,
          member_id: entry.subject,
          name: listed.name,
          delegation: listed.delegation,
          stakeholder_group: listed.stakeholderGroup,
          role: listed.role,
          state: 'listed' as const,
          changed_at: new Date(entry.at),
          changed_seq: entry.seq,
        };
      });
      await tx.insertInto('member').values(rows).execute();
    },
    'member.changed': eachEntry<MemberChanged>((tx, entry, changed) =>
      tx
        .updateTable('member')
        .set({
          name: changed.name,
          delegation: changed.delegation,
          stakeholder_group: changed.stakeholderGroup,
          role: changed.role,
          changed_at: new Date(entry.at),
          changed_seq: entry.seq,
        })
        .where('group_id', '=', entry.groupId)
        .where('member_id', '=', entry.subject)
        .execute(),
    ),
    'member.invited': moveTo('invited'),
    'member.joined': moveTo('joined'),
    'member.left': moveTo('left'),
  },
};

function moveTo(state: MemberState): Handler {
  return eachEntry((tx, entry) =>
    tx
      .updateTable('member')
      .set({ state, changed_at: new Date(entry.at), changed_seq: entry.seq })
      .where('group_id', '=', entry.groupId)
      .where('member_id', '=', entry.subject)
      .execute(),
  );
}
