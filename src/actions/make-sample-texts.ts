import { done, type Result } from '#core/result.ts';
import { textChanges } from '#store/text/readers.ts';
import type { House } from './house.ts';
import { missing, takeSampleStep } from './make-sample-step.ts';
import type { Sample, SampleStep, SampleText } from './read-sample.ts';
import { tableText } from './table-text.ts';

/** A member in whose seat the maker of the sample acts. */
interface SampleMember {
  readonly memberId: string;
  readonly name: string;
  readonly party: string;
}

/**
 * Tables the texts of the sample and negotiates them: each step is an ordinary action of the member
 * who takes it in the story. What a making that was cut off has left is not done anew.
 */
export async function makeSampleTexts(
  house: House,
  groupId: string,
  { texts }: Pick<Sample, 'texts'>,
): Promise<Result<unknown>> {
  const members = await house.db.kysely
    .selectFrom('member')
    .select(['member_id as memberId', 'name', 'delegation as party'])
    .where('group_id', '=', groupId)
    .where('delegation', '!=', '')
    .execute();
  for (const text of texts) {
    const made = await makeText(house, groupId, text, members);
    if (!made.ok) return made;
  }
  return done();
}

async function makeText(
  house: House,
  groupId: string,
  text: SampleText,
  members: readonly SampleMember[],
): Promise<Result<unknown>> {
  const memberOf = (name: string) => called(members, name);
  const tabled = await table(house, groupId, text, memberOf(text.by));
  if (!tabled.ok) return tabled;
  const { textId } = tabled.value;
  const entries = (await textChanges(house.db.kysely, groupId, textId)).map(({ seq }) => seq);
  let before = 1;
  const named = new Map<string, number>([['tabled', 0]]);
  for (const step of text.steps) {
    if (step.name !== undefined) named.set(step.name, before);
    before += entriesOf(step);
    if (before <= entries.length) continue;
    const member = memberOf(step.by);
    const taken = await takeSampleStep(step, {
      ...inSeat(house, groupId, member),
      groupId,
      textId,
      party: member.party,
      entryOf: (name) => entries[named.get(name) ?? -1] ?? missing('step', name),
    });
    if (!taken.ok) return taken;
    entries.push(...taken.value);
  }
  return done();
}

/** Each version that is compiled is an entry of its own. */
function entriesOf(step: SampleStep): number {
  return step.deed === 'compile' ? step.versions.length : 1;
}

async function table(
  house: House,
  groupId: string,
  { title, kind, words, proponents }: SampleText,
  member: SampleMember,
): Promise<Result<{ readonly textId: string }>> {
  const there = await house.db.kysely
    .selectFrom('negotiated_text')
    .select('text_id as textId')
    .where('group_id', '=', groupId)
    .where('title', '=', title)
    .executeTakeFirst();
  if (there) return done(there);
  const { house: seated, actor } = inSeat(house, groupId, member);
  return tableText(seated, actor, groupId, { title, kind, text: words, proponents });
}

/** No account has this name. */
const userId = 'sample';

/**
 * The members of the sample have no accounts. Within the transaction of each change, and no longer,
 * the maker of the sample sits in a member's seat: what that seat may not do is refused.
 */
function inSeat(house: House, groupId: string, { memberId, name }: SampleMember) {
  const seat = { group_id: groupId, member_id: memberId, user_id: userId };
  const change: House['record']['change'] = (id, author, decide) =>
    house.record.change(id, author, async (tx, head) => {
      await tx.insertInto('seat').values(seat).execute();
      const decided = await decide(tx, head);
      await tx.deleteFrom('seat').where('user_id', '=', userId).execute();
      return decided;
    });
  return {
    house: { ...house, record: { ...house.record, change } },
    actor: { kind: 'account', userId, name, founder: false } as const,
  };
}

function called(members: readonly SampleMember[], name: string): SampleMember {
  return members.find((member) => member.name === name) ?? missing('member', name);
}
