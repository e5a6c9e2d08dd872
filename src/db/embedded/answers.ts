import { connectClient } from '../connection.ts';
import type { Cluster } from './cluster.ts';

/**
 * What a data directory's socket says: `ready`; `starting` or recovering, which may take its time;
 * `stopping`; `full`, when all its connections are taken; or nothing, when nobody answers.
 */
export type Answer = 'ready' | 'starting' | 'stopping' | 'full' | undefined;

export async function answers(cluster: Cluster): Promise<Answer> {
  try {
    const client = await connectClient({ ...cluster.address, database: 'postgres' }, 'knock');
    await client.end();
    return 'ready';
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    if (code === '53300') return 'full';
    if (code !== '57P03') return undefined;
    return /shutting down/.test(message ?? '') ? 'stopping' : 'starting';
  }
}
