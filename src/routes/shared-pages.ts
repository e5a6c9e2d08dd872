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
 * nothing that is kept is ever stale. Shared is only what came out well, is a page or a text, and
 * sets no cookie; of everything else each reader gets their own, as it comes: a file of a hundred
 * megabytes is never held whole.
 */
export function sharePages({ now, longest, mostBytes }: Bounds): SharedPages {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Kept | undefined>>();
  let bytes = 0;

  const forget = (key: string): void => {
    const page = kept.get(key);
    if (!page) return;
    kept.delete(key);
    bytes -= sizeOf(key, page);
  };
  const keep = (key: string, page: Kept): void => {
    const size = sizeOf(key, page);
    // One page must not push out all others.
    if (size > mostBytes / 4) return;
    forget(key);
    kept.set(key, page);
    bytes += size;
    for (const oldest of kept.keys()) {
      if (bytes <= mostBytes) break;
      forget(oldest);
    }
  };

  return {
    async answer(key, make) {
      const known = kept.get(key);
      if (known && known.until > now()) return responseOf(known);
      forget(key);
      const waiting = underWay.get(key);
      const shared = waiting && (await waiting);
      if (shared) return responseOf(shared);
      // Who waited for what turned out to be another's own makes theirs, all at once.
      const { promise, resolve } = Promise.withResolvers<Kept | undefined>();
      const isFirst = !underWay.has(key);
      if (isFirst) underWay.set(key, promise);
      try {
        const response = await make();
        if (!isForAll(response)) return response;
        const body = new Uint8Array(await response.arrayBuffer());
        const { status } = response;
        const page = { status, headers: [...response.headers], body, until: now() + longest };
        keep(key, page);
        if (isFirst) resolve(page);
        return responseOf(page);
      } finally {
        if (isFirst) {
          underWay.delete(key);
          resolve(undefined);
        }
      }
    },
  };
}

const shareable = /^(?:text\/(?:html|plain)|application\/json|application\/vnd\.openxmlformats)/;

function isForAll({ status, headers }: Response): boolean {
  const type = headers.get('content-type') ?? '';
  // A cookie is for one reader.
  return status === 200 && !headers.has('set-cookie') && shareable.test(type);
}

/** What keeping a page takes, its key included: an address may be longer than its page. */
function sizeOf(key: string, { body, headers }: Kept): number {
  const heads = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return body.length + 2 * (key.length + heads) + 200;
}

function responseOf({ status, headers, body }: Kept): Response {
  return new Response(body, {
    status,
    headers: new Headers(headers.map(([name, value]): [string, string] => [name, value])),
  });
}
