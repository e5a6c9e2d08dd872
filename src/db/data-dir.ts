import { access, constants, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { done, refused, type Result } from '#core/result.ts';

/**
 * Makes the data directory if it is not there, and sees that we may use it; gives its full path.
 * It is closed to other users, save that the superuser's may be entered, not listed, because
 * PostgreSQL then runs as someone else: what lies in it beside the database closes itself.
 */
export async function makeDataDir(dataDir: string): Promise<Result<string>> {
  const folder = resolve(dataDir);
  try {
    await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return done(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM')
      return refused('database-folder-foreign', { folder });
    return refused('database-folder-unusable', { folder, detail: message });
  }
}
