import { createHash, randomBytes } from 'node:crypto';

/** A token for a one-time link: 256 random bits. It is told once; what is kept is its hash. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256, in hex: a token has nothing to guess, so nothing slower is needed. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
