import type {
  Change,
  ParagraphKind,
  RevisedDocument,
  RevisedParagraph,
  RevisedRun,
  TablePlace,
} from './revised-document.ts';

/** A paragraph of one version: the changes are settled, each accepted or rejected. */
export interface ResolvedParagraph {
  readonly kind: ParagraphKind;
  readonly level?: number;
  readonly label?: string;
  readonly cell?: TablePlace;
  readonly note?: string;
  readonly text: string;
  /** Indices of the paragraphs of the file that became this one, in order. */
  readonly sources: readonly number[];
}

export type Accepts = (change: Change) => boolean;

/** The paragraphs once every change is accepted. */
export function accepted(doc: RevisedDocument): readonly string[] {
  return texts(doc, () => true);
}

/** The paragraphs once every change is rejected: the text that all authors began from. */
export function rejected(doc: RevisedDocument): readonly string[] {
  return texts(doc, () => false);
}

/** What one author would have sent alone: their changes accepted, everybody else's rejected. */
export function versionOf(doc: RevisedDocument, author: string): readonly string[] {
  return texts(doc, by(author));
}

export function by(author: string): Accepts {
  return (change) => change.author === author;
}

function texts(doc: RevisedDocument, accepts: Accepts): readonly string[] {
  return resolveRevisions(doc, accepts).map(({ text }) => text);
}

/**
 * Settles every change. A paragraph whose end goes runs on into the next of its flow, which
 * gives the joined one its kind, as in Word. Where none follows, it keeps its end if it has words
 * or if nothing else is in its flow (a cell needs a paragraph, a table does not need one before
 * it), and is gone otherwise.
 * Automatic numbers are those `before` any change (of what came with one: its new number), or
 * those `after` all of them.
 */
export function resolveRevisions(
  { paragraphs }: RevisedDocument,
  accepts: Accepts,
  numbers: 'before' | 'after' = 'before',
): readonly ResolvedParagraph[] {
  const lastOfFlow = new Map(paragraphs.map(({ flow }, index) => [flow, index]));
  const carried = new Map<number, { text: string; sources: number[] }>();
  const begun = new Set<number>();
  const resolved: ResolvedParagraph[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    if (!wholeStands(paragraph, accepts)) continue;
    const { flow } = paragraph;
    const joined = carried.get(flow) ?? { text: '', sources: [] };
    joined.text += textOf(paragraph.runs, accepts);
    joined.sources.push(index);
    carried.set(flow, joined);
    const last = lastOfFlow.get(flow) === index;
    const spare = begun.has(flow) || paragraph.beforeTable;
    if (!stands(paragraph.markIns, paragraph.markDel, accepts)) {
      if (!last || (joined.text === '' && spare)) continue;
    }
    carried.delete(flow);
    begun.add(flow);
    resolved.push({ ...shown(paragraph, numbers), ...joined });
  }
  return resolved;
}

function shown(
  { kind, level, label, labelBefore, cell, note }: RevisedParagraph,
  numbers: 'before' | 'after',
): Omit<ResolvedParagraph, 'text' | 'sources'> {
  const number = numbers === 'before' ? (labelBefore ?? label) : label;
  return {
    kind,
    ...(level !== undefined && { level }),
    ...(number && { label: number }),
    ...(cell && { cell }),
    ...(note !== undefined && { note }),
  };
}

export function runStands({ ins, del }: RevisedRun, accepts: Accepts): boolean {
  return stands(ins, del, accepts);
}

function textOf(runs: readonly RevisedRun[], accepts: Accepts): string {
  return runs.map((run) => (runStands(run, accepts) ? run.text : '')).join('');
}

function wholeStands(
  { rowIns, rowDel, frameIns, frameDel }: RevisedParagraph,
  accepts: Accepts,
): boolean {
  return stands(rowIns, rowDel, accepts) && stands(frameIns, frameDel, accepts);
}

function stands(ins: Change | undefined, del: Change | undefined, accepts: Accepts): boolean {
  return (!ins || accepts(ins)) && !(del && accepts(del));
}
