/** One measured figure beside its yardstick, both taken in the same run. */
export interface BenchRow {
  readonly name: string;
  readonly ours: number;
  readonly yardstick: number;
  readonly unit: string;
  /** `ours / yardstick`; whether more or less is better follows from the unit. */
  readonly ratio: number;
  readonly target?: string;
}
