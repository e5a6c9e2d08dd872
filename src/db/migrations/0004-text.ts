import { type Kysely, sql } from 'kysely';

/** Texts under negotiation, and what each change of them left open. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table negotiated_text (
      group_id text not null,
      text_id text not null,
      number int not null,
      title text not null,
      kind text not null,
      proponents text[] not null,
      closed boolean not null,
      seq bigint not null,
      tabled_at timestamptz(3) not null,
      changed_at timestamptz(3) not null,
      state jsonb not null,
      measure jsonb not null,
      primary key (group_id, text_id),
      unique (group_id, number)
    );
    create table text_measure (
      group_id text not null,
      text_id text not null,
      seq bigint not null,
      at timestamptz(3) not null,
      verb text not null,
      undone boolean not null,
      measure jsonb not null,
      primary key (group_id, text_id, seq)
    );
  `.execute(db);
}
