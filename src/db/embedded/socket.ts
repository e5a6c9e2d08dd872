import { closeSync, mkdtempSync, openSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A path short enough for a socket's address, and how to give it back. */
export interface Reach {
  readonly host: string;
  release(): void;
}

/** Addresses of unix sockets hold 108 bytes on Linux, 104 on a Mac. */
const addressLimit = 100;

/** The folder of the socket as a client can name it, however long its real path is. */
export function reachSocket(folder: string): Reach {
  if (Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= addressLimit) {
    return { host: folder, release: () => undefined };
  }
  if (process.platform === 'linux') {
    const handle = openSync(folder, 'r');
    return { host: `/proc/self/fd/${handle}`, release: once(() => closeSync(handle)) };
  }
  const place = mkdtempSync(join(tmpdir(), 'r-'));
  const link = join(place, 's');
  symlinkSync(folder, link);
  return { host: link, release: once(() => rmSync(place, { recursive: true, force: true })) };
}

function once(act: () => void): () => void {
  let acted = false;
  return () => {
    if (acted) return;
    acted = true;
    act();
  };
}
