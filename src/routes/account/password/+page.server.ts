import { currentHouse } from '#server/current-house.ts';
import { callerOf, setCookies } from '../../caller-of.ts';
import { doneForm, formTexts, refuseForm } from '../../form-texts.ts';
import { mustSignIn, myAccount } from '../../must-sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => void mustSignIn(event);

export const actions: Actions = {
  default: async (event) => {
    const { email } = await myAccount(event);
    const { current = '', password = '' } = await formTexts(event.request);
    const caller = callerOf(event);
    const { accounts } = currentHouse();
    const changed = await accounts.changePassword(caller, email, current, password);
    if (!changed.ok) return refuseForm(changed.reason);
    setCookies(event, changed.value);
    return { ...doneForm, changed: true };
  },
};
