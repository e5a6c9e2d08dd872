import type { House } from '#actions/house.ts';
import type { IncomingFile } from '#actions/start-import.ts';
import { parseMetadataCsv } from '#convert/metadata-csv.ts';
import type { MetadataRow } from '#core/library/read-metadata-csv.ts';
import { done, type Result } from '#core/result.ts';

interface Sorted {
  readonly files: readonly IncomingFile[];
  readonly metadata: ReadonlyMap<string, MetadataRow>;
}

/** Takes the table of metadata out of what was handed in: a CSV is no document by itself. */
export async function metadataAmong(
  house: House,
  files: readonly IncomingFile[],
): Promise<Result<Sorted>> {
  const table = files.find(({ name }) => /\.csv$/i.test(name));
  const bytes = table?.sha256 ? await house.originals.read(table.sha256) : undefined;
  if (!table || !bytes) return done({ files, metadata: new Map() });
  const metadata = parseMetadataCsv(bytes);
  if (!metadata.ok) return metadata;
  return done({ files: files.filter((file) => file !== table), metadata: metadata.value });
}
