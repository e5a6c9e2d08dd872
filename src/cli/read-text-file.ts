import { readFile } from 'node:fs/promises';
import { decode } from '#convert/encoding.ts';
import { type Result, done, refused } from '#core/result.ts';

export interface TextFile {
  readonly bytes: Uint8Array;
  readonly text: string;
  /** As named by the WHATWG Encoding Standard. */
  readonly encoding: string;
}

/** The text of a file, or of standard input for `-`, whatever its encoding. */
export async function readTextFile(file: string): Promise<Result<TextFile>> {
  const bytes = await bytesOf(file);
  if (bytes === undefined) return refused('no-such-file', { path: file });
  const { text, encoding } = decode(bytes);
  return done({ bytes, text, encoding });
}

async function bytesOf(file: string): Promise<Uint8Array | undefined> {
  if (file !== '-') return readFile(file).catch(() => undefined);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
