import { readEmail, readPersonName } from '../account/read-account.ts';
import { done, refused, type Result } from '../result.ts';
import { type Role, roles, type StakeholderGroup, stakeholderGroups } from '../vocabulary.ts';

/** A seat as a form gives it. */
export interface MemberInput {
  readonly name: string;
  readonly delegation: string;
  /** Empty for none. */
  readonly stakeholderGroup: string;
  readonly role: string;
  /** Empty for none. */
  readonly email: string;
}

/** The same, checked and tidied. */
export interface MemberRead {
  readonly name: string;
  readonly delegation: string;
  readonly stakeholderGroup: StakeholderGroup | null;
  readonly role: Role;
  readonly email: string | null;
}

const longest = 200;

/** Checks a seat; a refusal names the field in `field`. */
export function readMember(input: MemberInput): Result<MemberRead> {
  const name = readPersonName(input.name);
  if (!name.ok) return name;
  const delegation = input.delegation.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (delegation.length > longest) {
    return refused('too-long', { field: 'delegation', limit: longest });
  }
  const role = roles.find((each) => each === input.role);
  if (!role) return refused('role-missing', { field: 'role' });
  const group = stakeholderGroups.find((each) => each === input.stakeholderGroup) ?? null;
  if (!group && role !== 'secretariat' && role !== 'observer') {
    return refused('stakeholder-group-missing', { field: 'stakeholderGroup' });
  }
  const email = input.email.trim() ? readEmail(input.email) : done(null);
  if (!email.ok) return email;
  return done({ name: name.value, delegation, stakeholderGroup: group, role, email: email.value });
}
