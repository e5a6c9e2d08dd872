/**
 * Joins two lines of one paragraph. A hyphen at the end stays where a capital or digit follows
 * (Director-General, mid-90s), in an address, and where the text elsewhere writes the word with
 * it or has both halves as words; it goes where it only parted a word. Nothing else is changed.
 */
export function joinHyphen(text: string, line: string, words: ReadonlySet<string>): string {
  // A paragraph grows line by line: looking at all of it for each would be quadratic.
  const end = text.slice(-longestEnd);
  if (end.endsWith('\u00ad')) return text.slice(0, -1) + line;
  const left = /([\p{L}\d]+)[-‐]$/u.exec(end)?.[1]?.toLowerCase();
  const right = /^[\p{L}\d]+/u.exec(line)?.[0].toLowerCase();
  if (left === undefined || right === undefined) return `${text} ${line}`;
  if (/^(?:and|or|und|et|y|o)$/.test(right)) return `${text} ${line}`;
  if (/^[\p{Lu}\d]/u.test(line) || /(?:https?:|www\.)\S*$/.test(end)) return text + line;
  if (words.has(left + right)) return text.slice(0, -1) + line;
  if (words.has(`${left}-${right}`)) return text + line;
  return (words.has(left) && words.has(right)) || prefixes.has(left)
    ? text + line
    : text.slice(0, -1) + line;
}

/** Characters of a paragraph's end in which a parted word or an address is looked for. */
const longestEnd = 300;

const prefixes: ReadonlySet<string> = new Set(
  'all anti cross e ex follow high inter-governmental long low mid multi non self short sub well'.split(
    ' ',
  ),
);
