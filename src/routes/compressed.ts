import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** Below this, in characters, what is saved is less than what the headers cost. */
const worthwhile = 1_000;

/** A page as small as the reader's browser can take it; everything else as it is. */
export async function compressed(request: Request, response: Response): Promise<Response> {
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (!isPage || !response.body || response.headers.has('content-encoding')) return response;
  const encoding = encodingFor(request);
  const headers = new Headers(response.headers);
  headers.append('vary', 'accept-encoding');
  const html = await response.text();
  const { status } = response;
  if (!encoding || html.length < worthwhile) return new Response(html, { status, headers });
  const bytes = Buffer.from(html);
  const body = await (encoding === 'br'
    ? brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
    : zip(bytes));
  headers.set('content-encoding', encoding);
  headers.set('content-length', String(body.length));
  return new Response(new Uint8Array(body), { status, headers });
}

/** How a page goes to the reader of this request; undefined: as it is. */
export function encodingFor(request: Request): 'br' | 'gzip' | undefined {
  const accepted = request.headers.get('accept-encoding') ?? '';
  return (['br', 'gzip'] as const).find((name) => new RegExp(`\\b${name}\\b`).test(accepted));
}
