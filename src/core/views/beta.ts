/**
 * What can be said of a share after `yes` of `yes + no` have been seen, having known nothing before:
 * it follows the Beta distribution with 1 + yes and 1 + no.
 */
export interface Tally {
  readonly yes: number;
  readonly no: number;
}

/** How sure it is that the share is above `least`. */
export function chanceAbove({ yes, no }: Tally, least: number): number {
  return 1 - betaBelow(1 + yes, 1 + no, least);
}

/** How sure it is that the one share is above the other by more than `margin`. */
export function chanceApart(one: Tally, other: Tally, margin: number): number {
  const a = 1 + one.yes;
  const b = 1 + one.no;
  const middle = a / (a + b);
  const deviation = Math.sqrt((middle * (1 - middle)) / (a + b + 1));
  const from = Math.max(0, middle - 7 * deviation);
  const to = Math.min(1, middle + 7 * deviation);
  const peak = logDensity(a, b, Math.min(to, Math.max(from, (a - 1) / Math.max(1, a + b - 2))));
  let total = 0;
  let above = 0;
  for (let step = 0; step < steps; step += 1) {
    const share = from + ((step + 0.5) / steps) * (to - from);
    const weight = Math.exp(logDensity(a, b, share) - peak);
    total += weight;
    above += weight * betaBelow(1 + other.yes, 1 + other.no, share - margin);
  }
  return total > 0 ? above / total : 0;
}

/** The share of the Beta distribution below `x`: the regularised incomplete beta function. */
export function betaBelow(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logDensity(a, b, x) + Math.log(x) + Math.log(1 - x));
  // The fraction converges quickly on the near side of the mean only.
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(a, b, x)) / a
    : 1 - (front * continuedFraction(b, a, 1 - x)) / b;
}

const steps = 96;

function logDensity(a: number, b: number, x: number): number {
  const kernel = (a === 1 ? 0 : (a - 1) * Math.log(x)) + (b === 1 ? 0 : (b - 1) * Math.log(1 - x));
  return logGamma(a + b) - logGamma(a) - logGamma(b) + kernel;
}

/** By Lentz' method; needs about the square root of the greater of `a` and `b` terms. */
function continuedFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const kept = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 2_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-12) break;
  }
  return fraction;
}

/** Stirling's series; exact to twelve places from 8 on, and smaller arguments are lifted there. */
function logGamma(x: number): number {
  let lifted = x;
  let shift = 0;
  for (; lifted < 8; lifted += 1) shift -= Math.log(lifted);
  const inverse = 1 / (lifted * lifted);
  const series =
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680)))) / lifted;
  return shift + (lifted - 0.5) * Math.log(lifted) - lifted + 0.5 * Math.log(2 * Math.PI) + series;
}
