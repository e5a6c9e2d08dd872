import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { done, refused, type Result } from '#core/result.ts';
import type { Config } from './config.ts';
import { bodyLimit, refuseBody } from './body-limit.ts';
import type { PageHandler } from './pages.ts';

/** Answers a request, or says false to let the next one try. */
export type Answerer = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface WebServer {
  /** The address to open, as people type it. */
  readonly address: string;
  close(): Promise<void>;
}

/** Headers that only this server sets, for the page handler to read the origin from. */
const protocolHeader = 'x-rapporteur-protocol';
const hostHeader = 'x-rapporteur-host';

/** What the page handler must find in the environment before it is loaded. */
export function preparePageEnvironment(): void {
  process.env['PROTOCOL_HEADER'] = protocolHeader;
  process.env['HOST_HEADER'] = hostHeader;
  // Bodies are limited here, by path, where uploads can be told from forms.
  process.env['BODY_SIZE_LIMIT'] = 'Infinity';
}

const longestSilence = 5 * 60_000;

/** Serves until closed. `first` are tried before the pages. */
export async function serve(
  config: Config,
  pages: PageHandler,
  first: readonly Answerer[],
): Promise<Result<WebServer>> {
  const server = createServer((request, response) => {
    stateOrigin(request, config.origin);
    harden(response);
    // No database text can hold one, and nothing here has one in its address.
    if (request.url?.includes('%00')) return refuseAddress(response);
    const limit = bodyLimit(request);
    if (limit !== undefined) return refuseBody(request, response, limit);
    try {
      if (first.some((answer) => answer(request, response))) return;
      pages(request, response);
    } catch (error) {
      // Thrown here it would end the server, and any stranger could have it so.
      process.stderr.write(`${request.method} failed: ${String(error)}\n`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  // A large upload over a slow line may take hours; a line on which nothing moves is given up.
  server.requestTimeout = 0;
  server.timeout = longestSilence;
  const listening = await listen(server, config);
  if (!listening.ok) return listening;
  const port = (server.address() as AddressInfo).port;
  const shown = ['0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host;
  return done({
    address: config.origin ?? `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 5_000).unref();
      }),
  });
}

// The adapter takes the origin from headers, which a client could forge: they are overwritten here.
function stateOrigin(request: IncomingMessage, origin: string | undefined): void {
  const url = origin ? new URL(origin) : undefined;
  request.headers[protocolHeader] = url ? url.protocol.slice(0, -1) : 'http';
  request.headers[hostHeader] = url ? url.host : (request.headers.host ?? 'localhost');
}

function harden(response: ServerResponse): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
}

function refuseAddress(response: ServerResponse): void {
  response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end('There is nothing at this address. Go back and look at what was typed.\n');
}

function listen(server: Server, { port, host }: Config): Promise<Result<undefined>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(refused('port-taken', { port: String(port) }));
      else resolve(refused('cannot-listen', { host, port: String(port), detail: error.message }));
    });
    server.listen(port, host, () => resolve(done()));
  });
}
