import { Readable } from 'node:stream';
import Busboy from '@fastify/busboy';
import type { House } from '#actions/house.ts';
import type { IncomingFile } from '#actions/start-import.ts';
import { maximumBytes, tooLarge } from '#convert/formats.ts';
import { done, refused, type Result } from '#core/result.ts';
import { isDiskFull } from './disk-full.ts';

export interface Upload {
  readonly files: readonly IncomingFile[];
  /** The other fields of the form, the last of a name. */
  readonly fields: Readonly<Record<string, string>>;
}

const mostFiles = 2_000;
const mostFields = 50;
/** Browsers send an empty part for each file that was not chosen. */
const mostParts = mostFiles + 2 * mostFields;
const tooManyFiles = new Error('more files came than are taken at once');

/**
 * Takes in the files of a form as they arrive, each straight to the originals, so that memory holds
 * none of them whole. Names keep no folders that lead outside: they are labels, never paths.
 */
export async function receiveUpload(house: House, request: Request): Promise<Result<Upload>> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || !request.body) return refused('no-files');
  const body = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  const parts: Readable[] = [];
  const files: Promise<IncomingFile>[] = [];
  const fields = new Map<string, string>();
  try {
    const busboy = Busboy({
      headers: { 'content-type': type },
      preservePath: true,
      limits: { files: mostFiles, fieldSize: 64 * 1024, fields: mostFields, parts: mostParts },
    });
    busboy.on('field', (name, value) => fields.set(name, value));
    busboy.on('file', (_field, stream, filename) => {
      // Until it is read, an error of this part would be nobody's, and end the server.
      stream.on('error', () => undefined);
      parts.push(stream);
      if (!filename) return void stream.resume();
      const file = keep(house, cleanName(filename), stream);
      // A file that cannot be kept is read no further, and the form would never be at its end.
      file.catch((error: unknown) => busboy.destroy(error as Error));
      files.push(file);
    });
    await new Promise<void>((resolve, reject) => {
      const tooMany = (): void => reject(tooManyFiles);
      busboy.on('filesLimit', tooMany).on('partsLimit', tooMany);
      busboy.on('finish', resolve).on('error', reject);
      body.on('error', reject).pipe(busboy);
    });
    return done({ files: await Promise.all(files), fields: Object.fromEntries(fields) });
  } catch (error) {
    // What still comes is read away, or the browser would not see the answer.
    body.unpipe().resume();
    // A part that will never end would be waited for without end, its file half written.
    parts.forEach((part) => part.destroy(new Error('the upload broke off')));
    await Promise.allSettled(files);
    if (error === tooManyFiles) return refused('upload-too-many', { limit: mostFiles });
    if (isDiskFull(error)) return refused('disk-full');
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
  // The cut may have gone through a character of two halves.
  return parts.join('/').slice(-300).toWellFormed() || 'unnamed';
}
