export interface SubgroupSettings {
  readonly name: string;
  readonly termsOfReference: string;
  /** ISO day. */
  readonly due: string | null;
}

/** `subgroup.founded`. The subject is the subgroup, here and below. */
export interface SubgroupFounded extends SubgroupSettings {
  readonly slug: string;
}

/** `subgroup.settings-changed`: only what changed. */
export type SubgroupSettingsChanged = Partial<SubgroupSettings>;

/** `subgroup.member-added` and `subgroup.member-removed`. */
export interface SubgroupMember {
  readonly memberId: string;
}
