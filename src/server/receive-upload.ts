import { Readable } from 'node:stream';
import Busboy from '@fastify/busboy';
import type { House } from '#actions/house.ts';
import type { IncomingFile } from '#actions/start-import.ts';
import { maximumBytes, tooLarge } from '#convert/formats.ts';
import { done, refused, type Result } from '#core/result.ts';

export interface Upload {
  readonly files: readonly IncomingFile[];
  /** The other fields of the form, the last of a name. */
  readonly fields: Readonly<Record<string, string>>;
}

const mostFiles = 2_000;

/**
 * Takes in the files of a form as they arrive, each straight to the originals, so that memory holds
 * none of them whole. Names keep no folders that lead outside: they are labels, never paths.
 */
export async function receiveUpload(house: House, request: Request): Promise<Result<Upload>> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || !request.body) return refused('no-files');
  const busboy = Busboy({
    headers: { 'content-type': type },
    preservePath: true,
    limits: { files: mostFiles, fieldSize: 64 * 1024, fields: 50 },
  });
  const files: Promise<IncomingFile>[] = [];
  const fields: Record<string, string> = {};
  busboy.on('field', (name, value) => (fields[name] = value));
  busboy.on('file', (_field, stream, filename) => {
    if (!filename) return void stream.resume();
    files.push(keep(house, cleanName(filename), stream));
  });
  try {
    await new Promise<void>((resolve, reject) => {
      busboy.on('finish', resolve).on('error', reject);
      const body = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
      body.on('error', reject).pipe(busboy);
    });
    return done({ files: await Promise.all(files), fields });
  } catch (error) {
    await Promise.allSettled(files);
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return refused('disk-full');
    house.log(`An upload broke off: ${String(error)}`);
    return refused('upload-broken-off');
  }
}

async function keep(
  house: House,
  name: string,
  stream: AsyncIterable<Uint8Array>,
): Promise<IncomingFile> {
  const received = await house.originals.receive(stream, maximumBytes);
  return received.sha256 ? { name, ...received } : { name, ...received, refused: tooLarge };
}

/** `../../etc/passwd` and `C:\papers\a.txt` become `etc/passwd` and `papers/a.txt`. */
export function cleanName(filename: string): string {
  const parts = filename
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^[a-z]:/i, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.join('/').slice(-300) || 'unnamed';
}
