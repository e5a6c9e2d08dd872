import { openDatabase } from '#db/open.ts';
import { createRecord } from '#record/record.ts';
import { ledgerProjector, makeLedger, moved } from './ledger.ts';

/** A program to be killed: appends without end and prints each number it was promised. */
const [dataDir = '', make = ''] = process.argv.slice(2);
const opened = await openDatabase({ dataDir, role: 'server', log: () => undefined });
if (!opened.ok) throw new Error(JSON.stringify(opened.reason));
const db = opened.value;
if (make) await makeLedger(db.kysely);
const record = createRecord({ db, projector: ledgerProjector, now: () => new Date() });
process.stdout.write('begun\n');
await Promise.all(
  Array.from({ length: 12 }, async (_, writer) => {
    for (let i = 0; ; i++) {
      const drafts = [moved(`w${writer}`, 1), moved('all', 1)];
      const result =
        i % 3 === 0
          ? await record.change('g', { actor: `member:w${writer}` }, async () => ({
              ok: true,
              entries: drafts,
              value: 0,
            }))
          : await record.append('g', { actor: `member:w${writer}` }, drafts);
      if (!result.ok) throw new Error(result.reason.code);
      process.stdout.write(`${result.value.entries.map(({ hash }) => hash).join('\n')}\n`);
    }
  }),
);
