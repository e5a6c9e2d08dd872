import type { Rule } from './rule.ts';

const bureau = ['secretariat', 'chair', 'vice-chair'] as const;
const parties = [...bureau, 'member'] as const;

export const textPolicy = {
  'text.table': { roles: parties },
  /** In the name of one's own party. */
  'text.amend': { roles: parties },
  'text.take-stance': { roles: parties },
  'text.comment': { roles: parties },
  /** In the name of others: what was said in the room, and versions that were sent in. */
  'text.amend-for-others': { roles: bureau },
  'text.decide': { roles: bureau },
  'text.settle': { roles: bureau },
  'text.close': { roles: bureau },
  /** How choices are shown: split, joined, marked as one kind or the other. */
  'text.arrange': { roles: bureau },
  /** What one entered last; what others entered, only who may decide. */
  'text.undo': { roles: parties },
} as const satisfies Record<string, Rule>;
