import type { Projector, Transaction } from '#record/entry.ts';
import type { Entry } from '#record/entry.ts';
import { documentProjection } from './document/projection.ts';
import { groupProjection } from './group/projection.ts';
import { memberProjection } from './member/projection.ts';
import type { Handlers, Present } from './projection.ts';
import { subgroupProjection } from './subgroup/projection.ts';
import { textProjection } from './text/projection.ts';

const projections = [
  groupProjection,
  subgroupProjection,
  memberProjection,
  documentProjection,
  textProjection,
];
const handlers: Handlers = Object.assign({}, ...projections.map((each) => each.handlers));

/**
 * Every view of the record that tables hold. Runs of entries with one handler go to it
 * together, in order; a verb without a handler changes no table; a withdrawn payload is as if it
 * had never been said.
 */
export const projector: Projector = {
  tables: projections.flatMap((each) => each.tables),
  async apply(tx: Transaction, entries: readonly Entry[]): Promise<void> {
    for (const run of runsOfOneHandler(entries)) {
      await handlers[run[0]?.verb ?? '']?.(tx, run);
    }
  },
};

function runsOfOneHandler(entries: readonly Entry[]): Present[][] {
  const runs: Present[][] = [];
  for (const entry of entries) {
    if (!isPresent(entry)) continue;
    const last = runs.at(-1);
    const [first] = last ?? [];
    const joins = first?.groupId === entry.groupId && handlers[first.verb] === handlers[entry.verb];
    if (last && joins) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

function isPresent(entry: Entry): entry is Present {
  return entry.payload !== null;
}
