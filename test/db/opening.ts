import { openDatabase } from '#db/open.ts';

/** A program that opens a database, says what came of it, and stays until it is told to end. */
const [dataDir = '', role = 'server', stay = ''] = process.argv.slice(2);
const opened = await openDatabase({
  dataDir,
  databaseUrl: process.env['DATABASE_URL'],
  role: role === 'command' ? 'command' : 'server',
  log: (message) => process.stderr.write(`${message}\n`),
});
process.stdout.write(`${JSON.stringify(opened.ok ? { ok: true } : opened)}\n`);
if (opened.ok) {
  if (stay) {
    const timer = setInterval(() => undefined, 1_000);
    await new Promise((resolve) => process.once('SIGTERM', resolve));
    clearInterval(timer);
  }
  await opened.value.close();
}
