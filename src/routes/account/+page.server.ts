import { currentHouse } from '#server/current-house.ts';
import { seatsOf } from '#store/account/readers.ts';
import { myAccount } from '../must-sign-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const account = await myAccount(event);
  return { account, seats: await seatsOf(currentHouse().db.kysely, account.userId) };
};
