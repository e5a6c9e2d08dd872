/** Builds the pages into build/ and their small script into static/enhance.js. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, createBuilder } from 'vite';

const root = fileURLToPath(new URL('../', import.meta.url));
process.chdir(root);
process.env['NODE_ENV'] = 'production';

const enhance = `${root}src/enhance/enhance.ts`;
if (existsSync(enhance)) {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: 'static',
      emptyOutDir: false,
      lib: { entry: enhance, formats: ['es'], fileName: () => 'enhance.js' },
    },
  });
}
const builder = await createBuilder({ root, logLevel: 'error' });
await builder.buildApp();
