/** The stages of the thread on which everything hangs, in order. */
export const stages = [
  'contribution',
  'passage',
  'issue',
  'gap',
  'recommendation',
  'text',
  'position',
  'decision',
  'report',
] as const;
export type Stage = (typeof stages)[number];

/** How many there are at each stage so far; a stage that is not named has not begun. */
export type ThreadCounts = Readonly<Partial<Record<Stage, number>>>;
