import { endsSentence, structural } from './line-shapes.ts';

const longestHeading = 110;

/**
 * The level of a heading, 1 to 6, told by the line alone: capitals throughout, a number without a
 * sentence behind it, or a word such as Section with its number. Undefined for any other line.
 */
export function headingLevel(line: string): number | undefined {
  if (line.length > longestHeading || line.length < 2) return undefined;
  if (/^#{1,6}\s+\S/.test(line)) return /^#+/.exec(line)?.[0].length;
  const letters = line.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 3 || endsSentence(line) || /[,;:]$/.test(line)) return undefined;
  const numbered = /^((?:\d{1,2}\.)*\d{1,2})\.?\s+(?=["'“(]?[\p{Lu}\p{Lo}])/u.exec(line);
  const roman = /^(?:[IVX]{1,5}|[A-H])\.\s+(?=["'“(]?[\p{Lu}\p{Lo}])/u.test(line);
  const words = line.split(' ').length;
  if (/^(?:figure|table|box|photo|source)\b/i.test(line)) return undefined;
  if (structural.test(line) && /^\S+\s+(?:\d{1,3}|[IVX]{1,5}|[A-H])\b/u.test(line) && words <= 14) {
    return 1;
  }
  if (/\p{Lu}/u.test(line) && !/\p{Ll}/u.test(line) && letters >= 4 && words <= 16) return 1;
  if (words > 12) return undefined;
  if (roman) return 1;
  if (!numbered) return undefined;
  // A number without a point is a note as often as a heading; addresses and years tell.
  if (/^\d+\s/.test(line) && (words > 8 || /https?:|www\.|\b(?:19|20)\d\d\b/.test(line))) {
    return undefined;
  }
  return Math.min((numbered[1] ?? '').split('.').length, 6);
}
