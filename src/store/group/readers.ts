import { type Kysely, sql } from 'kysely';
import type { Visibility } from '#core/vocabulary.ts';
import type { Schema } from '#db/schema.ts';
import type { MemberTable, WorkingGroupTable } from '../tables.ts';

export interface WorkingGroup {
  readonly groupId: string;
  readonly slug: string;
  readonly name: string;
  readonly mandate: string;
  readonly mandateSource: string;
  readonly termsOfReference: string;
  /** ISO day. */
  readonly reportDue: string | null;
  readonly visibility: Visibility;
  readonly sample: boolean;
  readonly foundedAt: Date;
  /** The entry that last changed the settings. */
  readonly settingsSeq: number;
}

export interface GroupCounts {
  readonly documents: number;
  readonly members: number;
}

export async function groupBySlug(
  db: Kysely<Schema>,
  slug: string,
): Promise<WorkingGroup | undefined> {
  const row = await db
    .selectFrom('working_group')
    .selectAll()
    .where('slug', '=', slug)
    .executeTakeFirst();
  return row && groupFrom(row);
}

/** The number of a group's last entry, if anyone may read the group. */
export async function headOfPublicGroup(
  db: Kysely<Schema>,
  slug: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('working_group')
    .innerJoin('head', 'head.group_id', 'working_group.group_id')
    .select('head.seq')
    .where('working_group.slug', '=', slug)
    .where('working_group.visibility', '=', 'public')
    .executeTakeFirst();
  return row?.seq;
}

/** The groups that someone may know of, with counts: the public ones, and those they sit in. */
export async function groupsFor(
  db: Kysely<Schema>,
  reader: { readonly userId: string | undefined; readonly seesAll: boolean },
): Promise<readonly (WorkingGroup & GroupCounts & { readonly mine: boolean })[]> {
  const seats = reader.userId
    ? await db
        .selectFrom('seat')
        .innerJoin('member', (join) =>
          join
            .onRef('member.group_id', '=', 'seat.group_id')
            .onRef('member.member_id', '=', 'seat.member_id'),
        )
        .select('seat.group_id')
        .where('seat.user_id', '=', reader.userId)
        .where('member.state', '!=', 'left')
        .execute()
    : [];
  const mine = seats.map(({ group_id }) => group_id);
  const rows = await db
    .selectFrom('working_group')
    .selectAll()
    .select((eb) => [
      eb
        .selectFrom('document')
        .whereRef('document.group_id', '=', 'working_group.group_id')
        .select(eb.fn.countAll<string>().as('count'))
        .as('documents'),
      eb
        .selectFrom('member')
        .whereRef('member.group_id', '=', 'working_group.group_id')
        .where('member.state', '!=', 'left')
        .select(eb.fn.countAll<string>().as('count'))
        .as('members'),
    ])
    .$if(!reader.seesAll, (query) =>
      query.where((eb) =>
        eb.or([
          eb('visibility', '=', 'public'),
          ...(mine.length > 0 ? [eb('group_id', 'in', mine)] : []),
        ]),
      ),
    )
    .orderBy('founded_at', 'desc')
    .execute();
  return rows.map((row) => ({
    ...groupFrom(row),
    documents: Number(row.documents),
    members: Number(row.members),
    mine: mine.includes(row.group_id),
  }));
}

/** How many there are at the stages of the thread that have begun or can begin by now. */
export interface ThreadCounts {
  readonly contribution: number;
  readonly passage: number;
  /** Recommendations tabled. */
  readonly recommendation: number;
  /** Texts of any kind that have changed since they were tabled. */
  readonly text: number;
  /** Decisions on choices that hold, and provisions agreed. */
  readonly decision: number;
}

/** How far the thread has come; what is 0 has not begun. */
export async function threadCounts(db: Kysely<Schema>, groupId: string): Promise<ThreadCounts> {
  const { rows } = await sql<ThreadCounts>`
    select library.*, texts.recommendation, steps.text, texts.agreed + steps.decided as decision
    from (
      select count(*) filter (where kind = 'contribution')::int as contribution,
        coalesce(sum(passage_count), 0)::int as passage
      from document where group_id = ${groupId}
    ) library, (
      select count(*) filter (where kind = 'recommendation')::int as recommendation,
        coalesce(sum((measure->>'provisionsAgreed')::int), 0)::int as agreed
      from negotiated_text where group_id = ${groupId}
    ) texts, (
      select count(distinct text_id) filter (where verb <> 'text.tabled')::int as text,
        count(*) filter (where verb = 'text.decided' and not undone)::int as decided
      from text_measure where group_id = ${groupId}
    ) steps`.execute(db);
  return rows[0] ?? { contribution: 0, passage: 0, recommendation: 0, text: 0, decision: 0 };
}

export interface Subgroup {
  readonly subgroupId: string;
  readonly slug: string;
  readonly name: string;
  readonly termsOfReference: string;
  /** ISO day. */
  readonly due: string | null;
  readonly members: number;
}

/** Soonest due first, those without a date last. */
export async function subgroupsOf(db: Kysely<Schema>, groupId: string): Promise<Subgroup[]> {
  const rows = await db
    .selectFrom('subgroup')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('subgroup_member')
        .whereRef('subgroup_member.group_id', '=', 'subgroup.group_id')
        .whereRef('subgroup_member.subgroup_id', '=', 'subgroup.subgroup_id')
        .select(eb.fn.countAll<string>().as('count'))
        .as('members'),
    )
    .where('group_id', '=', groupId)
    .orderBy('due', (order) => order.asc().nullsLast())
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    subgroupId: row.subgroup_id,
    slug: row.slug,
    name: row.name,
    termsOfReference: row.terms_of_reference,
    due: row.due,
    members: Number(row.members),
  }));
}

export type Member = Pick<
  MemberTable,
  'member_id' | 'name' | 'delegation' | 'stakeholder_group' | 'role' | 'state'
>;

/** Who has a seat, by delegation and name. Those who left are not among them. */
export async function membersOf(db: Kysely<Schema>, groupId: string): Promise<Member[]> {
  return db
    .selectFrom('member')
    .select(['member_id', 'name', 'delegation', 'stakeholder_group', 'role', 'state'])
    .where('group_id', '=', groupId)
    .where('state', '!=', 'left')
    .orderBy(sql`delegation collate "und-x-icu"`)
    .orderBy(sql`name collate "und-x-icu"`)
    .execute();
}

function groupFrom(row: WorkingGroupTable): WorkingGroup {
  return {
    groupId: row.group_id,
    slug: row.slug,
    name: row.name,
    mandate: row.mandate,
    mandateSource: row.mandate_source,
    termsOfReference: row.terms_of_reference,
    reportDue: row.report_due,
    visibility: row.visibility,
    sample: row.sample,
    foundedAt: row.founded_at,
    settingsSeq: row.settings_seq,
  };
}
