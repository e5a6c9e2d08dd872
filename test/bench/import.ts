import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { operator } from '#actions/actor.ts';
import { foundGroup } from '#actions/found-group.ts';
import { runImport } from '#actions/run-import.ts';
import { startImport } from '#actions/start-import.ts';
import { sharedData } from '../shared-data.ts';
import { benchHouse } from './bench-house.ts';
import type { BenchRow } from './bench-row.ts';
import { rounded, timed } from './measure.ts';

/** Importing real contributions, beside the bare cost of writing the rows that come of it. */
export async function bench(): Promise<BenchRow[]> {
  const folder = sharedData('netmundial/contributions');
  if (!folder) return [];
  const { house, close } = await benchHouse();
  try {
    const founded = await foundGroup(house, operator, {
      slug: 'bench',
      name: 'Bench',
      mandate: '',
      mandateSource: '',
      termsOfReference: '',
      reportDue: null,
      visibility: 'public',
    });
    if (!founded.ok) throw new Error(founded.reason.code);
    let megabytes = 0;
    const importing = await timed(async () => {
      const files = [];
      for (const name of await readdir(folder)) {
        const bytes = await readFile(join(folder, name));
        megabytes += bytes.length / 1024 / 1024;
        files.push({ name, bytes: bytes.length, sha256: await house.originals.keep(bytes) });
      }
      const plan = { source: folder, files, metadata: new Map(), common: {} };
      const started = await startImport(house, operator, founded.value.groupId, plan);
      if (!started.ok) throw new Error(started.reason.code);
      await runImport(house, operator, started.value.batchId);
    });
    const bare = await timed(() => writeRowsAgain(house.db.kysely));
    return [
      {
        name: 'import with indexing, per MB of files',
        ours: rounded(importing / megabytes),
        yardstick: rounded(bare / megabytes),
        unit: 'ms/MB, beside bare inserts of the same rows, a transaction a document',
        ratio: rounded(importing / bare),
      },
    ];
  } finally {
    await close();
  }
}

type Kysely = Parameters<ReturnType<typeof sql>['execute']>[0];

/** The same rows once more into tables of the same shape, one transaction a document. */
async function writeRowsAgain(db: Kysely): Promise<void> {
  await sql`create table bare_passage (like passage including all)`.execute(db);
  await sql`create table bare_entry (like entry including all)`.execute(db);
  await sql`create table bare_posting (like posting including all)`.execute(db);
  const { rows } = await sql<{ seq: number; subject: string }>`
    select seq, subject from entry where verb = 'document.registered' order by seq`.execute(db);
  for (const { seq, subject } of rows) {
    await sql`
      with one as (insert into bare_entry select * from entry where seq = ${seq})
      insert into bare_passage select * from passage where document_id = ${subject}`.execute(db);
  }
  await sql`insert into bare_posting select * from posting`.execute(db);
}
