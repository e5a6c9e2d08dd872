import { done, refused, type Result } from '#core/result.ts';
import { documentPolicy } from './document.ts';
import { groupPolicy } from './group.ts';
import { memberPolicy } from './member.ts';
import type { Rule } from './rule.ts';
import type { Standing } from './standing.ts';
import { subgroupPolicy } from './subgroup.ts';
import { textPolicy } from './text.ts';

/** Every deed there is a rule for. */
const policy = {
  ...groupPolicy,
  ...memberPolicy,
  ...subgroupPolicy,
  ...documentPolicy,
  ...textPolicy,
};
export type Deed = keyof typeof policy;

/** Whether someone may do a deed, and if not, why in words that say who may. */
export function may(
  standing: Standing,
  deed: Deed,
  group: { readonly visibility: 'public' | 'members' } = { visibility: 'members' },
): Result<undefined> {
  const rule: Rule = policy[deed];
  if (standing.kind === 'operator') return done();
  if (rule.publicly && group.visibility === 'public') return done();
  if (standing.kind === 'member' && standing.state !== 'left') {
    return rule.roles.includes(standing.role) ? done() : refused('not-your-role', { deed });
  }
  if (standing.kind === 'account' && rule.founders && standing.founder) return done();
  if (standing.kind === 'anonymous') return refused('sign-in-first', { deed });
  return refused(rule.founders ? 'not-a-founder' : 'not-a-member', { deed });
}
