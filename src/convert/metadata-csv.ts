import { parse } from 'csv-parse/sync';
import { type MetadataRow, readMetadataCsv } from '#core/library/read-metadata-csv.ts';
import { refused, type Result } from '#core/result.ts';
import { decode } from './encoding.ts';

/** Reads the table that a folder of files may carry: see `readMetadataCsv`. */
export function parseMetadataCsv(bytes: Uint8Array): Result<ReadonlyMap<string, MetadataRow>> {
  const { text } = decode(bytes);
  const firstLine = text.slice(0, text.indexOf('\n') + 1 || text.length);
  const delimiter = [';', '\t', ','].find((each) => firstLine.includes(each)) ?? ',';
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    return readMetadataCsv(rows);
  } catch (error) {
    return refused('csv-unreadable', { detail: error instanceof Error ? error.message : '' });
  }
}
