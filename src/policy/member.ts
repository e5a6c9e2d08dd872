import type { Rule } from './rule.ts';

export const memberPolicy = {
  'member.list': { roles: ['secretariat'] },
  'member.change': { roles: ['secretariat'] },
  'member.invite': { roles: ['secretariat'] },
  'member.remove': { roles: ['secretariat'] },
} as const satisfies Record<string, Rule>;
