import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../shared/data/', import.meta.url));

/**
 * Where a file or folder of the shared real-world data lies, or undefined where the data is
 * absent; tests then skip, saying so once.
 */
export function sharedData(path: string): string | undefined {
  const full = folder + path;
  if (existsSync(full)) return full;
  console.warn(`skipped: no real data at ../shared/data/${path}`);
  return undefined;
}
