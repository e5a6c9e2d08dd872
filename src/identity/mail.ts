import { createTransport } from 'nodemailer';

/** A letter in plain text. Nothing else is sent: no tracking, nothing to load. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mail {
  /** Whether letters leave this server; where they do not, links are shown to who may see them. */
  readonly works: boolean;
  /** The address of this server, for links in letters. Empty where letters do not leave. */
  readonly origin: string;
  /** Sends now; says whether the mail server took it. */
  send(letter: Letter): Promise<boolean>;
}

const patience = 15_000;

/**
 * Mail over SMTP. Letters carry links, and a link needs an address that no visitor can choose: so
 * both SMTP_URL and ORIGIN must be set. The sender is `?from=` of SMTP_URL, else `rapporteur@` the
 * host of ORIGIN.
 */
export function createMail(
  smtpUrl: string | undefined,
  origin: string | undefined,
  log: (line: string) => void,
): Mail {
  if (smtpUrl === undefined) return noMail;
  if (origin === undefined) {
    log('SMTP_URL is set but ORIGIN is not: no mail is sent, links are shown instead. Set ORIGIN.');
    return noMail;
  }
  const url = new URL(smtpUrl);
  const from =
    url.searchParams.get('from') ?? `Rapporteur <rapporteur@${new URL(origin).hostname}>`;
  url.searchParams.delete('from');
  const transport = createTransport({
    url: url.href,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    works: true,
    origin,
    async send({ to, subject, text }) {
      const headers = { 'Auto-Submitted': 'auto-generated' };
      try {
        await transport.sendMail({ from, to, subject, text, headers });
        return true;
      } catch (error) {
        const { code, responseCode } = error as { code?: string; responseCode?: number };
        // The error's own words may quote the letter, and with it the link.
        log(`A letter could not be sent: ${code ?? 'unknown'} ${responseCode ?? ''}`.trim());
        return false;
      }
    },
  };
}

const noMail: Mail = { works: false, origin: '', send: () => Promise.resolve(false) };
