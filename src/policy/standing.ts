import type { Role } from '#core/vocabulary.ts';
import type { MemberState } from '#store/tables.ts';

/** Where someone stands towards a group: all that a rule may ask about them. */
export type Standing =
  /** Has the files of the server in hand. */
  | { readonly kind: 'operator' }
  /** Has a seat in the group. */
  | {
      readonly kind: 'member';
      readonly memberId: string;
      readonly name: string;
      readonly role: Role;
      readonly state: MemberState;
    }
  /** Has an account, but no seat in this group. */
  | { readonly kind: 'account'; readonly founder: boolean }
  | { readonly kind: 'anonymous' };
