/** Whether an error means that there is no room left: for a file, or for the database. */
export function isDiskFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return code === 'ENOSPC' || code === '53100' || (cause !== error && isDiskFull(cause));
}
