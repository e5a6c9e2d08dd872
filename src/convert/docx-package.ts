import type { Archive } from './archive.ts';
import { wordPrefixes } from './docx-names.ts';
import { readXml } from './xml.ts';

/** A part that may be missing or broken without the text being lost. */
export function part(archive: Archive, name: string): Uint8Array | undefined {
  const read = archive.read(name);
  return read.ok ? read.value : undefined;
}

/** Where the package says its document is; some writers choose another name than the usual. */
export function mainPart(archive: Archive): string {
  const usual = 'word/document.xml';
  const relations = archive.has(usual) ? undefined : part(archive, '_rels/.rels');
  let found = usual;
  if (relations) {
    readXml(relations, wordPrefixes, {
      open(name, attributes) {
        if (name !== 'Relationship' || !attributes['Type']?.endsWith('/officeDocument')) return;
        found = (attributes['Target'] ?? usual).replace(/^\//, '');
      },
      close: () => undefined,
      text: () => undefined,
    });
  }
  return found;
}
