/**
 * Text that every later part can hold: no lone surrogates, no control characters but newline and
 * tab (PostgreSQL refuses NUL), one kind of line end, no byte order marks and no soft hyphens,
 * which would part words for search.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')

    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\ufeff\ufffe\uffff]/g, '');
}

/** One line: white space of every kind and number is one space. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Words of a block: white space is one space, but a break that the author set stays. */
export function blockText(text: string): string {
  return cleanText(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
