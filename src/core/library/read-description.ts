import { done, refused, type Result } from '../result.ts';
import {
  type DocumentKind,
  documentKinds,
  type RelationKind,
  relationKinds,
  type StakeholderGroup,
  stakeholderGroups,
} from '../vocabulary.ts';
import { readSymbol } from './describe-from.ts';
import { readDue, tidyText } from '../group/read-settings.ts';

/** The register's sheet for a document as a person fills it in. */
export interface Description {
  readonly kind: DocumentKind;
  readonly title: string;
  readonly date: string | null;
  readonly authors: readonly string[];
  readonly stakeholderGroup: StakeholderGroup | null;
  readonly region: string | null;
  readonly language: string;
  readonly keywords: readonly string[];
  readonly relations: readonly { readonly kind: RelationKind; readonly targetSymbol: string }[];
}

/** Reads the fields of the form, one author and one relation a line; a refusal names its field. */
export function readDescription(fields: Readonly<Record<string, string>>): Result<Description> {
  const field = (name: string): string => tidyText(fields[name] ?? '');
  const title = field('title').replace(/\s+/g, ' ');
  if (title === '') return refused('name-missing', { field: 'title' });
  const kind = documentKinds.find((each) => each === fields['kind']);
  if (!kind) return refused('kind-unknown', { field: 'kind', value: fields['kind'] ?? '' });
  const date = readDue(field('date'));
  if (!date.ok) return refused('not-a-day', { field: 'date', value: field('date') });
  const language = field('language').toLowerCase();
  if (!/^[a-z]{2,3}$/.test(language)) {
    return refused('language-unknown', { field: 'language', value: language });
  }
  const relations = readRelations(lines(field('relations')));
  if (!relations.ok) return relations;
  return done({
    kind,
    title,
    date: date.value,
    authors: lines(field('authors')),
    stakeholderGroup: stakeholderGroups.find((each) => each === fields['group']) ?? null,
    region: field('region') || null,
    language,
    keywords: lines(field('keywords').replaceAll(',', '\n')),
    relations: relations.value,
  });
}

function readRelations(written: readonly string[]): Result<Description['relations']> {
  const relations = [];
  for (const line of written) {
    const [first = '', rest = ''] = line.split(/\s+(.*)/s);
    const kind = relationKinds.find((each) => each === first);
    const targetSymbol = readSymbol(rest);
    if (!kind || targetSymbol === undefined) {
      return refused('relation-unreadable', {
        field: 'relations',
        line,
        kinds: relationKinds.join(', '),
      });
    }
    relations.push({ kind, targetSymbol });
  }
  return done(relations);
}

function lines(text: string): readonly string[] {
  const items = text.split('\n').map((line) => line.trim());
  return [...new Set(items.filter((line) => line !== ''))];
}
