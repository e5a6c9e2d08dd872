/** An answer as it went over the line, to be given again to whoever asks the same. */
interface Kept {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array<ArrayBuffer>;
  readonly until: number;
}

export interface SharedPages {
  /** The page under this key: kept, being made for somebody else, or made now. */
  answer(key: string, make: () => Promise<Response>): Promise<Response>;
}

interface Bounds {
  readonly now: () => number;
  /** Milliseconds for which a page may be given again: what it says of the hour stays true. */
  readonly longest: number;
  readonly mostBytes: number;
}

/**
 * Pages that many readers see alike, made once for all of them: when a text changes, everyone who
 * follows it asks for the same page in the same second. The key says of what state the page is, so
 * nothing that is kept is ever stale. Only pages that came out well and set no cookie are kept.
 */
export function sharePages({ now, longest, mostBytes }: Bounds): SharedPages {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Kept>>();
  let bytes = 0;

  const keep = (key: string, page: Kept): void => {
    // A cookie is for one reader.
    const isOneReaders = page.headers.some(([name]) => name === 'set-cookie');
    if (page.status !== 200 || isOneReaders) return;
    kept.set(key, page);
    bytes += page.body.length;
    for (const [oldest, { body }] of kept) {
      if (bytes <= mostBytes) break;
      kept.delete(oldest);
      bytes -= body.length;
    }
  };
  const made = async (key: string, make: () => Promise<Response>): Promise<Kept> => {
    const response = await make();
    const body = new Uint8Array(await response.arrayBuffer());
    const page = {
      status: response.status,
      headers: [...response.headers],
      body,
      until: now() + longest,
    };
    keep(key, page);
    return page;
  };

  return {
    async answer(key, make) {
      const known = kept.get(key);
      if (known && known.until > now()) return responseOf(known);
      if (known) {
        kept.delete(key);
        bytes -= known.body.length;
      }
      let page = underWay.get(key);
      if (!page) {
        page = made(key, make).finally(() => underWay.delete(key));
        underWay.set(key, page);
      }
      return responseOf(await page);
    },
  };
}

function responseOf({ status, headers, body }: Kept): Response {
  return new Response(body, {
    status,
    headers: new Headers(headers.map(([name, value]): [string, string] => [name, value])),
  });
}
