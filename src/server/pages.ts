import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** The pages, however they are made ready, and what gives them back. */
export interface Pages {
  readonly handler: PageHandler;
  close(): Promise<void>;
}

/** The pages as bin/build.ts built them. */
export async function builtPages(root: string): Promise<Pages> {
  const built = pathToFileURL(join(root, 'build', 'handler.js')).href;
  const { handler } = (await import(built)) as { handler: PageHandler };
  return { handler, close: () => Promise.resolve() };
}

/** The pages from source, made anew as files change. */
export async function pagesFromSource(root: string): Promise<Pages> {
  const { createServer } = await import('vite');
  const vite = await createServer({ root, server: { middlewareMode: true } });
  return { handler: vite.middlewares, close: () => vite.close() };
}
