import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentAddress } from '#ui/addresses.ts';
import {
  type Answer,
  firstAccount,
  founder,
  posted,
  type RunningServer,
  eventually,
  signedIn,
  startServer,
  uploaded,
} from '#test/running-server.ts';

let server: RunningServer;
let cookie: string;

beforeAll(async () => {
  server = await startServer();
  cookie = await firstAccount(server);
  for (const [slug, visibility] of [
    ['reeds', 'public'],
    ['sluice', 'members'],
  ] as const) {
    const name = `Working Group on ${slug}`;
    const founded = await post('/found', { slug, name, mandate: 'Look.', visibility });
    expect(founded.status).toBe(303);
  }
});

afterAll(() => server.remove());

function post(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  const form = posted(server.address, fields);
  return server.ask(path, { ...form, headers: { ...form.headers, cookie } });
}

/** Brings files in by the form and waits for the report; answers with its page. */
async function bringIn(slug: string, parts: Parameters<typeof uploaded>[1]): Promise<string> {
  const form = uploaded(server.address, parts);
  const path = `/g/${slug}/library/import`;
  const sent = await server.ask(path, { ...form, headers: { ...form.headers, cookie } });
  expect(sent.status).toBe(303);
  return eventually('the import to end', async () => {
    const { text } = await server.ask(String(sent.headers['location']), { headers: { cookie } });
    return text.includes('data-under-way') ? undefined : text;
  });
}

describe('every answer', () => {
  test.each([
    ['/', 200],
    ['/sign-in', 200],
    ['/g/reeds', 200],
    ['/g/nobody', 404],
    ['/nothing/here', 404],
    ['/favicon.svg', 200],
    ['/g/reeds/live', 200],
  ])('to %s is hardened', async (path, status) => {
    const answer = path.endsWith('live') ? await firstWords(path) : await server.ask(path);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(answer.headers['x-powered-by']).toBeUndefined();
  });

  test.each(['/', '/sign-in', '/g/reeds', '/g/nobody', '/nothing/here'])(
    'that is the page %s lets nothing foreign run',
    async (path) => {
      const { headers, text } = await server.ask(path);
      const policy = String(headers['content-security-policy']);
      for (const rule of ["default-src 'none'", "script-src 'self'", "base-uri 'none'"]) {
        expect(policy).toContain(rule);
      }
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(text).not.toMatch(/<script(?![^>]*\bsrc=)/);
      expect(text).not.toMatch(/\son[a-z]+=/);
    },
  );

  test('to HEAD is as to GET, without the words', async () => {
    for (const path of ['/', '/g/reeds', '/g/reeds/library', '/favicon.svg']) {
      const [head, get] = [await server.ask(path, { method: 'HEAD' }), await server.ask(path)];
      expect(head).toMatchObject({ status: 200, text: '' });
      expect(head.headers['content-type']).toBe(get.headers['content-type']);
    }
    expect(await server.ask('/g/nobody', { method: 'HEAD' })).toMatchObject({ status: 404 });
  });

  test.each([
    ['POST', '/'],
    ['POST', '/g/reeds'],
    ['PUT', '/g/reeds'],
    ['DELETE', '/g/reeds/library'],
    ['POST', '/g/reeds/live'],
    ['PROPFIND', '/'],
  ])('to %s %s says that this is not done', async (method, path) => {
    const { status, text } = await server.ask(path, {
      method,
      headers: { origin: server.address, 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toMatch(/\bat .*\.(js|ts):\d/);
  });
});

/** The head and the first words of an answer that does not end. */
async function firstWords(path: string): Promise<Answer> {
  const stopping = new AbortController();
  const answer = await fetch(server.address + path, { signal: stopping.signal });
  stopping.abort();
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text: '' };
}

describe('an address', () => {
  test.each([
    '/g/%ZZ/live',
    '/g/%/live',
    '/g/%ZZ',
    '/g/%00/live',
    '/g/reeds%00',
    '/g/reeds/d/%00',
    '/g/reeds/d/%ff%fe',
    '/g/reeds/search?q=%00',
    '/g/reeds/search?q=%ff',
    '/g/reeds/library?kind=%00',
    '/g/reeds/library?page=99999999999999999999',
    '/g/reeds/library?page=-1',
    '/g/reeds/activity?before=%00',
    '/g/reeds/activity/99999999999999999999',
    '/g/reeds/activity/-1',
    '/g/reeds/original/%2e%2e%2f%2e%2e%2fsecret',
    '/g/reeds/original/../../secret',
    '/g/reeds/../../../etc/passwd',
    '/g/%2e%2e/%2e%2e/etc/passwd',
    '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2f..%2fetc/passwd',
    '/_app/%2e%2e/%2e%2e/server/index.js',
    '/_app/..%5c..%5cserver/index.js',
    '//evil.example.org/',
    '/setup?token=%00',
    '/invitation?token=%00',
    '/sign-in/link?token=%00',
    '/sign-in?next=//evil.example.org',
    '/sign-in?next=%5c%5cevil.example.org',
    `/g/${'x'.repeat(700)}`,
  ])('%s gives nothing away and breaks nothing', async (path) => {
    for (const headers of [{}, { cookie }] as Record<string, string>[]) {
      const { status, text } = await server.ask(path, { headers });
      expect([200, 303, 307, 308, 400, 404, 414]).toContain(status);
      expect(text).not.toMatch(/root:.*:0:0:|\bat .*\.(js|ts):\d/);
    }
    expect((await server.ask('/g/reeds')).status).toBe(200);
  });

  test('that is none is refused on the line', async () => {
    for (const line of [
      'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: x/../y?#\r\nConnection: close\r\n\r\n',
      'GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n',
      'GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'GET \0 HTTP/1.1\r\nHost: x\r\n\r\n',
      'CONNECT evil.example.org:443 HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n',
    ]) {
      const answer = await spoken(line);
      expect(answer, line).not.toMatch(/^HTTP\/1\.1 5\d\d|\bat .*\.(js|ts):\d/);
    }
    expect((await server.ask('/')).status).toBe(200);
  });
});

/** What comes back on a bare line. */
function spoken(words: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const line = connect(server.port, '127.0.0.1', () => line.write(words));
    line.setTimeout(4_000, () => line.destroy());
    line.on('data', (bytes) => (heard += String(bytes)));
    line.on('error', () => undefined);
    line.on('close', () => resolve(heard));
  });
}

describe('the origin of this place', () => {
  const forged = {
    'x-forwarded-host': 'evil.example.org',
    'x-forwarded-proto': 'https',
    'x-rapporteur-host': 'evil.example.org',
    'x-rapporteur-protocol': 'https',
    forwarded: 'host=evil.example.org;proto=https',
  };

  test('is not taken from forged headers', async () => {
    const { text } = await server.ask('/g/reeds', { headers: forged });
    expect(text).not.toContain('evil.example.org');
    expect(text).toContain(`<link rel="canonical" href="${server.address}/g/reeds"`);
  });

  test.each([
    ['of another place', { origin: 'https://evil.example.org' }],
    ['of another name for this machine', { origin: 'http://localhost:1' }],
    ['null', { origin: 'null' }],
    ['missing', {}],
    ['of another place, with forged headers', { origin: 'https://evil.example.org', ...forged }],
  ])('%s: a form is refused', async (_case, headers: Record<string, string>) => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
    ]) {
      const { status } = await server.ask('/found', {
        method: 'POST',
        headers: { ...headers, cookie, 'content-type': type },
        body: 'name=Forged&slug=forged&visibility=public',
      });
      expect(status).toBe(403);
    }
    expect((await server.ask('/g/forged')).status).toBe(404);
  });

  test('is ORIGIN where that is set, whatever the request says', async () => {
    await server.end();
    const origin = 'https://groups.example.org';
    const proxied = await server.again({ ORIGIN: `${origin}/` });
    try {
      expect(proxied.output()).toContain(`open at ${origin}\n`);
      const { text } = await proxied.ask('/g/reeds', { headers: { host: 'evil.example.org' } });
      expect(text).toContain(`<link rel="canonical" href="${origin}/g/reeds"`);
      expect(text).not.toContain('evil.example.org');
      const form = posted(origin, { email: founder.email, password: founder.password });
      const answer = await proxied.ask('/sign-in?/password', form);
      expect(answer.status).toBe(303);
      const [set] = answer.headers['set-cookie'] ?? [];
      expect(set).toMatch(/; HttpOnly/i);
      expect(set).toMatch(/; Secure/i);
      expect(set).toMatch(/; SameSite=Lax/i);
    } finally {
      await proxied.end();
      server = await server.again();
      cookie = await signedIn(server, founder.email, founder.password);
    }
  });
});

describe('a body', () => {
  test('that is announced as too long is refused in words before it is sent', async () => {
    for (const [path, length, words] of [
      ['/found', 3 * 1024 * 1024, '2 MB'],
      ['/g/reeds/library/import', 2 * 1024 ** 3, '1024 MB'],
      ['/g/reeds/t/1/compile?/read', 2 * 1024 ** 3, '1024 MB'],
      ['/g/reeds/t/1/propose?/file&provision=start', 2 * 1024 ** 3, '1024 MB'],
      ['/g/reeds/texts/new', 2 * 1024 ** 3, '1024 MB'],
      ['/g/reeds/t/1/compile?/accept', 3 * 1024 * 1024, '2 MB'],
      ['/g/reeds/t/1/propose?/table&/file', 3 * 1024 * 1024, '2 MB'],
    ] as const) {
      const answer = await spoken(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nOrigin: ${server.address}\r\n` +
          `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${length}\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(answer).toContain(words);
      expect(answer).toContain('Send fewer or smaller files');
    }
  });

  test.each([
    ['application/x-www-form-urlencoded', 'name=a%00b&slug=nul&visibility=public'],
    ['application/x-www-form-urlencoded', 'name=%ff%fe&slug=%ff&visibility=public'],
    ['multipart/form-data; boundary=x', 'no part at all'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nx',
    ],
    ['multipart/form-data', 'no boundary'],
    ['text/plain', 'name=a'],
    ['application/json', '{"name":'],
  ])('that is no form (%s: %s) is refused, and is no fault of the server', async (type, body) => {
    for (const path of ['/found', '/g/reeds/library/import', '/sign-in?/password']) {
      const { status, text } = await server.ask(path, {
        method: 'POST',
        headers: { origin: server.address, cookie, accept: 'text/html', 'content-type': type },
        body,
      });
      expect(status, `${path} ${text.slice(0, 3_000)}`).toBeLessThan(500);
    }
  });

  test('of unknown length is refused in words', async () => {
    const answer = await spoken(
      `POST /found HTTP/1.1\r\nHost: x\r\nOrigin: ${server.address}\r\n` +
        'Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 411 /);
    expect(answer).toContain('Content-Length');
  });

  test('that breaks off leaves nothing behind', async () => {
    const begun =
      `POST /g/reeds/library/import HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n` +
      `Origin: ${server.address}\r\nCookie: ${cookie}\r\nContent-Length: 100000\r\n` +
      'Content-Type: multipart/form-data; boundary=x\r\n\r\n' +
      '--x\r\nContent-Disposition: form-data; name="files"; filename="broken.txt"\r\n\r\nwords';
    await new Promise<void>((resolve) => {
      const line = connect(server.port, '127.0.0.1', () => {
        line.write(begun);
        setTimeout(() => line.destroy(), 300);
      });
      line.on('close', () => resolve());
    });
    expect((await server.ask('/g/reeds/library')).text).not.toContain('broken');
    expect((await server.ask('/g/reeds')).status).toBe(200);
  });
});

describe('a file that is brought in', () => {
  const script = [
    '<!doctype html><title>A paper</title><body onload="alert(1)">',
    '<p>Words before the script of the paper.</p><script>alert("executed")</script>',
    '<p><img src=x onerror=alert(2)> <a href="javascript:alert(3)">Words after it</a></p>',
    '<iframe src="https://evil.example.org"></iframe><style>body{display:none}</style>',
  ].join('\n');

  test('keeps of its name what is no path', async () => {
    const report = await bringIn('reeds', [
      { name: '../../../../etc/cron.d/evil.txt', bytes: 'The first of the named papers.' },
      { name: 'C:\\\\papers\\\\second.txt', bytes: 'Another of the named papers, quite apart.' },
      { name: '/third.txt', bytes: 'A third thing altogether is written in here.' },
      { name: '<b>fourth</b>.txt', bytes: 'The fourth has marks in its name but not in here.' },
      { name: `${'long'.repeat(200)}.txt`, bytes: 'The fifth has a name that goes on and on.' },
      { name: '..', bytes: 'The sixth has hardly a name at all, and is text.' },
    ]);
    expect(report).toContain('etc/cron.d/evil.txt');
    expect(report).not.toMatch(/>[^<]*\.\.\//);
    expect(report).toContain('papers/second.txt');
    expect(report).not.toContain('<b>fourth');
  });

  test('never runs as script here, and is given back only to be saved', async () => {
    const report = await bringIn('reeds', [
      { name: 'script.html', bytes: script, type: 'text/html' },
      { name: 'picture.svg', bytes: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>' },
    ]);
    const address = /href="(\/g\/reeds\/d\/[^"]+)"/.exec(report)?.[1] ?? '';
    const { text } = await server.ask(address);
    expect(text).toContain('Words before the script');
    expect(text).not.toMatch(/alert\(|javascript:|<iframe|evil\.example|<script(?![^>]*\bsrc=)/);

    const original = /href="(\/g\/reeds\/original\/[0-9a-f]{64})"/.exec(text)?.[1] ?? '';
    const answer = await server.ask(original);
    expect(answer).toMatchObject({ status: 200, text: script });
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment; filename="script\.html"/),
      'content-security-policy': expect.stringContaining('sandbox'),
    });
  });

  test('is not given to those who may not read its group, nor by another group', async () => {
    const secret = 'Words that only members of the sluice group may read.';
    const report = await bringIn('sluice', [{ name: 'secret.txt', bytes: secret }]);
    const address = /href="(\/g\/sluice\/d\/[^"]+)"/.exec(report)?.[1] ?? '';
    const { text } = await server.ask(address, { headers: { cookie } });
    const sha = /\/original\/([0-9a-f]{64})/.exec(text)?.[1] ?? '';
    const own = await server.ask(`/g/sluice/original/${sha}`, { headers: { cookie } });
    expect(own).toMatchObject({ status: 200, text: secret });
    expect(own.headers['cache-control']).toContain('no-store');

    const symbol = address.split('/').at(-1) ?? '';
    for (const path of [
      '',
      '/members',
      '/members/manage',
      '/members/import',
      '/members/new',
      '/library',
      '/library/import',
      '/search?q=words',
      '/activity',
      '/activity/1',
      '/activity/1/payload',
      '/settings',
      '/subgroups',
      '/subgroups/new',
      '/live',
      `/original/${sha}`,
      `/library/correct/${symbol}`,
      `/library/describe/${symbol}`,
      documentAddress('sluice', symbol).replace('/g/sluice', ''),
      `/nothing-of-the-kind`,
    ]) {
      const answer = await server.ask(`/g/sluice${path}`);
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
      expect(answer.text).not.toMatch(/Working Group on sluice|Words that only/);
    }
    expect((await server.ask('/')).text).not.toContain('sluice');
    expect((await server.ask(`/g/reeds/original/${sha}`)).status).toBe(404);
    expect((await server.ask(`/g/reeds/original/${sha}`, { headers: { cookie } })).status).toBe(
      404,
    );
    expect((await server.ask('/g/reeds/search?q=sluice')).text).not.toContain('Words that only');
  });

  test('with a form posted by a stranger changes nothing', async () => {
    const form = uploaded(server.address, [{ name: 'a.txt', bytes: 'A stranger’s words.' }]);
    for (const slug of ['reeds', 'sluice']) {
      const { status } = await server.ask(`/g/${slug}/library/import`, form);
      expect([303, 401, 403, 404]).toContain(status);
    }
    const found = await server.ask('/g/reeds/search?q=stranger');
    expect(found.text).toContain('Nothing found');
  });
});
