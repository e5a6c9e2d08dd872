import type { Result } from '#core/result.ts';
import type { Transaction } from '#record/entry.ts';
import type { House } from './house.ts';

/** Works in a transaction beside any record; what is refused is taken back. */
export async function inTransaction<T>(
  house: House,
  work: (tx: Transaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  const begun = await house.db.kysely.startTransaction().execute();
  try {
    const result = await work(begun as unknown as Transaction);
    await (result.ok ? begun.commit() : begun.rollback()).execute();
    return result;
  } catch (error) {
    await begun.rollback().execute();
    throw error;
  }
}
