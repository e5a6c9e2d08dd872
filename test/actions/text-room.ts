import { type Actor, operator } from '#actions/actor.ts';
import { foundGroup } from '#actions/found-group.ts';
import type { House } from '#actions/house.ts';
import { listMember } from '#actions/list-member.ts';
import { type NewText, tableText } from '#actions/table-text.ts';
import type { Result } from '#core/result.ts';
import type { TextState } from '#core/text/living/state.ts';
import type { Role } from '#core/vocabulary.ts';
import { type TextSheet, textById } from '#store/text/readers.ts';
import { expect } from 'vitest';

/** Those in the room: three parties, the bureau, and one who only listens. */
export const seats = {
  ferries: ['Guild of Ferries', 'member'],
  harbour: ['Harbour Union', 'member'],
  locks: ['League of Locks', 'member'],
  chair: ['Quay Board', 'chair'],
  secretary: ['', 'secretariat'],
  observer: ['Gull Watch', 'observer'],
} as const satisfies Record<string, readonly [string, Role]>;
export type Seat = keyof typeof seats;

export const words = [
  'Tides and ferries',
  'The Group recommends that ferries wait for the tide.',
  'Harbours shall keep a gauge and publish its readings.',
  'Locks should open at dawn.',
]
  .map((line) => `${line}\n`)
  .join('');

/** A group with a text on the table, and the people who negotiate it. */
export interface Room extends Readonly<Record<Seat, Actor>> {
  readonly house: House;
  readonly groupId: string;
  readonly textId: string;
  state(): Promise<TextState>;
  sheet(): Promise<TextSheet>;
  /** That a replay of the record makes the rows that are there. */
  expectIntact(): Promise<void>;
}

let serial = 0;

export async function openRoom(house: House, text: Partial<NewText> = {}): Promise<Room> {
  const founding = { ...settings, slug: `tides-${++serial}` };
  const { groupId } = taken(await foundGroup(house, operator, founding));
  const actors = {} as Record<Seat, Actor>;
  for (const [seat, [delegation, role]] of Object.entries(seats)) {
    actors[seat as Seat] = await seated(house, groupId, seat, delegation, role);
  }
  const tabled = { title: 'On tides', kind: 'recommendation', text: words, ...text } as const;
  const { textId } = taken(await tableText(house, actors.ferries, groupId, tabled));
  const at = async () => {
    const found = await textById(house.db.kysely, groupId, textId);
    if (!found) throw new Error('no text');
    return found;
  };
  return {
    ...actors,
    house,
    groupId,
    textId,
    state: async () => (await at()).state,
    sheet: async () => (await at()).sheet,
    async expectIntact() {
      const { projection, problems } = await house.record.verify(groupId);
      expect({ projection, problems }).toEqual({ projection: 'equal', problems: [] });
    },
  };
}

/** The value of what is expected to be done. */
export function taken<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.reason)}`);
  return result.value;
}

/** `ok`, or the code of the refusal. */
export function outcomeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.reason.code;
}

const settings = {
  name: 'Working group on tides',
  mandate: 'To watch the tide.',
  mandateSource: 'Decision 1',
  termsOfReference: '',
  reportDue: null,
  visibility: 'public',
};

export async function seated(
  house: House,
  groupId: string,
  name: string,
  delegation: string,
  role: Role,
): Promise<Actor> {
  const input = { name, delegation, stakeholderGroup: 'technical-academic', role, email: '' };
  const { memberId } = taken(await listMember(house, operator, groupId, input));
  const userId = `${name}-${groupId}`;
  const seat = { group_id: groupId, member_id: memberId, user_id: userId };
  await house.db.kysely.insertInto('seat').values(seat).execute();
  return { kind: 'account', userId, name, founder: false };
}
