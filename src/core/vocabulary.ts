/** The closed lists of the field, and a tolerant reading of how people write them. */

export const stakeholderGroups = [
  'government',
  'civil-society',
  'private-sector',
  'technical-academic',
  'intergovernmental',
] as const;
export type StakeholderGroup = (typeof stakeholderGroups)[number];

export const roles = ['secretariat', 'chair', 'vice-chair', 'member', 'observer'] as const;
export type Role = (typeof roles)[number];

export const documentKinds = [
  'contribution',
  'paper',
  'report',
  'transcript',
  'correspondence',
  'resource',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** The letter that opens a register symbol: contribution 12 is `C12`. */
export const symbolLetters: Readonly<Record<DocumentKind, string>> = {
  contribution: 'C',
  paper: 'P',
  report: 'R',
  transcript: 'T',
  correspondence: 'L',
  resource: 'S',
};

export const relationKinds = ['replaces', 'translation-of', 'annex-to', 'comment-on'] as const;
export type RelationKind = (typeof relationKinds)[number];

export const visibilities = ['public', 'members'] as const;
export type Visibility = (typeof visibilities)[number];

const groupWords: readonly (readonly [RegExp, StakeholderGroup])[] = [
  [/\b(inter-?governmental|international organi[sz]ation|igo|united nations)/, 'intergovernmental'],
  [/\b(non-?government|ngo|civil)/, 'civil-society'],
  [/\b(government|ministry|state|member states?|regulator)/, 'government'],
  [/\b(private|business|industry|company|commercial|corporate)/, 'private-sector'],
  [/\b(technical|academi|research|universit|scien)/, 'technical-academic'],
];

/** The stakeholder group meant by free text ("Academia", "Civil Society"), if one is. */
export function readStakeholderGroup(text: string): StakeholderGroup | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ');
  const slug = words.replace(/ /g, '-');
  return (
    stakeholderGroups.find((group) => group === slug) ??
    groupWords.find(([pattern]) => pattern.test(words))?.[1]
  );
}

/** The role meant by free text ("Vice Chair", "Delegate"), if one is. */
export function readRole(text: string): Role | undefined {
  const slug = text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
  if (/^vice-?chair/.test(slug)) return 'vice-chair';
  if (/^chair/.test(slug)) return 'chair';
  if (/^secretar/.test(slug)) return 'secretariat';
  if (/^observ/.test(slug)) return 'observer';
  if (/^(member|delegate|participant)/.test(slug)) return 'member';
  return undefined;
}

/** The document kind meant by free text, if one is. */
export function readDocumentKind(text: string): DocumentKind | undefined {
  const slug = text.trim().toLowerCase().replace(/s$/, '');
  return documentKinds.find((kind) => kind === slug);
}
