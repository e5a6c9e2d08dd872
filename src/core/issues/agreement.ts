/**
 * How far two readers agree beyond what chance would give: 1 for full agreement, 0 for chance, less
 * for worse. `pairs`: the label each of the two gave to the same passage. Undefined without pairs, or
 * where both only ever gave one and the same label, for then chance explains everything. Source: J.
 * Cohen, "A coefficient of agreement for nominal scales" (1960).
 */
export function cohenKappa(pairs: readonly (readonly [string, string])[]): number | undefined {
  if (pairs.length === 0) return undefined;
  const counts = new Map<string, [number, number]>();
  let same = 0;
  for (const [one, other] of pairs) {
    if (one === other) same += 1;
    for (const [at, label] of [one, other].entries()) {
      const count = counts.get(label) ?? [0, 0];
      if (at === 0) count[0] += 1;
      else count[1] += 1;
      counts.set(label, count);
    }
  }
  let byChance = 0;
  for (const [one, other] of counts.values()) byChance += one * other;
  const whole = pairs.length ** 2;
  if (byChance === whole) return undefined;
  return (same * pairs.length - byChance) / (whole - byChance);
}

/**
 * The same for any number of readers, of whom not all need have read everything. `units`: for each
 * passage the labels that readers gave it. `difference` says how far apart two labels are, from 0 to
 * 1, and is 0 of a label with itself; by default any two are wholly apart. Undefined where no passage
 * was read twice or all labels are one. Source: K. Krippendorff, "Computing Krippendorff's
 * alpha-reliability" (2011).
 */
export function krippendorffAlpha(
  units: readonly (readonly string[])[],
  difference: (one: string, other: string) => number = (one, other) => (one === other ? 0 : 1),
): number | undefined {
  const paired = units.filter((labels) => labels.length > 1);
  const totals = new Map<string, number>();
  let values = 0;
  let observed = 0;
  for (const labels of paired) {
    const counts = countOf(labels);
    values += labels.length;
    for (const [label, count] of counts) totals.set(label, (totals.get(label) ?? 0) + count);
    observed += disagreement(counts, difference) / (labels.length - 1);
  }
  const expected = disagreement(totals, difference) / (values - 1);
  return values > 1 && expected > 0 ? 1 - observed / expected : undefined;
}

function countOf(labels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** The differences of all ordered pairs of labels that were given. */
function disagreement(
  counts: ReadonlyMap<string, number>,
  difference: (one: string, other: string) => number,
): number {
  let sum = 0;
  for (const [one, n] of counts) {
    for (const [other, m] of counts) {
      if (one !== other) sum += n * m * difference(one, other);
    }
  }
  return sum;
}
