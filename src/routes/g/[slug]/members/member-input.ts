import type { MemberInput } from '#core/members/read-member.ts';

/** A seat as the form gives it. */
export function memberInput(texts: Readonly<Record<string, string>>): MemberInput {
  return {
    name: texts['name'] ?? '',
    delegation: texts['delegation'] ?? '',
    stakeholderGroup: texts['stakeholderGroup'] ?? '',
    role: texts['role'] ?? '',
    email: texts['email'] ?? '',
  };
}
