export interface Seen {
  readonly status: number;
  readonly html: string;
  /** Where it leads, or empty. */
  readonly location: string;
  /** The Set-Cookie lines. */
  readonly cookies: readonly string[];
}

/** A browser without script: it keeps cookies, sends forms, and follows nothing by itself. */
export class Visitor {
  readonly #address: string;
  readonly #cookies = new Map<string, string>();

  constructor(address: string) {
    this.#address = address;
  }

  open(path: string): Promise<Seen> {
    return this.#ask(path, {});
  }

  /** Sends a form, from a page of the same place unless told otherwise. */
  send(
    path: string,
    form: FormData | Readonly<Record<string, string>>,
    from: { readonly origin: string | undefined } = { origin: this.#address },
  ): Promise<Seen> {
    const headers: Record<string, string> =
      from.origin === undefined ? {} : { origin: from.origin };
    const body = form instanceof FormData ? form : new URLSearchParams(form);
    return this.#ask(path, { method: 'POST', body, headers });
  }

  async #ask(path: string, init: RequestInit): Promise<Seen> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...(init.headers as Record<string, string>), cookie };
    // A body whose length is announced, as browsers do.
    const sent = init.body ? await new Response(init.body).blob() : undefined;
    const response = await fetch(new URL(path, this.#address), {
      ...init,
      ...(sent ? { body: sent } : {}),
      headers: sent ? { ...headers, 'content-type': sent.type } : headers,
      redirect: 'manual',
    });
    const cookies = response.headers.getSetCookie();
    for (const line of cookies) this.#keep(line);
    return {
      status: response.status,
      html: await response.text(),
      location: response.headers.get('location') ?? '',
      cookies,
    };
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0\b/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
