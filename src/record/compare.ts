import { sql } from 'kysely';
import type { Transaction } from './entry.ts';

/** A row in which the live projection is not what the record says. */
export interface Difference {
  readonly table: string;
  /** The row's primary key, in the order of its columns; empty when replay itself failed. */
  readonly key: readonly (string | number | boolean | null)[];
  /** `missing` and `surplus` are said of the live table. */
  readonly kind: 'missing' | 'surplus' | 'different' | 'unreplayable';
  /** Which columns differ, or why the record could not be replayed. */
  readonly detail: string;
}

const mostNamed = 20;

/**
 * Compares a group's rows in a table with those in the temporary table that shadows it. At most
 * twenty differences of a table are named.
 */
export async function compareTable(
  tx: Transaction,
  groupId: string,
  table: string,
): Promise<readonly Difference[]> {
  const { live, key } = await describe(tx, table);
  const keyOf = sql`jsonb_build_array(${sql.join(key.map((column) => sql`t.${sql.id(column)}`))})`;
  const rows = (source: ReturnType<typeof sql.raw>) => sql`
    select ${keyOf} as key, md5(t::text) as digest, t.ctid as place
    from ${source} t where t.group_id = ${groupId}`;
  const shadow = sql.raw(`pg_temp.${quote(table)}`);
  const { rows: found } = await sql<Omit<Difference, 'table'>>`
    select coalesce(live.key, fresh.key) as key,
      case when live.key is null then 'missing' when fresh.key is null then 'surplus'
           else 'different' end as kind,
      coalesce((
        select string_agg(l.key, ', ' order by l.key)
        from jsonb_each((select to_jsonb(t) from ${live} t where t.ctid = live.place)) l
        join jsonb_each((select to_jsonb(t) from ${shadow} t where t.ctid = fresh.place)) f
          on l.key = f.key and l.value is distinct from f.value
      ), '') as detail
    from (${rows(live)}) live full join (${rows(shadow)}) fresh on live.key = fresh.key
    where live.digest is distinct from fresh.digest
    order by 1 limit ${mostNamed}`.execute(tx);
  return found.map((difference) => ({ table, ...difference }));
}

/** The shadowed table under its full name, and the columns of its primary key. */
async function describe(
  tx: Transaction,
  table: string,
): Promise<{ live: ReturnType<typeof sql.raw>; key: readonly string[] }> {
  const { rows } = await sql<{ schema: string; column: string }>`
    select n.nspname as schema, a.attname as column
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
    where c.relname = ${table} and n.nspname = any(current_schemas(false))
      and n.nspname not like 'pg\\_temp%'
    order by array_position(current_schemas(false), n.nspname),
      array_position(i.indkey::int2[], a.attnum)`.execute(tx);
  const schema = rows[0]?.schema;
  if (schema === undefined) throw new Error(`The table ${table} has no primary key.`);
  const key = rows.filter((row) => row.schema === schema).map((row) => row.column);
  return { live: sql.raw(`${quote(schema)}.${quote(table)}`), key };
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
