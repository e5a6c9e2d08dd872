import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressed } from '../../src/routes/compressed.ts';

const html = '<p>The same words again and again.</p>'.repeat(200);

async function answer(accepted: string, body = html, type = 'text/html'): Promise<Response> {
  const headers = { 'content-type': type, etag: '"kept"' };
  const request = new Request('http://localhost/', { headers: { 'accept-encoding': accepted } });
  return compressed(request, new Response(body, { status: 404, headers }));
}

test.each([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
] as const)('who accepts %s gets %s', async (accepted, encoding, unpack) => {
  const response = await answer(accepted);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(response.headers.get('content-encoding')).toBe(encoding);
  expect(response.headers.get('etag')).toBe('"kept"');
  expect(response.status).toBe(404);
  expect(bytes.length).toBeLessThan(html.length / 10);
  expect(unpack(bytes).toString()).toBe(html);
});

test('who accepts nothing gets it plain, and caches are told that it varies', async () => {
  const response = await answer('identity');
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(response.headers.get('vary')).toBe('accept-encoding');
  expect(await response.text()).toBe(html);
});

test('a file is left as it is', async () => {
  const response = await answer('br', html, 'application/octet-stream');
  expect(response.headers.get('content-encoding')).toBeNull();
});
