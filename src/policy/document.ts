import type { Rule } from './rule.ts';

export const documentPolicy = {
  'document.register': { roles: ['secretariat', 'chair', 'vice-chair'] },
  'document.correct': { roles: ['secretariat'] },
  'document.describe': { roles: ['secretariat'] },
} as const satisfies Record<string, Rule>;
