import { compareText } from './document.ts';

/** What may be missing for an issue, in the order in which it is told. */
export const gapKinds = [
  'none-exists',
  'implementation',
  'awareness',
  'capacity',
  'research',
  'participation',
] as const;
export type GapKind = (typeof gapKinds)[number];

/** Somebody says that something is missing for an issue. */
export interface GapStatement {
  readonly issue: string;
  readonly kind: GapKind;
  readonly group: string;
}

export interface GapRow {
  readonly kind: GapKind;
  /** Issues of which anybody says so, by id. */
  readonly issues: readonly string[];
  /** For each group that says so, of how many issues; by the name of the group. */
  readonly groups: readonly { readonly group: string; readonly issues: number }[];
}

/**
 * The gaps by kind and by who says so. An issue counts once for a kind and once for each group that
 * says so, however often it is said. Every kind has its row.
 */
export function gapsByKind(statements: readonly GapStatement[]): readonly GapRow[] {
  return gapKinds.map((kind) => {
    const said = statements.filter((statement) => statement.kind === kind);
    const byGroup = new Map<string, Set<string>>();
    for (const { group, issue } of said) {
      byGroup.set(group, (byGroup.get(group) ?? new Set()).add(issue));
    }
    return {
      kind,
      issues: [...new Set(said.map(({ issue }) => issue))].sort(compareText),
      groups: [...byGroup]
        .map(([group, issues]) => ({ group, issues: issues.size }))
        .sort((one, other) => compareText(one.group, other.group)),
    };
  });
}

/** The issues that no mechanism addresses which is active or emerging, in the order given. */
export function unaddressed(
  issues: readonly string[],
  addressed: readonly { readonly issue: string; readonly status: string }[],
): readonly string[] {
  const living = new Set(
    addressed
      .filter(({ status }) => status === 'active' || status === 'emerging')
      .map(({ issue }) => issue),
  );
  return issues.filter((issue) => !living.has(issue));
}
