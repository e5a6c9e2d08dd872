import { roles } from '#core/vocabulary.ts';
import type { Rule } from './may.ts';

export const groupPolicy = {
  /** Founding is asked of the server, where nobody has a seat yet. */
  'group.found': { roles: [], founders: true },
  /** Reading everything that is not about a person's account. */
  'group.read': { roles, publicly: true },
  'group.change-settings': { roles: ['secretariat', 'chair', 'vice-chair'] },
} as const satisfies Record<string, Rule>;
