/** SQLSTATEs by which PostgreSQL says that it is ending, starting or cannot be reached. */
const goneStates = /^(57P01|57P02|57P03|08\w{3})$/;

/** System errors of a connection that could not be made, or that broke. */
const goneSystemErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What the driver says in words only. */
const goneWords =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|Postgres connection has been discarded)/;

/**
 * Whether an error means that the database is not there at the moment: not an error of the query,
 * which may be tried again once the database is back.
 */
export function isDatabaseGone(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, cause, syscall, errors } = error as {
    code?: unknown;
    message?: unknown;
    cause?: unknown;
    syscall?: unknown;
    errors?: unknown;
  };
  if (typeof code === 'string') {
    if (goneStates.test(code)) return true;
    // ENOENT is a missing socket only when it comes from connecting; else a missing file.
    if (goneSystemErrors.has(code) && (code !== 'ENOENT' || syscall === 'connect')) return true;
  }
  if (typeof message === 'string' && goneWords.test(message)) return true;
  if (Array.isArray(errors) && errors.some(isDatabaseGone)) return true;
  return cause !== undefined && cause !== error && isDatabaseGone(cause);
}
