import { type Kysely, sql } from 'kysely';

/** The account library's tables, under names of their own, and what the house keeps beside them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table auth_user (
      "id" text primary key,
      "name" text not null,
      "email" text not null unique,
      "emailVerified" boolean not null,
      "image" text,
      "createdAt" timestamptz not null default current_timestamp,
      "updatedAt" timestamptz not null default current_timestamp,
      "founder" boolean not null default false
    );
    create table auth_session (
      "id" text primary key,
      "expiresAt" timestamptz not null,
      "token" text not null unique,
      "createdAt" timestamptz not null default current_timestamp,
      "updatedAt" timestamptz not null,
      "ipAddress" text,
      "userAgent" text,
      "userId" text not null references auth_user on delete cascade
    );
    create index auth_session_by_user on auth_session ("userId");
    create table auth_credential (
      "id" text primary key,
      "accountId" text not null,
      "providerId" text not null,
      "userId" text not null references auth_user on delete cascade,
      "accessToken" text,
      "refreshToken" text,
      "idToken" text,
      "accessTokenExpiresAt" timestamptz,
      "refreshTokenExpiresAt" timestamptz,
      "scope" text,
      "password" text,
      "createdAt" timestamptz not null default current_timestamp,
      "updatedAt" timestamptz not null
    );
    create index auth_credential_by_user on auth_credential ("userId");
    create table auth_verification (
      "id" text primary key,
      "identifier" text not null,
      "value" text not null,
      "expiresAt" timestamptz not null,
      "createdAt" timestamptz not null default current_timestamp,
      "updatedAt" timestamptz not null default current_timestamp
    );
    create index auth_verification_by_identifier on auth_verification ("identifier");
    create table auth_attempt (
      key text primary key,
      count int not null,
      until timestamptz not null
    );
    alter table invitation add column mailed boolean not null default false;
  `.execute(db);
}
