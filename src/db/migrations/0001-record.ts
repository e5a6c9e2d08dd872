import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table head (
      group_id text primary key,
      seq bigint not null check (seq >= 0),
      hash text not null
    )`.execute(db);
  await sql`
    create table entry (
      group_id text not null,
      seq bigint not null check (seq > 0),
      at timestamptz(3) not null,
      actor text not null,
      on_behalf text,
      verb text not null,
      subject text not null,
      version integer not null,
      payload text,
      payload_hash text not null,
      previous_hash text not null,
      hash text not null,
      primary key (group_id, seq)
    )`.execute(db);
}
