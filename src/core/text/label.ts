/** The label at the start of a provision: `2.bis`, `PP2 ter`, `Article 2 bis`, `(a)`. */
export interface Label {
  /** As written, without the point, colon or parenthesis that ends it; `(a)` keeps both its own. */
  readonly label: string;
  readonly kind: LabelKind;
  /** 1 for articles and headings, 2 for numbers, preambular and operative, 3 for (a), 4 for (i). */
  readonly level: number;
  /** `bis`, `ter`, `alt` and the like, in small letters. */
  readonly suffix?: string;
  /** Where the label begins and ends in the line, what ends it included. */
  readonly start: number;
  readonly end: number;
  /** The line behind the label. */
  readonly rest: string;
}

export type LabelKind =
  'number' | 'preambular' | 'operative' | 'article' | 'sub' | 'letter' | 'heading';

/**
 * Reads the label that a line begins with, behind indentation, a list mark, heading marks,
 * emphasis and opening brackets. Undefined where the first words may as well be a sentence's own:
 * `Article 4 of the Convention provides` has no label. Looks at the first 120 characters only.
 */
export function readLabel(line: string): Label | undefined {
  const head = line.slice(0, longestHead);
  const start = markup.exec(head)?.[0].length ?? 0;
  const from = head.slice(start);
  const isHeading = headingMarks.test(head);
  for (const { kind, level, form, fits } of shapes) {
    const found = form.exec(from);
    if (!found?.groups) continue;
    const { label = '', suffix, stop = '' } = found.groups;
    const after = from.slice(found[0].length);
    if (!fits({ label, suffix, stop, after, isHeading })) continue;
    const end = start + found[0].length;
    return {
      label,
      kind,
      level: level(label),
      ...(suffix === undefined ? {} : { suffix: suffix.toLowerCase() }),
      start,
      end,
      rest: line.slice(end),
    };
  }
  return undefined;
}

interface Shape {
  readonly kind: LabelKind;
  readonly level: (label: string) => number;
  readonly form: RegExp;
  readonly fits: (found: Found) => boolean;
}

interface Found {
  readonly label: string;
  readonly suffix: string | undefined;
  readonly stop: string;
  readonly after: string;
  readonly isHeading: boolean;
}

const longestHead = 120;
const markup = /^[ \t>]*(?:[-+*•][ \t]+)?(?:#{1,6}[ \t]+)?(?:\\?\[|[*_])*/;
const headingMarks = /^[ \t]*#{1,6}[ \t]/;

const suffixes =
  'bis|ter|quater|quinquies|quinques|sexies|septies|octies|novies|nonies|decies|undecies|duodecies|terdecies|alt';
const suffix = String.raw`(?:[ .\u00a0]{0,2}(?<suffix>(?:${suffixes})(?:[ .]?(?:alt|bis|ter|\d{1,2}))?)(?![\p{L}\p{N}]))?`;
/** Behind a label the line ends, or a space, a bracket, emphasis or a footnote mark follows. */
const close = String.raw`(?<stop>[.:)]|\.:)?(?=$|[\s*_\[\]{;]|\\\[)`;
const form = (label: string): RegExp => new RegExp(`^(?<label>(?:${label})${suffix})${close}`, 'u');

const startsSmall = /^[\s*_[\]"“'‘]*\p{Ll}/u;
const goesOn =
  /^[\s*_[\]]*(?:of|and|or|to|in|on|at|by|is|are|was|were|has|have|shall|should|will|would|may|must|can|also|as|from|with|for|that|which|above|below|provides?|states?|applies|paragraphs?|sub|hereof)\b|^[\s*_\]]*,/;
const parenthesis = /^[\s*_\]]*\((?![^()]*\)[\s*_.\]]*$)/;

/** What names a division may also be named in a sentence. */
function standsAlone({ after, stop, suffix: added, isHeading }: Found): boolean {
  if (isHeading || stop !== '') return true;
  if (goesOn.test(after) || parenthesis.test(after)) return false;
  return added !== undefined || !startsSmall.test(after);
}

const shapes: readonly Shape[] = [
  {
    kind: 'preambular',
    level: () => 2,
    form: form(String.raw`(?:PP|Pp)[ .]?\d{1,3}`),
    fits: standsAlone,
  },
  {
    kind: 'operative',
    level: () => 2,
    form: form(String.raw`(?:OP|Op)[ .]?\d{1,3}`),
    fits: standsAlone,
  },
  {
    kind: 'article',
    level: () => 1,
    form: form(String.raw`(?:Article|ARTICLE|Art\.|Rule|Regulation)\s(?:\d{1,3}|[IVX]{1,6}|[A-Z])`),
    fits: standsAlone,
  },
  {
    kind: 'heading',
    level: () => 1,
    form: form(
      String.raw`(?:Chapter|CHAPTER|Section|SECTION|Part|PART|Annex|ANNEX|Title|TITLE)\s(?:\d{1,3}|[IVX]{1,6}|[A-Z])`,
    ),
    fits: standsAlone,
  },
  {
    kind: 'number',
    level: () => 2,
    form: form(String.raw`(?:Paragraph|Para\.?)\s\d{1,3}`),
    fits: standsAlone,
  },
  {
    kind: 'number',
    level: (label) => 1 + (label.match(/\d+|x/g)?.length ?? 1),
    form: form(String.raw`\d{1,3}(?:\.\d{1,3}){1,4}|\d{1,3}\.x`),
    // 1.5 may be a measure: the point or colon, the suffix, or a capital tells.
    fits: ({ stop, suffix: added, after, label }) =>
      stop === ':' || added !== undefined || label.endsWith('x') || startsProvision(after),
  },
  {
    kind: 'number',
    level: () => 2,
    form: form(String.raw`\d{1,3}`),
    fits: ({ stop, suffix: added }) => stop !== '' || added !== undefined,
  },
  {
    kind: 'number',
    level: () => 2,
    // `1.Parties`: the space behind the point is missing.
    form: /^(?<label>\d{1,3})(?<stop>\.)(?=\p{Lu}\p{Ll})/u,
    fits: () => true,
  },
  {
    kind: 'sub',
    level: (label) => (/^\((?:[ivx]+|\d)/.test(label) && !/^\(\d/.test(label) ? 4 : 3),
    form: new RegExp(
      String.raw`^(?<label>\((?:[a-z]|([a-z])\2|[ivx]{2,6}|\d{1,3})${suffix}\)(?:[ ]?(?:${suffixes})(?![\p{L}\p{N}]))?)(?<stop>[.:])?(?=$|[\s*_\[{])`,
      'u',
    ),
    fits: () => true,
  },
  {
    kind: 'sub',
    level: (label) => (/^[ivx]+$/.test(label) ? 4 : 3),
    form: form(String.raw`(?:[a-z]|[ivx]{2,6})(?=[.)])`),
    fits: ({ stop, after }) => stop !== '' && !/^\s?\p{L}\./u.test(after),
  },
  {
    kind: 'heading',
    level: () => 1,
    form: form(String.raw`(?:[IVX]{2,6}|[IVX](?=\.))`),
    fits: ({ stop, after }) => stop === '.' && startsProvision(after) && !initials.test(after),
  },
  {
    kind: 'letter',
    level: () => 1,
    form: form('[A-Z]'),
    fits: ({ stop, after }) => /[.)]/.test(stop) && !initials.test(after),
  },
];

const initials = /^\s?\p{Lu}\./u;

/** A capital, a bracket, a quotation mark, a script without capitals, or nothing more. */
function startsProvision(after: string): boolean {
  return /^[\s*_\]]*(?:$|[[{("“«]|[\p{Lu}\p{Lo}])/u.test(after);
}
