import { done, refused, type Result } from '../result.ts';

/** One file's row: column names as written, values trimmed, empty ones left out. */
export type MetadataRow = Readonly<Record<string, string>>;

const fileColumns = ['file', 'filename', 'file name', 'name of file', 'path'];

/**
 * Metadata by file name, from the rows of a CSV whose first row names the columns. Refuses a table
 * without a column for the file, and a file that stands in it twice.
 */
export function readMetadataCsv(
  rows: readonly (readonly string[])[],
): Result<ReadonlyMap<string, MetadataRow>> {
  const header = (rows[0] ?? []).map((cell) => cell.trim());
  const fileColumn = header.findIndex((name) => fileColumns.includes(name.toLowerCase()));
  if (fileColumn < 0) {
    return refused('csv-without-column', { column: 'file', found: header.join(', ') });
  }
  const byFile = new Map<string, MetadataRow>();
  for (const [index, row] of rows.entries()) {
    const file = row[fileColumn]?.trim();
    if (index === 0 || !file) continue;
    if (byFile.has(file)) return refused('csv-duplicate-file', { file, line: index + 1 });
    const cells = header.map((name, column) => [name, row[column]?.trim() ?? ''] as const);
    byFile.set(
      file,
      Object.fromEntries(
        cells.filter(([name, value], column) => column !== fileColumn && name && value),
      ),
    );
  }
  return done(byFile);
}

/** The row for a file: by its name with folders, its bare name, or its name without ending. */
export function rowFor(
  rows: ReadonlyMap<string, MetadataRow>,
  name: string,
): MetadataRow | undefined {
  const bare = name.slice(name.lastIndexOf('/') + 1);
  const stem = bare.replace(/\.[^.]*$/, '');
  return rows.get(name) ?? rows.get(bare) ?? rows.get(stem);
}
