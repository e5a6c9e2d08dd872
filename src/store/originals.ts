import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** The files that came in, byte for byte, under their SHA-256 in lower-case hexadecimal. */
export interface Originals {
  /** Keeps the bytes on disk for good before it answers; keeping them again changes nothing. */
  keep(bytes: Uint8Array): Promise<string>;
  /** The bytes, or undefined if they are not here. */
  read(sha256: string): Promise<Uint8Array | undefined>;
  /** Whether the bytes are here. */
  has(sha256: string): Promise<boolean>;
  stream(sha256: string): Promise<{ readonly bytes: number; readonly body: Readable } | undefined>;
  /**
   * Takes bytes as they arrive, up to `limit` of them; past it nothing is kept, the rest is read
   * away, and only the count is told.
   */
  receive(source: AsyncIterable<Uint8Array>, limit: number): Promise<Received>;
  /** Removes what a process that was killed had half received, `olderThan` milliseconds ago. */
  sweep(olderThan: number): Promise<void>;
}

export interface Received {
  readonly bytes: number;
  /** Undefined when there were more bytes than allowed. */
  readonly sha256: string | undefined;
}

/** Originals in a folder, as `ab/abcdef…`. A name appears only once its bytes are safe on disk. */
export function openOriginals(folder: string): Originals {
  const pathOf = (sha256: string): string | undefined =>
    /^[0-9a-f]{64}$/.test(sha256) ? join(folder, sha256.slice(0, 2), sha256) : undefined;

  const receive: Originals['receive'] = async (source, limit) => {
    const arriving = join(folder, 'arriving');
    await mkdir(arriving, { recursive: true, mode: 0o700 });
    const temporary = join(arriving, randomUUID());
    const file = await open(temporary, 'wx', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > limit) continue;
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      if (bytes > limit) return { bytes, sha256: undefined };
      const sha256 = hash.digest('hex');
      const path = join(folder, sha256.slice(0, 2), sha256);
      if (await exists(path)) return { bytes, sha256 };
      await file.sync();
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(temporary, path);
      await syncFolder(dirname(path));
      return { bytes, sha256 };
    } finally {
      await file.close();
      await rm(temporary, { force: true });
    }
  };

  return {
    receive,
    async sweep(olderThan) {
      const arriving = join(folder, 'arriving');
      for (const name of await readdir(arriving).catch(() => [])) {
        const path = join(arriving, name);
        const half = await stat(path).catch(() => undefined);
        if (half && Date.now() - half.mtimeMs > olderThan) await rm(path, { force: true });
      }
    },
    async keep(bytes) {
      const { sha256 } = await receive(once(bytes), Infinity);
      if (!sha256) throw new Error('an original without a limit was cut off');
      return sha256;
    },
    async read(sha256) {
      const path = pathOf(sha256);
      return path && (await exists(path)) ? readFile(path) : undefined;
    },
    async has(sha256) {
      const path = pathOf(sha256);
      return path !== undefined && (await exists(path));
    },
    async stream(sha256) {
      const path = pathOf(sha256);
      if (!path || !(await exists(path))) return undefined;
      return { bytes: (await stat(path)).size, body: createReadStream(path) };
    },
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

// A rename lasts through a power cut only once the folder itself is on disk.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
