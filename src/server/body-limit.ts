import type { IncomingMessage, ServerResponse } from 'node:http';

const formLimit = 2 * 1024 * 1024;
/** One upload may carry many files; each has its own limit when it is read. */
const uploadLimit = 1024 * 1024 * 1024;
/** The forms that take files as they come; all others are read into memory as a whole. */
const uploadPath =
  /^\/g\/[^/]+\/(?:library\/(?:import|correct)\b|texts\/new(?:\?|$)|t\/\d+\/(?:compile\?\/read|propose\?\/file)(?:&|$))/;

/** The limit in bytes that a request's body breaks, or undefined when it keeps within it. */
export function bodyLimit(request: IncomingMessage): number | undefined {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const limit = uploadPath.test(request.url ?? '') ? uploadLimit : formLimit;
  const announced = request.headers['content-length'];
  const chunked = request.headers['transfer-encoding'] !== undefined;
  // A body of unknown length could fill the memory; browsers always announce theirs.
  if (chunked) return 0;
  return Number(announced ?? 0) > limit ? limit : undefined;
}

/** Answers 413, or 411 where no length was announced, and hangs up once the words are out. */
export function refuseBody(
  request: IncomingMessage,
  response: ServerResponse,
  limit: number,
): void {
  const size = `${Math.round(limit / 1024 / 1024)} MB`;
  const words = limit
    ? `This is too much to send at once: the limit is ${size}. Send fewer or smaller files.`
    : 'Say with Content-Length how much you are sending, and try again.';
  response.writeHead(limit ? 413 : 411, {
    'Content-Type': 'text/plain; charset=utf-8',
    Connection: 'close',
  });
  response.end(`${words}\n`);
  // A browser shows an answer only if it may go on sending for a moment.
  request.resume();
  setTimeout(() => request.destroy(), 3_000).unref();
}
