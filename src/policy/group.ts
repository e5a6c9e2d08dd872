import { roles } from '#core/vocabulary.ts';
import type { Rule } from './rule.ts';

export const groupPolicy = {
  /** Founding is asked of the server, where nobody has a seat yet. */
  'group.found': { roles: [], founders: true },
  /** Reading everything that is not about a person's account. */
  'group.read': { roles, publicly: true },
  /** The terms of reference and the report deadline, which the bureau answers for. */
  'group.change-settings': { roles: ['secretariat', 'chair', 'vice-chair'] },
  /** What the group is: its name, its mandate and who may read it. */
  'group.change-mandate': { roles: ['secretariat'] },
} as const satisfies Record<string, Rule>;
