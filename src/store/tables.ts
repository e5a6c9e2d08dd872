import type { BlockKind } from '#core/passages/block.ts';
import type { ColumnType, Generated } from 'kysely';
import type {
  StakeholderGroup,
  Role,
  DocumentKind,
  RelationKind,
  Visibility,
} from '#core/vocabulary.ts';
import type { Json } from '#record/canonical.ts';

/** jsonb: read as a value, written as JSON text. */
export type JsonColumn<T extends Json | object> = ColumnType<T, string, string>;

/** One row per working group: its front matter as last settled. */
export interface WorkingGroupTable {
  group_id: string;
  slug: string;
  name: string;
  mandate: string;
  /** Where the mandate was given: a resolution, a decision, an address. */
  mandate_source: string;
  terms_of_reference: string;
  /** ISO day, or null while no deadline is set. */
  report_due: string | null;
  visibility: Visibility;
  /** Invented, and labelled so wherever it is shown. */
  sample: boolean;
  founded_at: Date;
  /** The entry that last changed the settings: what an editor must have seen. */
  settings_seq: number;
  /** The version of the code that made this group's tables. */
  projection_version: string;
}

export interface SubgroupTable {
  group_id: string;
  subgroup_id: string;
  slug: string;
  name: string;
  terms_of_reference: string;
  due: string | null;
  settings_seq: number;
}

export interface SubgroupMemberTable {
  group_id: string;
  subgroup_id: string;
  member_id: string;
}

/** listed: named by the secretariat; invited: a link went out; joined: an account sits here; left. */
export type MemberState = 'listed' | 'invited' | 'joined' | 'left';

export interface MemberTable {
  group_id: string;
  member_id: string;
  name: string;
  delegation: string;
  /** Null where a seat speaks for no stakeholder group, as the secretariat's does. */
  stakeholder_group: StakeholderGroup | null;
  role: Role;
  state: MemberState;
  changed_at: Date;
  changed_seq: number;
}

export interface DocumentTable {
  group_id: string;
  document_id: string;
  /** The register number within the group, from 1. */
  ordinal: number;
  symbol: string;
  kind: DocumentKind;
  title: string;
  /** ISO day. */
  date: string | null;
  authors: string[];
  stakeholder_group: StakeholderGroup | null;
  region: string | null;
  /** BCP 47 primary tag, or `und`. */
  language: string;
  language_by: 'detected' | 'person' | 'metadata';
  keywords: string[];
  metadata: JsonColumn<Record<string, string>>;
  /** The current version, from 1. */
  version: number;
  original_sha256: string;
  original_name: string;
  original_bytes: number;
  media_type: string;
  /** What a reader should know of how the words were read: reasons, as of `core/result`. */
  notes: JsonColumn<readonly Json[]>;
  /** Its passages have this number and those after it, `passage_count` of them. */
  first_passage: number;
  passage_count: number;
  /** MinHash of the words, to recognise near-duplicates. */
  signature: Buffer;
  registered_at: Date;
  changed_at: Date;
  changed_seq: number;
}

export interface DocumentVersionTable {
  group_id: string;
  document_id: string;
  version: number;
  at: Date;
  converter: string;
  note: string;
}

/** Every file kept for a document version: what it was read from, and what came with it. */
export interface DocumentFileTable {
  group_id: string;
  document_id: string;
  version: number;
  position: number;
  role: 'original' | 'form';
  sha256: string;
  name: string;
  bytes: number;
  media_type: string;
}

export interface DocumentRelationTable {
  group_id: string;
  document_id: string;
  kind: RelationKind;
  /** The symbol of the other document; it may be registered later. */
  target_symbol: string;
}

export interface PassageTable {
  group_id: string;
  /** Dense within a group, so that search can count on it. Internal: never in an address. */
  passage_id: number;
  document_id: string;
  position: number;
  /** The permanent name within the document, `p12`. */
  label: string;
  path: string[];
  kind: BlockKind;
  text: string;
  speaker: string | null;
  /** Seconds from the start of a recording. */
  start: number | null;
  /** The version that brought these words. */
  since_version: number;
  /** The number of search terms in the text. */
  length: number;
  /** The search terms with their positions, for phrases and prefixes. */
  terms: ColumnType<string, string, string>;
}

/** Words that a passage once had: changed or removed by a later version. */
export interface PassageEarlierTable {
  group_id: string;
  document_id: string;
  label: string;
  /** The last version that had these words. */
  until_version: number;
  text: string;
  fate: 'changed' | 'removed';
}

/** Packed postings of one term over a run of passages: see core/search. */
export interface PostingTable {
  group_id: string;
  term: string;
  /** A document's own segment, or a merged one: see store/search/segments. */
  segment: number;
  passages: Buffer;
}

/** The vocabulary of a group: in how many passages each term occurs. */
export interface TermTable {
  group_id: string;
  term: string;
  passages: number;
}

export interface CorpusTable {
  group_id: string;
  /** Passages there are now, and the sum of their lengths. */
  passages: number;
  length: number;
  /** One more than the highest passage id given out. */
  next_passage: number;
  next_ordinal: number;
}

/** Not of the record: personal data and credentials beside the account library's own tables. */
export interface InvitationTable {
  token_hash: string;
  /** For the first account, one more that may found groups, a seat, or a new password. */
  purpose: 'first-account' | 'founder' | 'join' | 'password';
  email: string | null;
  group_id: string | null;
  member_id: string | null;
  created_at: Generated<Date>;
  expires_at: Date;
  used_at: Date | null;
  /** Went to `email`, so that whoever has the token reads mail there. */
  mailed: Generated<boolean>;
}

export interface SeatTable {
  group_id: string;
  member_id: string;
  user_id: string;
}

export interface ContactTable {
  group_id: string;
  member_id: string;
  email: string;
}
