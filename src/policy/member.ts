import type { Rule } from './may.ts';

export const memberPolicy = {
  'member.list': { roles: ['secretariat'] },
  'member.change': { roles: ['secretariat'] },
  'member.invite': { roles: ['secretariat'] },
  'member.remove': { roles: ['secretariat'] },
} as const satisfies Record<string, Rule>;
