import { createHash } from 'node:crypto';
import type pg from 'pg';
import { done, refused, type Result } from '#core/result.ts';

export interface Limit {
  /** So many tries … */
  readonly most: number;
  /** … in so many minutes, counted from the first. */
  readonly minutes: number;
}

/**
 * Counts tries in the database, so that several servers count together and a restart forgets
 * nothing. The try is counted before it is made: many at once are many.
 */
export function createAttempts(pool: pg.Pool, now: () => Date) {
  return {
    /** Counts one more try of `key`, or refuses it. */
    async count(key: string, { most, minutes }: Limit): Promise<Result<undefined>> {
      const at = now();
      const { rows } = await pool.query<{ count: number; until: Date }>(counting, [
        hashed(key),
        new Date(at.getTime() + minutes * 60_000),
        at,
      ]);
      const [row] = rows;
      if (!row) throw new Error('A try was not counted.');
      if (row.count === 1) await pool.query('delete from auth_attempt where until < $1', [at]);
      if (row.count <= most) return done();
      const left = Math.ceil((row.until.getTime() - at.getTime()) / 60_000);
      return refused('too-many-tries', { minutes: Math.max(1, left) });
    },

    async forget(key: string): Promise<void> {
      await pool.query('delete from auth_attempt where key = $1', [hashed(key)]);
    },
  };
}

const counting = `
  insert into auth_attempt (key, count, until) values ($1, 1, $2)
  on conflict (key) do update set
    count = case when auth_attempt.until <= $3 then 1 else auth_attempt.count + 1 end,
    until = case when auth_attempt.until <= $3 then excluded.until else auth_attempt.until end
  returning count, until`;

/** Who tried is nobody's business once it is counted. */
function hashed(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
