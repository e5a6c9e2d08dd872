import type { ForeignOption } from './foreign-text.ts';

export interface OptionStyle {
  readonly name: string;
  /** Its number in the series. */
  readonly value: number;
  /** Series of a higher rank stand inside those of a lower one. */
  readonly rank: number;
  /** What it is where nothing encloses it. */
  readonly level: number;
}

interface Group {
  readonly id: number;
  readonly name: string;
  readonly rank: number;
  level: number;
  last: number;
  lastOption: number;
}

/** How many series are kept in mind to be gone on with. */
const longestMemory = 8;

/**
 * Puts options into groups as they come. An option goes on with the latest series that is one
 * short of it; series begun since then stood inside it. A 1 begins a series; so does a number that
 * fits none. Headings end all of them.
 */
export class OptionGroups {
  private readonly drafts: Omit<ForeignOption, 'level' | 'endKnown'>[] = [];
  private readonly groups: Group[] = [];
  private readonly ended = new Set<number>();
  private open: Group[] = [];
  private headings = 0;

  enterHeading(count: number): void {
    if (count !== this.headings) this.open = [];
    this.headings = count;
  }

  add(
    style: OptionStyle,
    option: Pick<ForeignOption, 'offset' | 'line' | 'label' | 'noText'>,
  ): void {
    const group = this.goOn(style) ?? this.begin(style);
    const index = this.drafts.length;
    if (group.lastOption >= 0) this.ended.add(group.lastOption);
    group.last = style.value;
    group.lastOption = index;
    this.drafts.push({ ...option, group: group.id });
  }

  /** An end is written: the innermost series ends here. */
  end(): void {
    const group = this.open.pop();
    if (group) this.ended.add(group.lastOption);
  }

  options(): readonly ForeignOption[] {
    return this.drafts.map((draft, index) => ({
      ...draft,
      level: this.groups[draft.group]?.level ?? 1,
      endKnown: this.ended.has(index),
    }));
  }

  private goOn({ name, value }: OptionStyle): Group | undefined {
    if (value === 1) return undefined;
    const { open } = this;
    for (let at = open.length - 1; at >= 0; at -= 1) {
      const group = open[at];
      if (group?.name !== name || group.last !== value - 1) continue;
      for (const inner of open.slice(at + 1)) {
        if (inner.level <= group.level) inner.level = group.level + 1;
      }
      open.length = at + 1;
      return group;
    }
    return undefined;
  }

  private begin({ name, rank, level }: OptionStyle): Group {
    const { open } = this;
    while ((open[open.length - 1]?.rank ?? -1) > rank) open.pop();
    const above = open[open.length - 1];
    const inherited = above?.rank === rank ? above.level : (above?.level ?? 0) + 1;
    const group: Group = {
      id: this.groups.length,
      name,
      rank,
      level: Math.max(level, inherited),
      last: 0,
      lastOption: -1,
    };
    this.groups.push(group);
    open.push(group);
    if (open.length > longestMemory) {
      // The oldest of the same kind goes, so that an outer series outlasts many inner ones.
      open.splice(
        Math.max(
          0,
          open.findIndex((other) => other.name === name),
        ),
        1,
      );
    }
    return group;
  }
}
