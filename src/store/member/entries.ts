import type { Role, StakeholderGroup } from '#core/vocabulary.ts';

/** A seat in a group. Names are public record; addresses are not and stand elsewhere. */
export interface MemberDetails {
  readonly name: string;
  /** The country, organisation or body spoken for. */
  readonly delegation: string;
  readonly stakeholderGroup: StakeholderGroup | null;
  readonly role: Role;
}

/** `member.listed`. The subject is the member, here and below. */
export type MemberListed = MemberDetails;

/** `member.changed`: only what changed. */
export type MemberChanged = Partial<MemberDetails>;

/** `member.invited`, `member.joined`, `member.left`: the verb says it all. */
export type MemberMoved = Readonly<Record<string, never>>;
