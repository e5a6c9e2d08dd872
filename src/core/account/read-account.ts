import { done, refused, type Result } from '../result.ts';

export const shortestPassword = 10;
export const longestPassword = 128;
const longestName = 120;
const longestEmail = 254;

/** The shape that the account library takes as an address; what it refuses could never sign in. */
const emailShape =
  /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** An e-mail address in lower case, as accounts are known by. */
export function readEmail(text: string): Result<string> {
  const email = text.trim().toLowerCase();
  if (email === '') return refused('email-missing', { field: 'email' });
  if (email.length > longestEmail || !emailShape.test(email)) {
    return refused('email-unfit', { field: 'email', email });
  }
  return done(email);
}

/** The name of a person, on one line. */
export function readPersonName(text: string): Result<string> {
  const name = text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .toWellFormed();
  if (name === '') return refused('name-missing', { field: 'name' });
  if (name.length > longestName) return refused('too-long', { field: 'name', limit: longestName });
  return done(name);
}

/**
 * A new password: length is what makes one strong, so length is all that is asked (NIST SP 800-63B,
 * 5.1.1.2), and that it is not the address it goes with.
 */
export function readPassword(password: string, email: string): Result<string> {
  if (password.length < shortestPassword) {
    return refused('password-short', { field: 'password', limit: shortestPassword });
  }
  if (password.length > longestPassword) {
    return refused('password-long', { field: 'password', limit: longestPassword });
  }
  if (password.trim().toLowerCase() === email) {
    return refused('password-is-email', { field: 'password' });
  }
  return done(password);
}
