import { strToU8, zipSync } from 'fflate';
import type { Reason } from '#core/result.ts';
import { documentXml } from './write-docx-body.ts';
import type { ExportOptions, ExportParagraph } from './export-paragraph.ts';
import { packageParts } from './write-docx-parts.ts';
import { XmlText } from './xml-text.ts';

export interface WrittenDocx {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** `docx-characters-dropped`, where XML forbids some of the characters. */
  readonly notes: readonly Reason[];
}

/**
 * A Word file (ECMA-376, transitional) of these paragraphs. Insertions and deletions become
 * tracked changes under the name of their author. Labels become list numbers, so that they are
 * no words of the paragraph, neither in Word nor when the file is read again. The same input
 * gives the same bytes.
 */
export function writeDocx(
  paragraphs: readonly ExportParagraph[],
  options: ExportOptions,
): WrittenDocx {
  const text = new XmlText();
  const labels = labelsOf(paragraphs);
  const parts: Readonly<Record<string, string>> = {
    ...packageParts(options, labels, text),
    'word/document.xml': documentXml(paragraphs, labels, text),
  };
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)] as const);
  const bytes = zipSync(Object.fromEntries(files), { mtime: zipEpoch });
  const notes = text.dropped > 0 ? [{ code: 'docx-characters-dropped', count: text.dropped }] : [];
  return { bytes, notes };
}

/** The earliest time a zip can hold, in local time as zips have it. */
const zipEpoch = new Date(1980, 0, 1);

/** Each different label and the number of its list, from 1. */
function labelsOf(paragraphs: readonly ExportParagraph[]): ReadonlyMap<string, number> {
  const labels = new Map<string, number>();
  for (const { label } of paragraphs) {
    if (label && !labels.has(label)) labels.set(label, labels.size + 1);
  }
  return labels;
}
