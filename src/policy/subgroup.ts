import type { Rule } from './rule.ts';

const bureau = ['secretariat', 'chair', 'vice-chair'] as const;

export const subgroupPolicy = {
  'subgroup.found': { roles: bureau },
  'subgroup.change-settings': { roles: bureau },
  'subgroup.change-members': { roles: bureau },
} as const satisfies Record<string, Rule>;
