import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Schema } from '#db/schema.ts';
import { type DocumentSummary, summaryColumns, summaryFrom } from './readers.ts';

/** By what a library is browsed. */
export const shelfFields = ['kind', 'group', 'region', 'lang', 'year'] as const;
export type ShelfField = (typeof shelfFields)[number];

export const shelfOrders = ['recent', 'symbol', 'date', 'title'] as const;
export type ShelfOrder = (typeof shelfOrders)[number];

/** One value for each field asked for; the empty text asks for documents without a value. */
export type ShelfFilters = Readonly<Partial<Record<ShelfField, string>>>;

export interface ShelfValue {
  readonly value: string;
  /** Documents with it among those that the other filters leave. */
  readonly count: number;
}

export interface Shelf {
  readonly total: number;
  readonly documents: readonly DocumentSummary[];
  readonly values: Readonly<Record<ShelfField, readonly ShelfValue[]>>;
}

const columns = {
  kind: sql<string>`kind`,
  group: sql<string>`coalesce(stakeholder_group, '')`,
  region: sql<string>`coalesce(region, '')`,
  lang: sql<string>`language`,
  year: sql<string>`coalesce(substr(date, 1, 4), '')`,
} as const;

const orders: Readonly<Record<ShelfOrder, ReturnType<typeof sql>>> = {
  recent: sql`ordinal desc`,
  symbol: sql`substring(symbol from '^[^0-9]*'), substring(symbol from '[0-9]{1,15}')::bigint nulls first, symbol`,
  date: sql`date desc nulls last, ordinal desc`,
  title: sql`title collate "und-x-icu", ordinal`,
};

/** One page of a library, with what else there is to browse by. Pages count from 1. */
export async function browseLibrary(
  db: Kysely<Schema>,
  groupId: string,
  asked: {
    readonly filters: ShelfFilters;
    readonly order: ShelfOrder;
    readonly page: number;
    readonly pageSize: number;
  },
): Promise<Shelf> {
  const { filters, order, page, pageSize } = asked;
  const shelf = db.selectFrom('document').where('group_id', '=', groupId);
  const [counted, rows, ...values] = await Promise.all([
    narrowed(shelf, filters)
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow(),
    narrowed(shelf, filters)
      .select(summaryColumns)
      .orderBy(orders[order])
      .limit(pageSize)
      .offset((page - 1) * pageSize)
      .execute(),
    ...shelfFields.map((field) => valuesOf(narrowed(shelf, filters, field), field)),
  ]);
  return {
    total: Number(counted.count),
    documents: rows.map(summaryFrom),
    values: Object.fromEntries(
      shelfFields.map((field, index) => [field, values[index] ?? []]),
    ) as unknown as Shelf['values'],
  };
}

type Shelved<Output> = SelectQueryBuilder<Schema, 'document', Output>;

function narrowed<Output>(
  query: Shelved<Output>,
  filters: ShelfFilters,
  except?: ShelfField,
): Shelved<Output> {
  return shelfFields.reduce((narrower, field) => {
    const value = filters[field];
    if (value === undefined || field === except) return narrower;
    return narrower.where(columns[field], '=', value);
  }, query);
}

async function valuesOf(query: Shelved<object>, field: ShelfField): Promise<ShelfValue[]> {
  const rows = await query
    .select((eb) => [columns[field].as('value'), eb.fn.countAll<string>().as('count')])
    .groupBy(columns[field])
    .orderBy('count', 'desc')
    .orderBy('value')
    .limit(400)
    .execute();
  return rows.map(({ value, count }) => ({ value, count: Number(count) }));
}
