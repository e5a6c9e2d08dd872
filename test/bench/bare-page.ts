/**
 * Builds and serves a SvelteKit of one bare page, by the same framework, adapter and Node as the
 * product: the yardstick for how fast its pages are. Prints the address; lives until it is ended.
 */
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const files = {
  'static/robots.txt': 'User-agent: *',
  'package.json': '{"type":"module"}',
  'src/app.html':
    '<!doctype html><html lang="en"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
  'src/routes/+layout.js': 'export const csr = false;',
  'src/routes/+page.svelte': '<svelte:head><title>Bare</title></svelte:head><h1>A bare page</h1>',
};

const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bare-'));
for (const [path, text] of Object.entries(files)) {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
await symlink(modules, join(folder, 'node_modules'));
process.chdir(folder);

const [{ createBuilder }, { sveltekit }, { default: adapter }] = await Promise.all([
  import('vite'),
  import('@sveltejs/kit/vite'),
  import('@sveltejs/adapter-node'),
]);
const builder = await createBuilder({
  root: folder,
  configFile: false,
  logLevel: 'silent',
  plugins: [sveltekit({ adapter: adapter() })],
});
await builder.buildApp();
const built = pathToFileURL(join(folder, 'build', 'handler.js')).href;
const { handler } = (await import(built)) as { handler: RequestListener };
const server = createServer(handler).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`bare page at http://127.0.0.1:${port} in ${folder}`);
});
