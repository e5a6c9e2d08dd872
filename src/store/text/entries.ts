import type { TextVerb } from '#core/text/living/changes.ts';

export type {
  TextAmended,
  TextChange,
  TextChanges,
  TextChoiceMarked,
  TextChoicesJoined,
  TextChoiceSplit,
  TextClosed,
  TextCommented,
  TextDecided,
  TextProvisionSettled,
  TextStanceTaken,
  TextTabled,
  TextUndone,
  TextVerb,
} from '#core/text/living/changes.ts';

/** Every verb of a text: each entry with one is a step of the same fold. */
export const textVerbs = [
  'text.tabled',
  'text.amended',
  'text.stance-taken',
  'text.decided',
  'text.choice-split',
  'text.choices-joined',
  'text.choice-marked',
  'text.provision-settled',
  'text.commented',
  'text.closed',
  'text.opened',
  'text.undone',
] as const satisfies readonly TextVerb[];
