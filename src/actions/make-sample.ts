import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { done, refused, type Result } from '#core/result.ts';
import { may } from '#policy/may.ts';
import { type Actor, operator } from './actor.ts';
import { addSubgroupMember } from './add-subgroup-member.ts';
import { correctDocument } from './correct-document.ts';
import { foundGroup } from './found-group.ts';
import { foundSubgroup } from './found-subgroup.ts';
import type { House } from './house.ts';
import { importMembers } from './import-members.ts';
import { makeSampleTexts } from './make-sample-texts.ts';
import { dayAfter, readSample, type Sample, type SampleSubgroup } from './read-sample.ts';
import { type ItemOutcome, runImport } from './run-import.ts';
import { standingOf } from './standing.ts';
import { type IncomingFile, startImport } from './start-import.ts';
import { resumeImport } from './stop-import.ts';

export interface SampleOptions {
  readonly onDocument?: (outcome: ItemOutcome) => void;
}

/**
 * Makes the sample working group from its folder, by the very actions a real group is made with.
 * Cut off midway, the next call goes on and adds what is missing; the correction comes last, so
 * its presence says that all is there, and then `sample-exists` is the answer.
 */
export async function makeSample(
  house: House,
  actor: Actor,
  options: SampleOptions = {},
): Promise<Result<{ slug: string }>> {
  const isNewcomer = actor.kind === 'anonymous' && (await isUntouched(house));
  const maker = isNewcomer ? operator : actor;
  const allowed = await mayFound(house, maker);
  if (!allowed.ok) return allowed;
  // Two who ask at once must not make it twice: the second waits, and finds it there.
  const lock = await house.db.connect();
  try {
    await lock.query("select pg_advisory_lock(hashtext('make'), hashtext('sample'))");
    return await make(house, maker, await readSample(house.sampleDir), options);
  } finally {
    await lock.end();
  }
}

/**
 * Before the first group and the first account there is nobody to ask and nothing to harm: whoever
 * comes to see what this is may open the sample.
 */
async function isUntouched(house: House): Promise<boolean> {
  const db = house.db.kysely;
  const account = await db.selectFrom('auth_user').select('id').limit(1).executeTakeFirst();
  const group = await db.selectFrom('working_group').select('slug').limit(1).executeTakeFirst();
  return account === undefined && group === undefined;
}

/** Whether making the sample would be refused to an actor for who they are. */
export async function mayMakeSample(house: House, actor: Actor): Promise<boolean> {
  const isNewcomer = actor.kind === 'anonymous' && (await isUntouched(house));
  return isNewcomer || (await mayFound(house, actor)).ok;
}

async function mayFound(house: House, actor: Actor): Promise<Result<undefined>> {
  return may(await standingOf(house.db.kysely, actor, ''), 'group.found');
}

async function make(
  house: House,
  actor: Actor,
  sample: Sample,
  options: SampleOptions,
): Promise<Result<{ slug: string }>> {
  const { slug } = sample;
  const group = await groupThere(house, slug);
  if (group && (!group.sample || (await isWhole(house, group.groupId, sample)))) {
    return refused('sample-exists', { slug });
  }
  const founded = group ? done(group) : await found(house, actor, sample);
  if (!founded.ok) return founded;
  const { groupId } = founded.value;

  const steps = [
    () => listMembers(house, actor, groupId, sample),
    ...sample.subgroups.map((each) => () => makeSubgroup(house, actor, groupId, each)),
    () => bringInDocuments(house, actor, groupId, sample, options),
    () => makeSampleTexts(house, groupId, sample),
    () => correct(house, actor, groupId, sample),
  ];
  for (const step of steps) {
    const made = await step();
    if (!made.ok) return made;
  }
  return done({ slug });
}

async function groupThere(house: House, slug: string) {
  return house.db.kysely
    .selectFrom('working_group')
    .select(['group_id as groupId', 'sample'])
    .where('slug', '=', slug)
    .executeTakeFirst();
}

async function isWhole(house: House, groupId: string, { correction }: Sample): Promise<boolean> {
  return ((await documentThere(house, groupId, correction.symbol))?.version ?? 0) > 1;
}

function documentThere(house: House, groupId: string, symbol: string) {
  return house.db.kysely
    .selectFrom('document')
    .select(['document_id as documentId', 'version'])
    .where('group_id', '=', groupId)
    .where('symbol', '=', symbol)
    .executeTakeFirst();
}

function found(house: House, actor: Actor, sample: Sample) {
  const { slug, name, mandate, mandateSource, termsOfReference, visibility } = sample;
  return foundGroup(house, actor, {
    slug,
    name,
    mandate: mandate.join('\n\n'),
    mandateSource,
    termsOfReference: termsOfReference.join('\n\n'),
    reportDue: dayAfter(house.now(), sample.reportDueInDays),
    visibility,
    sample: true,
  });
}

async function membersByName(house: House, groupId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await house.db.kysely
    .selectFrom('member')
    .select(['name', 'member_id'])
    .where('group_id', '=', groupId)
    .where('delegation', '!=', '')
    .execute();
  return new Map(rows.map(({ name, member_id }) => [name, member_id]));
}

async function listMembers(
  house: House,
  actor: Actor,
  groupId: string,
  sample: Sample,
): Promise<Result<unknown>> {
  // A table is listed whole or not at all, so one of its members speaks for all.
  const there = await membersByName(house, groupId);
  return there.size > 0 ? done() : importMembers(house, actor, groupId, sample.members);
}

async function makeSubgroup(
  house: House,
  actor: Actor,
  groupId: string,
  subgroup: SampleSubgroup,
): Promise<Result<unknown>> {
  const { name, termsOfReference } = subgroup;
  const there = await house.db.kysely
    .selectFrom('subgroup')
    .select('subgroup_id as subgroupId')
    .where('group_id', '=', groupId)
    .where('name', '=', name)
    .executeTakeFirst();
  const founded = there
    ? done(there)
    : await foundSubgroup(house, actor, groupId, {
        name,
        termsOfReference: termsOfReference.join('\n\n'),
        due: dayAfter(house.now(), subgroup.dueInDays),
      });
  if (!founded.ok) return founded;
  const { subgroupId } = founded.value;
  const ids = await membersByName(house, groupId);
  for (const member of subgroup.members) {
    const memberId = ids.get(member) ?? '';
    const added = await addSubgroupMember(house, actor, groupId, subgroupId, memberId);
    if (!added.ok) return added;
  }
  return done();
}

/** The name under which the import of the sample is found again. */
const source = 'sample';

async function bringInDocuments(
  house: House,
  actor: Actor,
  groupId: string,
  sample: Sample,
  { onDocument }: SampleOptions,
): Promise<Result<unknown>> {
  const begun = await house.db.kysely
    .selectFrom('import_batch')
    .select('batch_id as batchId')
    .where('group_id', '=', groupId)
    .where('source', '=', source)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  // Somebody may have stopped it; one that was not stopped is not touched by this.
  if (begun) await resumeImport(house, actor, groupId, begun.batchId);
  // One that is finished, with a file refused, is begun anew: what is here already is skipped.
  const started = begun ? done(begun) : await startDocuments(house, actor, groupId, sample);
  if (!started.ok) return started;
  const { batchId } = started.value;
  const run = () => runImport(house, actor, batchId, onDocument ? { onItem: onDocument } : {});
  let ended = await run();
  // A running server takes up every import it sees, this one too; then wait for it.
  for (; ended === 'busy'; ended = await run()) await sleep(100);
  if (ended === 'stopped') return refused('sample-stopped');
  return notTaken(house, batchId);
}

async function startDocuments(house: House, actor: Actor, groupId: string, sample: Sample) {
  const files: IncomingFile[] = [];
  const metadata = new Map<string, Readonly<Record<string, string>>>();
  for (const { file, daysAgo } of sample.documents) {
    const bytes = await readFile(join(house.sampleDir, 'documents', file));
    const sha256 = await house.originals.keep(bytes);
    files.push({ name: file, bytes: bytes.length, sha256 });
    metadata.set(file, { date: dayAfter(house.now(), -daysAgo) });
  }
  return startImport(house, actor, groupId, { source, files, metadata, common: {} });
}

async function notTaken(house: House, batchId: string): Promise<Result<undefined>> {
  const item = await house.db.kysely
    .selectFrom('import_item')
    .select('reason')
    .where('batch_id', '=', batchId)
    .where('state', 'not in', ['taken', 'already-here'])
    .executeTakeFirst();
  if (!item) return done();
  return item.reason ? { ok: false, reason: item.reason } : refused('sample-stopped');
}

async function correct(
  house: House,
  actor: Actor,
  groupId: string,
  { correction }: Sample,
): Promise<Result<unknown>> {
  const { symbol, file: name, note } = correction;
  const document = await documentThere(house, groupId, symbol);
  if (!document) return refused('no-such-document');
  const bytes = await readFile(join(house.sampleDir, 'corrections', name));
  const sha256 = await house.originals.keep(bytes);
  const files = [{ role: 'original' as const, sha256, name, bytes: bytes.length }];
  return correctDocument(house, actor, groupId, document.documentId, { files, note });
}
