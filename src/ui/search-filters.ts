import { type QueryPiece, scanQuery } from '#core/search/scan-query.ts';
import { readDocumentKind, readStakeholderGroup } from '#core/vocabulary.ts';

export type FilterField = 'kind' | 'group' | 'lang' | 'author' | 'year' | 'region';

/** The question with one filter more, written as a person would write it. */
export function withFilter(query: string, field: FilterField, value: string): string {
  const kept = field === 'year' ? without(query, isDate) : without(query, () => false);
  const added =
    field === 'year'
      ? [`after:${value}`, `before:${String(Number(value) + 1).padStart(4, '0')}`]
      : [`${field}:${quoted(value)}`];
  return [...kept, ...added].join(' ');
}

/** The question without the filters that ask for a value; all else stays as typed. */
export function withoutFilter(query: string, field: FilterField, value: string): string {
  if (field === 'year') return without(query, isDate).join(' ');
  const ofField = (piece: QueryPiece): boolean => piece.field === field && !piece.excluded;
  const asks = (piece: QueryPiece): boolean => ofField(piece) && asksFor(field, piece.value, value);
  const any = scanQuery(query).some(asks);
  return without(query, any ? asks : ofField).join(' ');
}

function without(query: string, drop: (piece: QueryPiece) => boolean): string[] {
  return (
    scanQuery(query)
      .filter((piece) => !drop(piece))
      // Closed here, for what is added after it would otherwise be part of it.
      .map(({ source, unclosed }) =>
        unclosed ? `${source}${closing[openingOf(source)] ?? '"'}` : source,
      )
  );
}

const closing: Readonly<Record<string, string>> = { '«': '»', '「': '」', '『': '』' };

function openingOf(source: string): string {
  return /["“”„«「『]/.exec(source)?.[0] ?? '"';
}

function isDate({ field }: QueryPiece): boolean {
  return field === 'before' || field === 'after';
}

function asksFor(field: FilterField, asked: string, value: string): boolean {
  if (field === 'group') return readStakeholderGroup(asked) === value;
  if (field === 'kind') return readDocumentKind(asked) === value;
  if (field === 'lang') return asked.toLowerCase().split(/[-_]/)[0] === value;
  return value.toLowerCase().includes(asked.toLowerCase());
}

function quoted(value: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u.test(value)) return value;
  return /["“”„]/.test(value) ? `«${value}»` : `"${value}"`;
}
