/**
 * Labels in the order they are given: p1, p2 …, and between p4 and p5 p4a … p4z, p4aa, p4ab ….
 * A label once used is never used again, so the suffix says when it came, not where it stands.
 */
export function nextLabel(after: string | undefined, used: ReadonlySet<string>): string {
  const base = after === undefined ? 'p0' : (/^p\d+/.exec(after)?.[0] ?? after);
  for (let count = 1; ; count += 1) {
    const label = base + letters(count);
    if (!used.has(label)) return label;
  }
}

/** The number of the highest label, for those that follow at the end. */
export function highestNumber(used: Iterable<string>): number {
  let highest = 0;
  for (const label of used) highest = Math.max(highest, Number(/^p(\d+)/.exec(label)?.[1] ?? 0));
  return highest;
}

/** 1 is a, 26 is z, 27 is aa. */
function letters(count: number): string {
  let rest = count;
  let text = '';
  while (rest > 0) {
    rest -= 1;
    text = String.fromCharCode(97 + (rest % 26)) + text;
    rest = Math.floor(rest / 26);
  }
  return text;
}
