/** Deeds about one person's account, which only the secretariat needs to know of. */
export const quietVerbs: readonly string[] = ['member.invited'];

/** Whether anyone who may read the group may know of entries with this verb. */
export function isPublicVerb(verb: string): boolean {
  return !quietVerbs.includes(verb);
}

/** After these, someone who could read the group may be shut out of it. */
const closingVerbs: readonly string[] = ['group.settings-changed', 'member.left'];

export function changesReaders(verb: string): boolean {
  return closingVerbs.includes(verb);
}
