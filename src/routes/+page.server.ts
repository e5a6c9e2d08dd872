import { fail, redirect } from '@sveltejs/kit';
import { makeSample, mayMakeSample } from '#actions/make-sample.ts';
import { currentHouse } from '#server/current-house.ts';
import { groupsFor } from '#store/group/readers.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { actor } = locals;
  const groups = await groupsFor(currentHouse().db.kysely, {
    userId: actor.kind === 'account' ? actor.userId : undefined,
    seesAll: actor.kind === 'operator',
  });
  return {
    mine: groups.filter(({ mine }) => mine),
    others: groups.filter(({ mine }) => !mine),
    mayFound: actor.kind === 'account' && actor.founder,
    mayMakeSample: await mayMakeSample(currentHouse(), actor),
  };
};

export const actions: Actions = {
  /** Opens the sample working group on a server that has no group yet. */
  sample: async ({ locals }) => {
    const made = await makeSample(currentHouse(), locals.actor);
    if (!made.ok) return fail(409, { refusal: made.reason });
    return redirect(303, `/g/${made.value.slug}`);
  },
};
