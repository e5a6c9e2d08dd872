import { type Kysely, sql } from 'kysely';

/** The nouns of the ground floor: groups, people, the library and its index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
      create table working_group (
        group_id text primary key,
        slug text not null unique,
        name text not null,
        mandate text not null,
        mandate_source text not null,
        terms_of_reference text not null,
        report_due text,
        visibility text not null,
        sample boolean not null,
        founded_at timestamptz(3) not null,
        settings_seq bigint not null,
        projection_version text not null
      );
      create table subgroup (
        group_id text not null,
        subgroup_id text not null,
        slug text not null,
        name text not null,
        terms_of_reference text not null,
        due text,
        settings_seq bigint not null,
        primary key (group_id, subgroup_id),
        unique (group_id, slug)
      );
      create table subgroup_member (
        group_id text not null,
        subgroup_id text not null,
        member_id text not null,
        primary key (group_id, subgroup_id, member_id)
      );
      create table member (
        group_id text not null,
        member_id text not null,
        name text not null,
        delegation text not null,
        stakeholder_group text,
        role text not null,
        state text not null,
        changed_at timestamptz(3) not null,
        changed_seq bigint not null,
        primary key (group_id, member_id)
      );
      create table document (
        group_id text not null,
        document_id text not null,
        ordinal int not null,
        symbol text not null,
        kind text not null,
        title text not null,
        date text,
        authors text[] not null,
        stakeholder_group text,
        region text,
        language text not null,
        language_by text not null,
        keywords text[] not null,
        metadata jsonb not null,
        version int not null,
        original_sha256 text not null,
        original_name text not null,
        original_bytes bigint not null,
        media_type text not null,
        notes jsonb not null,
        first_passage int not null,
        passage_count int not null,
        signature bytea not null,
        registered_at timestamptz(3) not null,
        changed_at timestamptz(3) not null,
        changed_seq bigint not null,
        primary key (group_id, document_id),
        unique (group_id, symbol),
        unique (group_id, ordinal)
      );
      create table document_version (
        group_id text not null,
        document_id text not null,
        version int not null,
        at timestamptz(3) not null,
        converter text not null,
        note text not null,
        primary key (group_id, document_id, version)
      );
      create table document_file (
        group_id text not null,
        document_id text not null,
        version int not null,
        position int not null,
        role text not null,
        sha256 text not null,
        name text not null,
        bytes bigint not null,
        media_type text not null,
        primary key (group_id, document_id, version, position)
      );
      create index document_file_by_bytes on document_file (group_id, sha256);
      create table document_relation (
        group_id text not null,
        document_id text not null,
        kind text not null,
        target_symbol text not null,
        primary key (group_id, document_id, kind, target_symbol)
      );
      create index document_relation_by_target on document_relation (group_id, target_symbol);
      create table passage (
        group_id text not null,
        passage_id int not null,
        document_id text not null,
        position int not null,
        label text not null,
        path text[] not null,
        kind text not null,
        text text not null,
        speaker text,
        start double precision,
        since_version int not null,
        length int not null,
        terms tsvector not null,
        primary key (group_id, passage_id),
        unique (group_id, document_id, label)
      );
      create index passage_by_terms on passage using gin (terms);
      create table passage_earlier (
        group_id text not null,
        document_id text not null,
        label text not null,
        until_version int not null,
        text text not null,
        fate text not null,
        primary key (group_id, document_id, label, until_version)
      );
      create table posting (
        group_id text not null,
        term text collate "C" not null,
        segment int not null,
        passages bytea not null,
        primary key (group_id, term, segment)
      );
      create index posting_by_segment on posting (group_id, segment);
      create table term (
        group_id text not null,
        term text collate "C" not null,
        passages int not null,
        primary key (group_id, term)
      );
      create table corpus (
        group_id text primary key,
        passages int not null,
        length bigint not null,
        next_passage int not null,
        next_ordinal int not null
      );
      create table import_batch (
        batch_id text primary key,
        group_id text not null,
        actor text not null,
        source text not null,
        created_at timestamptz(3) not null default now(),
        finished_at timestamptz(3),
        stopped boolean not null default false,
        take_near_duplicates boolean not null default false
      );
      create table import_item (
        batch_id text not null references import_batch on delete cascade,
        position int not null,
        name text not null,
        files jsonb not null,
        metadata jsonb not null,
        state text not null,
        document_id text,
        reason jsonb,
        primary key (batch_id, position)
      );
      create table invitation (
        token_hash text primary key,
        purpose text not null,
        email text,
        group_id text,
        member_id text,
        created_at timestamptz(3) not null default now(),
        expires_at timestamptz(3) not null,
        used_at timestamptz(3)
      );
      create table seat (
        group_id text not null,
        member_id text not null,
        user_id text not null,
        primary key (group_id, member_id),
        unique (group_id, user_id)
      );
      create table contact (
        group_id text not null,
        member_id text not null,
        email text not null,
        primary key (group_id, member_id)
      );
    `.execute(db);
}
