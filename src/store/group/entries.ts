import type { Visibility } from '#core/vocabulary.ts';

/** What the members of a group settle about the group itself. */
export interface GroupSettings {
  readonly name: string;
  readonly mandate: string;
  readonly mandateSource: string;
  readonly termsOfReference: string;
  /** ISO day. */
  readonly reportDue: string | null;
  readonly visibility: Visibility;
}

/** `group.founded`, the first entry of every group. The subject is the group. */
export interface GroupFounded extends GroupSettings {
  readonly slug: string;
  readonly sample: boolean;
}

/** `group.settings-changed`: only what changed. */
export type GroupSettingsChanged = Partial<GroupSettings>;
