import { createServer, type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMail } from '#identity/mail.ts';

const origin = 'https://groups.example.org';
const received: string[] = [];
let server: SMTPServer;
let port = 0;

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, callback) =>
      address.startsWith('refused') ? callback(new Error(`no ${address}`)) : callback(),
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString());
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.server.address() as AddressInfo).port;
});
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

const letter = {
  to: 'ada@example.org',
  subject: 'Votre siège',
  text: `Open ${origin}/invitation?token=${'t'.repeat(43)}\n`,
};
const quiet = (): void => undefined;

describe('mail', () => {
  test('goes out over SMTP as plain text, links unbroken', async () => {
    const mail = createMail(`smtp://127.0.0.1:${port}?from=office@example.org`, origin, quiet);
    expect(mail).toMatchObject({ works: true, origin });
    expect(await mail.send(letter)).toBe(true);
    const raw = received.at(-1) ?? '';
    expect(raw).toMatch(/^From: office@example\.org\r$/m);
    expect(raw).toMatch(/^To: ada@example\.org\r$/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(raw).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
    expect(raw.replace(/=\r\n/g, '').replaceAll('=3D', '=')).toContain(`token=${'t'.repeat(43)}`);
    expect(raw).not.toContain('text/html');
  });

  test('is from this place where nothing else is said', async () => {
    await createMail(`smtp://127.0.0.1:${port}`, origin, quiet).send(letter);
    expect(received.at(-1)).toMatch(/^From: Rapporteur <rapporteur@groups\.example\.org>\r$/m);
  });

  test('cannot be given more headers by what is in a subject', async () => {
    const mail = createMail(`smtp://127.0.0.1:${port}`, origin, quiet);
    await mail.send({ ...letter, subject: 'A\r\nBcc: other@example.org' });
    expect(received.at(-1)).not.toMatch(/^Bcc:/m);
  });

  test('that is not taken is told, without its words', async () => {
    const lines: string[] = [];
    const mail = createMail(`smtp://127.0.0.1:${port}`, origin, (line) => lines.push(line));
    expect(await mail.send({ ...letter, to: 'refused@example.org' })).toBe(false);
    expect(lines).toEqual(['A letter could not be sent: EENVELOPE 550']);
  });

  test('to a server that is not there is told', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port: closed } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const lines: string[] = [];
    const mail = createMail(`smtp://127.0.0.1:${closed}`, origin, (line) => lines.push(line));
    expect(await mail.send(letter)).toBe(false);
    expect(lines).toHaveLength(1);
  });

  test.each([
    ['no SMTP_URL', undefined, origin, 0],
    ['no ORIGIN, which a visitor could then choose', 'smtp://127.0.0.1', undefined, 1],
  ])('stays off with %s', async (_case, smtpUrl, address, said) => {
    const lines: string[] = [];
    const mail = createMail(smtpUrl, address, (line) => lines.push(line));
    expect([mail.works, await mail.send(letter), lines.length]).toEqual([false, false, said]);
  });
});
