import { sql } from 'kysely';
import { done, refused, type Result } from '#core/result.ts';
import { type TextTabled, tokeniserVersion } from '#core/text/living/changes.ts';
import { provisionText } from '#core/text/living/provision-text.ts';
import { unfitText } from '#core/text/living/unfit-text.ts';
import { tokenise } from '#core/text/tokens.ts';
import { may } from '#policy/may.ts';
import type { Standing } from '#policy/standing.ts';
import type { Transaction } from '#record/entry.ts';
import { draft } from '#store/draft.ts';
import { partiesOf } from '#store/member/parties.ts';
import { ownParty, sameName, spelledAs } from './acting-party.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';
import { readTitle } from './read-words.ts';

export interface NewText {
  readonly title: string;
  readonly kind: TextTabled['kind'];
  /** The words, one paragraph to a line. Brackets in them are kept as found. */
  readonly text: string;
  /** Who tables it; the actor's own party where left out. Only the bureau may name others. */
  readonly proponents?: readonly string[] | undefined;
}

export interface TabledText {
  readonly textId: string;
  readonly number: number;
  readonly seq: number;
}

const mostProponents = 300;

/** Tables a text, under the next number of the group. */
export async function tableText(
  house: House,
  actor: Actor,
  groupId: string,
  input: NewText,
): Promise<Result<TabledText>> {
  const title = readTitle(input.title);
  if (!title.ok) return title;
  const text = readTabled(input.text);
  if (!text.ok) return text;
  const textId = house.newId();
  return changeAsAllowed<TabledText>(
    house,
    actor,
    groupId,
    'text.table',
    async (tx, standing, { seq }) => {
      const tabling = await proponentsOf(tx, groupId, standing, input.proponents ?? []);
      if (!tabling.ok) return tabling;
      const { proponents, onBehalf } = tabling.value;
      const number = await nextNumber(tx, groupId);
      const payload: TextTabled = {
        number,
        title: title.value,
        kind: input.kind,
        proponents,
        tokeniser: tokeniserVersion,
        tokens: tokenise(text.value),
      };
      return done({
        entries: [draft('text.tabled', textId, payload)],
        value: { textId, number, seq: seq + 1 },
        onBehalf,
      });
    },
  );
}

function readTabled(text: string): Result<string> {
  const unfit = unfitText(text);
  if (unfit) return unfit;
  const provisions = provisionText(text);
  return provisions === '' ? refused('text-empty', { field: 'text' }) : done(provisions);
}

interface Tabling {
  readonly proponents: readonly string[];
  readonly onBehalf: string | undefined;
}

async function proponentsOf(
  tx: Transaction,
  groupId: string,
  standing: Standing,
  named: readonly string[],
): Promise<Result<Tabling>> {
  if (named.length > mostProponents) {
    return refused('too-many-proponents', { limit: mostProponents });
  }
  const own = await ownParty(tx, groupId, standing);
  const wanted = named.filter((name) => name.trim() !== '');
  if (wanted.length === 0) {
    return own === null ? refused('no-party') : done({ proponents: [own], onBehalf: undefined });
  }
  const parties = await partiesOf(tx, groupId);
  const proponents: string[] = [];
  for (const name of wanted) {
    const party = own !== null && sameName(own, name) ? done(own) : spelledAs(parties, name);
    if (!party.ok) return party;
    if (party.value !== own && !may(standing, 'text.amend-for-others').ok) {
      return own === null
        ? refused('no-party')
        : refused('party-not-yours', { party: party.value, own });
    }
    if (proponents.some((each) => sameName(each, party.value))) continue;
    proponents.push(party.value);
  }
  const [first] = proponents;
  const forOne = proponents.length === 1 && first !== own;
  return done({ proponents, onBehalf: forOne ? `party:${first}` : undefined });
}

/** Also a text whose words were withdrawn keeps its number, for its address named it. */
async function nextNumber(tx: Transaction, groupId: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select greatest(
      (select coalesce(max(number), 0) from negotiated_text where group_id = ${groupId}),
      (select count(*) from entry where group_id = ${groupId} and verb = 'text.tabled')
    )::int + 1 as number`.execute(tx);
  return rows[0]?.number ?? 1;
}
