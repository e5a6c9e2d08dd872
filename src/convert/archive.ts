import { crc32, inflateRawSync } from 'node:zlib';
import type { Result } from '#core/result.ts';
import { done, refused } from '#core/result.ts';

export interface ArchiveEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  readonly offset: number;
}

export interface Archive {
  has(name: string): boolean;
  /** The bytes of one part; undefined where the archive has none of that name. */
  read(name: string): Result<Uint8Array | undefined>;
}

/** What an archive may hold, checked before and while inflating. Sizes in bytes. */
export const archiveLimits = {
  entries: 10_000,
  total: 200 * 1024 * 1024,
  /** Above `ratioFrom`, inflated to packed; real documents stay below 40. */
  ratio: 200,
  ratioFrom: 10 * 1024 * 1024,
};

/**
 * Opens a zip held in memory. Nothing is inflated but the parts that are read, each no further
 * than it declares, and all together no further than `archiveLimits.total`. Names never become
 * paths. Reasons: `damaged-archive`, `encrypted-archive`, `archive-too-large`.
 */
export function openArchive(bytes: Uint8Array): Result<Archive> {
  const directory = readDirectory(bytes);
  if (!directory.ok) return directory;
  const entries = new Map(directory.value.map((entry) => [entry.name, entry]));
  let left = archiveLimits.total;
  return done({
    has: (name) => entries.has(name),
    read(name) {
      const entry = entries.get(name);
      if (!entry) return done(undefined);
      if (entry.size > left) return tooLarge();
      left -= entry.size;
      return readEntry(bytes, entry);
    },
  });
}

/** The central directory, checked against the limits; entries whose name climbs are left out. */
export function readDirectory(bytes: Uint8Array): Result<readonly ArchiveEntry[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return refused('damaged-archive');
  const count = view.getUint16(end + 10, true);
  if (count > archiveLimits.entries) return tooLarge();
  let at = view.getUint32(end + 16, true);
  let total = 0;
  let packed = 0;
  const entries: ArchiveEntry[] = [];
  for (let index = 0; index < count; index++) {
    const entry = readHeader(view, at);
    if (!entry) return refused('damaged-archive');
    if (entry.flags & 1) return refused('encrypted-archive');
    at = entry.next;
    total += entry.size;
    packed += entry.packed;
    const climbs = /(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-z]:/i.test(entry.name);
    if (!climbs) entries.push(entry);
  }
  const swollen = total > archiveLimits.ratioFrom && total > packed * archiveLimits.ratio;
  return total > archiveLimits.total || swollen ? tooLarge() : done(entries);
}

function tooLarge() {
  return refused('archive-too-large', { megabytes: archiveLimits.total / 1024 / 1024 });
}

/** The end record lies in the last 64 KB, behind a comment of any words. */
function findEnd(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return undefined;
}

type Header = ArchiveEntry & { readonly flags: number; readonly next: number };

function readHeader(view: DataView, at: number): Header | undefined {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return undefined;
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  if (next > view.byteLength) return undefined;
  const name = new TextDecoder().decode(
    new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength),
  );
  const wide = wideFields(view, at + 46 + nameLength, extraLength);
  const field = (offset: number) => {
    const value = view.getUint32(at + offset, true);
    return value === 0xffffffff ? (wide.shift() ?? value) : value;
  };
  const size = field(24);
  const packed = field(20);
  return {
    name,
    method: view.getUint16(at + 10, true),
    packed,
    size,
    crc: view.getUint32(at + 16, true),
    offset: field(42),
    flags: view.getUint16(at + 8, true),
    next,
  };
}

/** Zip64 sizes, which some writers use for small files too. */
function wideFields(view: DataView, from: number, length: number): number[] {
  for (let at = from; at + 4 <= from + length;) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      const values: number[] = [];
      const until = Math.min(at + 4 + size, from + length);
      for (let each = at + 4; each + 8 <= until; each += 8) {
        values.push(Number(view.getBigUint64(each, true)));
      }
      return values;
    }
    at += 4 + size;
  }
  return [];
}

function readEntry(bytes: Uint8Array, entry: ArchiveEntry): Result<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length) return refused('damaged-archive');
  const names = view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const from = entry.offset + 30 + names;
  const packed = bytes.subarray(from, from + entry.packed);
  if (packed.length !== entry.packed) return refused('damaged-archive');
  const content = entry.method === 0 ? packed : inflate(packed, entry);
  const sound = content?.length === entry.size && crc32(content) === entry.crc;
  return content && sound ? done(content) : refused('damaged-archive');
}

/** Stops at the declared size, which the limits have already passed. */
function inflate(packed: Uint8Array, entry: ArchiveEntry): Uint8Array | undefined {
  if (entry.method !== 8) return undefined;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch {
    return undefined; // damaged, or larger than it declares: zlib can only throw
  }
}
