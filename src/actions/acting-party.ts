import type { Kysely } from 'kysely';
import { done, refused, type Result } from '#core/result.ts';
import type { Schema } from '#db/schema.ts';
import { may } from '#policy/may.ts';
import type { Standing } from '#policy/standing.ts';
import { partiesOf, type Party, partyOfSeat } from '#store/member/parties.ts';

/** In whose name something is said of a text. */
export interface ActingParty {
  readonly party: string;
  /** Where the bureau speaks for others: what the entry says of it. */
  readonly onBehalf?: string;
}

const longestName = 200;

/**
 * Whose words they are: the party of the actor's own seat, or the one that is `named`, which only
 * the bureau may do for others (`party-not-yours`). Without a seat that speaks for a party, one
 * has to be named (`no-party`).
 */
export async function actingParty(
  db: Kysely<Schema>,
  groupId: string,
  standing: Standing,
  named: string | undefined,
): Promise<Result<ActingParty>> {
  const own = await ownParty(db, groupId, standing);
  const wanted = tidyName(named ?? '');
  if (wanted === '') return own === null ? refused('no-party') : done({ party: own });
  if (own !== null && sameName(own, wanted)) return done({ party: own });
  if (!may(standing, 'text.amend-for-others').ok) {
    return own === null ? refused('no-party') : refused('party-not-yours', { party: wanted, own });
  }
  const party = spelledAs(await partiesOf(db, groupId), wanted);
  return party.ok ? done({ party: party.value, onBehalf: `party:${party.value}` }) : party;
}

/** The party that an actor's seat speaks for, or null. */
export async function ownParty(
  db: Kysely<Schema>,
  groupId: string,
  standing: Standing,
): Promise<string | null> {
  if (standing.kind !== 'member') return null;
  const seat = await db
    .selectFrom('member')
    .select(['role', 'delegation', 'name'])
    .where('group_id', '=', groupId)
    .where('member_id', '=', standing.memberId)
    .executeTakeFirst();
  return seat ? partyOfSeat(seat) : null;
}

/** A party's name as the group spells it; a name that no seat has stands as it is written. */
export function spelledAs(parties: readonly Party[], name: string): Result<string> {
  const wanted = tidyName(name);
  if (wanted === '') return refused('party-missing', { field: 'party' });
  if (wanted.length > longestName) {
    return refused('too-long', { field: 'party', limit: longestName });
  }
  return done(parties.find(({ party }) => sameName(party, wanted))?.party ?? wanted);
}

/**
 * Names that differ in case, in spacing and in what is not seen at all are one: two parties must not
 * look alike.
 */
export function sameName(one: string, other: string): boolean {
  return fold(one) === fold(other);
}

function tidyName(name: string): string {
  return name
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

function fold(name: string): string {
  const seen = name.replace(/\p{Default_Ignorable_Code_Point}+/gu, '');
  return tidyName(seen).normalize('NFKC').toLowerCase();
}
