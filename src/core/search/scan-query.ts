/** One thing said in the search box. */
export interface QueryPiece {
  /** A leading minus. */
  readonly excluded: boolean;
  readonly field?: QueryField;
  /** Without quotes, minus and field; may be empty. */
  readonly value: string;
  readonly quoted: boolean;
  /** The quote was never closed: the value goes on to the end. */
  readonly unclosed: boolean;
  /** As typed. */
  readonly source: string;
}

export const queryFields = [
  'author',
  'group',
  'kind',
  'lang',
  'region',
  'before',
  'after',
] as const;
export type QueryField = (typeof queryFields)[number];

/** Cuts the text of the search box into pieces. A word with a colon that is no field is a word. */
export function scanQuery(text: string): readonly QueryPiece[] {
  const pieces: QueryPiece[] = [];
  let at = 0;
  while (at < text.length) {
    const gap = /^\s+/.exec(text.slice(at))?.[0];
    if (gap) {
      at += gap.length;
      continue;
    }
    const rest = text.slice(at);
    const [before = '', minus, name] = opening.exec(rest) ?? [];
    const field = queryFields.find((known) => known === name?.toLowerCase());
    const { value, quoted, unclosed, length } = readValue(rest.slice(before.length));
    const source = rest.slice(0, before.length + length);
    pieces.push({
      excluded: Boolean(minus),
      ...(field && { field }),
      value,
      quoted,
      unclosed,
      source,
    });
    at += Math.max(source.length, 1);
  }
  return pieces;
}

const opening = new RegExp(`^([-−](?=\\S))?(?:(${queryFields.join('|')}):)?`, 'i');
const closing: Readonly<Record<string, string>> = {
  '"': '"“”„',
  '“': '"”“',
  '„': '"“”',
  '”': '"”',
  '«': '»',
  '»': '«',
  '「': '」',
  '『': '』',
};

function readValue(text: string): {
  value: string;
  quoted: boolean;
  unclosed: boolean;
  length: number;
} {
  const ends = closing[text[0] ?? ''];
  if (ends === undefined) {
    const word = /^[^\s"“”„«»「『]*/.exec(text)?.[0] ?? '';
    return { value: word, quoted: false, unclosed: false, length: word.length };
  }
  let end = 1;
  while (end < text.length && !ends.includes(text.charAt(end))) end += 1;
  const unclosed = end === text.length;
  return {
    value: text.slice(1, end).trim(),
    quoted: true,
    unclosed,
    length: end + (unclosed ? 0 : 1),
  };
}
