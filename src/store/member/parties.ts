import type { Kysely } from 'kysely';
import type { Role, StakeholderGroup } from '#core/vocabulary.ts';
import type { Schema } from '#db/schema.ts';
import { membersOf } from '../group/readers.ts';

/** Those who speak in one name: a delegation, or somebody who has none. */
export interface Party {
  /** By this name it is known in every text. */
  readonly party: string;
  readonly stakeholderGroup: StakeholderGroup | null;
  /** How many seats speak for it. */
  readonly seats: number;
}

/** The name under which a seat takes part; null for one that takes none, as an observer's. */
export function partyOfSeat(seat: {
  readonly role: Role;
  readonly delegation: string;
  readonly name: string;
}): string | null {
  if (seat.role === 'observer') return null;
  if (seat.delegation !== '') return seat.delegation;
  // The secretariat serves the parties; without a delegation it is none of them.
  return seat.role === 'secretariat' ? null : seat.name;
}

/** The parties of a group by name. Those whose seats were all left are not among them. */
export async function partiesOf(db: Kysely<Schema>, groupId: string): Promise<Party[]> {
  const parties = new Map<string, Party>();
  for (const member of await membersOf(db, groupId)) {
    const party = partyOfSeat(member);
    if (party === null) continue;
    const known = parties.get(party);
    const stakeholderGroup = known?.stakeholderGroup ?? member.stakeholder_group;
    parties.set(party, { party, stakeholderGroup, seats: (known?.seats ?? 0) + 1 });
  }
  return [...parties.values()];
}
