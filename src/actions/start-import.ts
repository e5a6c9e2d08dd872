import { pairFiles } from '#core/library/pair-files.ts';
import { type MetadataRow, rowFor } from '#core/library/read-metadata-csv.ts';
import { done, type Reason, refused, type Result } from '#core/result.ts';
import { may } from '#policy/may.ts';
import type { ImportFile } from '#store/import-batch/tables.ts';
import type { Actor } from './actor.ts';
import type { House } from './house.ts';
import { standingOf } from './standing.ts';

/** A file that came in: kept under its hash, or not kept and why. */
export interface IncomingFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string | undefined;
  readonly refused?: Reason;
}

export interface ImportPlan {
  /** Where the files are from: a folder, or an upload. */
  readonly source: string;
  readonly files: readonly IncomingFile[];
  /** From a CSV: what is said of each file, by its name. */
  readonly metadata: ReadonlyMap<string, MetadataRow>;
  /** Said of every file, unless a row says otherwise. */
  readonly common: Readonly<Record<string, string>>;
  /** Take documents that say nearly the same as one of the same body. */
  readonly takeNearDuplicates?: boolean;
}

/** Notes what is to be imported, so that it can be done apart, stopped and taken up again. */
export async function startImport(
  house: House,
  actor: Actor,
  groupId: string,
  plan: ImportPlan,
): Promise<Result<{ readonly batchId: string }>> {
  const db = house.db.kysely;
  const allowed = may(await standingOf(db, actor, groupId), 'document.register');
  if (!allowed.ok) return allowed;
  if (plan.files.length === 0) return refused('no-files');
  const items = await itemsOf(house, plan);
  const batchId = house.newId();
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('import_batch')
      .values({
        batch_id: batchId,
        group_id: groupId,
        actor: nameOf(actor),
        source: plan.source,
        take_near_duplicates: plan.takeNearDuplicates ?? false,
      })
      .execute();
    const chunk = 1_000;
    for (let from = 0; from < items.length; from += chunk) {
      const rows = items.slice(from, from + chunk);
      await tx
        .insertInto('import_item')
        .values(rows.map((item, index) => ({ ...item, batch_id: batchId, position: from + index })))
        .execute();
    }
  });
  return done({ batchId });
}

/** How a batch remembers who asked for it. */
export function nameOf(actor: Actor): string {
  return actor.kind === 'account' ? actor.userId : actor.kind;
}

async function itemsOf(house: House, { files, metadata, common }: ImportPlan) {
  const byName = namedApart(files);
  const names = [...byName.keys()].sort(inNaturalOrder);
  const forms = await formsAmong(house, names, byName);
  return pairFiles(names, (name) => forms.has(name)).map(({ text, form }) => {
    const parts = [byName.get(text), form === undefined ? undefined : byName.get(form)];
    const reason = parts.find((part) => part?.refused)?.refused;
    return {
      name: form === undefined ? text : `${text} (${form})`,
      files: JSON.stringify(
        parts.flatMap((part, index): ImportFile[] =>
          part?.sha256 === undefined
            ? []
            : [
                {
                  role: index === 0 ? 'original' : 'form',
                  sha256: part.sha256,
                  name: part.name,
                  bytes: part.bytes,
                },
              ],
        ),
      ),
      metadata: JSON.stringify({ ...common, ...rowFor(metadata, text) }),
      state: reason ? ('refused' as const) : ('waiting' as const),
      reason: reason ? JSON.stringify(reason) : null,
    };
  });
}

/** Files by name. Folders dropped together may hold files of one name: none may hide another. */
function namedApart(files: readonly IncomingFile[]): ReadonlyMap<string, IncomingFile> {
  const byName = new Map<string, IncomingFile>();
  for (const file of files) {
    const [, stem = '', ending = ''] = /^(.*?)(\.[^./]*)?$/s.exec(file.name) ?? [];
    let { name } = file;
    for (let number = 2; byName.has(name); number++) name = `${stem} (${number})${ending}`;
    byName.set(name, file);
  }
  return byName;
}

const collator = new Intl.Collator('en', { numeric: true });

function inNaturalOrder(one: string, other: string): number {
  return collator.compare(one, other) || (one < other ? -1 : 1);
}

/** Which files state fields at their head: only those can be the form of another. */
async function formsAmong(
  house: House,
  names: readonly string[],
  byName: ReadonlyMap<string, IncomingFile>,
): Promise<ReadonlySet<string>> {
  const forms = new Set<string>();
  // Pairing asks only about names that could be forms; the others need not be read.
  const candidates: string[] = [];
  pairFiles(names, (name) => candidates.push(name) > 0);
  for (const name of candidates) {
    const file = byName.get(name);
    const bytes = file?.sha256 ? await house.originals.read(file.sha256) : undefined;
    const converted = bytes && (await house.converter.convert({ name, bytes }));
    if (converted?.ok && Object.keys(converted.value.metadata).length > 1) forms.add(name);
  }
  return forms;
}
