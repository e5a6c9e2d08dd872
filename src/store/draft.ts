import type { Draft, JsonObject } from '#record/entry.ts';
import type {
  DocumentCorrected,
  DocumentDescribed,
  DocumentRegistered,
} from './document/entries.ts';
import type { GroupFounded, GroupSettingsChanged } from './group/entries.ts';
import type { MemberChanged, MemberListed, MemberMoved } from './member/entries.ts';
import type {
  SubgroupFounded,
  SubgroupMember,
  SubgroupSettingsChanged,
} from './subgroup/entries.ts';
import type { TextChanges } from './text/entries.ts';

/** Every verb of the record, and what an entry with it says. */
export interface Payloads extends TextChanges {
  'group.founded': GroupFounded;
  'group.settings-changed': GroupSettingsChanged;
  'subgroup.founded': SubgroupFounded;
  'subgroup.settings-changed': SubgroupSettingsChanged;
  'subgroup.member-added': SubgroupMember;
  'subgroup.member-removed': SubgroupMember;
  'member.listed': MemberListed;
  'member.changed': MemberChanged;
  'member.invited': MemberMoved;
  'member.joined': MemberMoved;
  'member.left': MemberMoved;
  'document.registered': DocumentRegistered;
  'document.corrected': DocumentCorrected;
  'document.described': DocumentDescribed;
}

/** What is to be entered, held to what the verb's readers expect. */
export function draft<Verb extends keyof Payloads>(
  verb: Verb,
  subject: string,
  payload: Payloads[Verb],
): Draft {
  // The payload types are JSON by their making; TypeScript cannot tell so of an interface.
  return { verb, subject, payload: payload as unknown as JsonObject };
}
