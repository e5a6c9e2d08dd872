import { type StakeholderGroup, stakeholderGroups } from '#core/vocabulary.ts';
import type { Member } from '#store/group/readers.ts';

export interface Seats {
  /** Null for seats that speak for no stakeholder group, as the secretariat's. */
  readonly stakeholderGroup: StakeholderGroup | null;
  readonly members: readonly Member[];
}

/** Members under their stakeholder groups, in the order of the field, none left out. */
export function seatsByGroup(members: readonly Member[]): readonly Seats[] {
  return [...stakeholderGroups, null]
    .map((stakeholderGroup) => ({
      stakeholderGroup,
      members: members.filter((member) => member.stakeholder_group === stakeholderGroup),
    }))
    .filter(
      ({ stakeholderGroup, members: seats }) => stakeholderGroup !== null || seats.length > 0,
    );
}
