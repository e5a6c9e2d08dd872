/**
 * SQLSTATEs by which PostgreSQL refuses a value that no row can hold: U+0000 in a text, half of a
 * surrogate pair, a number that is none or too large.
 */
const unfitStates = new Set(['22021', '22P05', '22P02', '22003', '22007', '22008']);

/** Whether the database refused what it was given, so that asking again is of no use. */
export function isUnfit(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  return typeof code === 'string' && severity === 'ERROR' && unfitStates.has(code);
}
