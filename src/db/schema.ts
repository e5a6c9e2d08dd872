import type { EntryTable, HeadTable } from '#record/tables.ts';
import type {
  AttemptTable,
  CredentialTable,
  SessionTable,
  UserTable,
} from '#store/account/tables.ts';
import type { ImportBatchTable, ImportItemTable } from '#store/import-batch/tables.ts';
import type {
  ContactTable,
  CorpusTable,
  DocumentFileTable,
  DocumentRelationTable,
  DocumentTable,
  DocumentVersionTable,
  InvitationTable,
  MemberTable,
  PassageEarlierTable,
  PassageTable,
  PostingTable,
  SeatTable,
  SubgroupMemberTable,
  SubgroupTable,
  TermTable,
  WorkingGroupTable,
} from '#store/tables.ts';
import type { NegotiatedTextTable, TextMeasureTable } from '#store/text/tables.ts';

/** Every table that Kysely may be asked about. Tables of a group lead with `group_id`. */
export interface Schema {
  head: HeadTable;
  entry: EntryTable;
  working_group: WorkingGroupTable;
  subgroup: SubgroupTable;
  subgroup_member: SubgroupMemberTable;
  member: MemberTable;
  document: DocumentTable;
  document_version: DocumentVersionTable;
  document_file: DocumentFileTable;
  document_relation: DocumentRelationTable;
  passage: PassageTable;
  passage_earlier: PassageEarlierTable;
  posting: PostingTable;
  term: TermTable;
  corpus: CorpusTable;
  negotiated_text: NegotiatedTextTable;
  text_measure: TextMeasureTable;
  import_batch: ImportBatchTable;
  import_item: ImportItemTable;
  invitation: InvitationTable;
  seat: SeatTable;
  contact: ContactTable;
  auth_user: UserTable;
  auth_credential: CredentialTable;
  auth_session: SessionTable;
  auth_attempt: AttemptTable;
}
