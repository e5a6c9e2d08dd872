import type { House } from '#actions/house.ts';
import { changesReaders, isPublicVerb } from '#policy/activity.ts';
import type { Entry } from '#record/entry.ts';

/** What followers are told of an entry: that it is there, never what it says. */
export interface Notice {
  readonly seq: number;
  /** The server-sent event, byte for byte the same for every follower. */
  readonly bytes: Buffer;
  /** Who followed until now may no longer be one who may read. */
  readonly changesReaders: boolean;
}

export interface Hub {
  /** Calls `tell` for every notice of a group from now on, until the answer is called. */
  follow(groupId: string, tell: (notice: Notice) => void): () => void;
  /** Resolves when no more will come, so that followers can be sent away. */
  readonly closed: AbortSignal;
  close(): Promise<void>;
}

type Tell = (notice: Notice) => void;

/** One reader of the record for all followers in this process: an entry is rendered once. */
export function createHub(house: Pick<House, 'db' | 'record' | 'log'>): Hub {
  const followers = new Map<string, Set<Tell>>();
  const ending = new AbortController();
  const reading = read().catch((error: unknown) =>
    house.log(`Live updates ended: ${String(error)}`),
  );

  async function read(): Promise<void> {
    const heads = await house.db.kysely.selectFrom('head').select(['group_id', 'seq']).execute();
    const now = new Map(heads.map((head) => [head.group_id, head.seq]));
    for await (const entry of house.record.followAll(now, ending.signal)) {
      const group = followers.get(entry.groupId);
      const notice = group && noticeOf(entry);
      if (notice) for (const tell of group) tell(notice);
    }
  }

  return {
    closed: ending.signal,
    follow(groupId, tell) {
      const group = followers.get(groupId) ?? new Set();
      followers.set(groupId, group.add(tell));
      return () => {
        group.delete(tell);
        if (group.size === 0 && followers.get(groupId) === group) followers.delete(groupId);
      };
    },
    async close() {
      ending.abort();
      await reading;
    },
  };
}

/** The notice of an entry, or undefined for what only members may know of. */
export function noticeOf({ seq, verb }: Pick<Entry, 'seq' | 'verb'>): Notice | undefined {
  if (!isPublicVerb(verb)) return undefined;
  const text = `id: ${seq}\nevent: entry\ndata: ${JSON.stringify({ seq, verb })}\n\n`;
  return { seq, bytes: Buffer.from(text), changesReaders: changesReaders(verb) };
}
