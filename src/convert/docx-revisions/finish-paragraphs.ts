import { createLabels } from '../docx-numbering.ts';
import { outlineHeading, placeOf, type ListPlace, type Styles } from '../docx-styles.ts';
import type { DraftParagraph, Properties } from './draft-paragraph.ts';
import type { ReadNote } from './read-notes.ts';
import type { ParagraphKind, RevisedParagraph, RevisedRun } from './revised-document.ts';

interface NoteLabel {
  readonly note: string;
  readonly label: string | undefined;
}

/** Footnotes and endnotes are counted apart; the first paragraph of a note shows its number. */
export function numberNotes(notes: readonly ReadNote[]): ReadonlyMap<DraftParagraph, NoteLabel> {
  const labels = new Map<DraftParagraph, NoteLabel>();
  const counts = new Map<string, number>();
  for (const { key, paragraphs } of notes) {
    const kind = key.slice(0, key.indexOf(' '));
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    for (const [at, paragraph] of paragraphs.entries()) {
      labels.set(paragraph, { note: key, label: at === 0 ? String(count) : undefined });
    }
  }
  return labels;
}

/** Gives paragraphs their kind and number, counted twice: as all is accepted, and as nothing is. */
export function finishParagraphs(
  drafts: readonly DraftParagraph[],
  styles: Styles,
  numbering: Uint8Array | undefined,
  notes: ReadonlyMap<DraftParagraph, NoteLabel>,
): readonly RevisedParagraph[] {
  const after = createLabels(numbering);
  const before = createLabels(numbering);
  const together = createLabels(numbering);
  const listPlace = (properties: Properties) =>
    placeOf(properties, styles.get(properties.style ?? '')?.list);

  return drafts.map((draft) => {
    const { now, mark, row, frame, cell } = draft;
    const note = notes.get(draft);
    const place = note ? undefined : listPlace(now);
    const formerPlace = draft.former && !note ? listPlace(draft.former) : place;
    const goes = mark.del ?? row.del ?? frame.del;
    const came = mark.ins ?? row.ins ?? frame.ins;
    const labelAfter = place && !goes ? after.next(place) : '';
    const labelBefore = formerPlace && !came ? before.next(formerPlace) : '';
    const labelTogether = place ? together.next(place) : '';
    // One person's insertion that another deleted stands neither before nor after.
    const labelGone = came ? labelTogether : labelBefore;
    const label = note ? (note.label ?? '') : goes ? labelGone : labelAfter;
    return {
      ...kindOf(draft, styles, place, note !== undefined),
      ...(label !== '' && { label }),
      ...(!note && !came && labelBefore !== label && { labelBefore }),
      flow: draft.flow,
      ...(draft.beforeTable && { beforeTable: true }),
      ...(cell && { cell }),
      ...(note && { note: note.note }),
      runs: note?.label === undefined ? draft.runs : withoutGap(draft.runs),
      ...(mark.ins && { markIns: mark.ins }),
      ...(mark.del && { markDel: mark.del }),
      ...(mark.move && { markMove: mark.move }),
      ...(row.ins && { rowIns: row.ins }),
      ...(row.del && { rowDel: row.del }),
      ...(frame.ins && { frameIns: frame.ins }),
      ...(frame.del && { frameDel: frame.del }),
    };
  });
}

function kindOf(
  draft: DraftParagraph,
  styles: Styles,
  place: ListPlace | undefined,
  isNote: boolean,
): { readonly kind: ParagraphKind; readonly level?: number } {
  if (isNote) return { kind: 'note' };
  const style = styles.get(draft.now.style ?? '');
  if (/^(toc|table of figures)( \d|$)/i.test(style?.name ?? '')) return { kind: 'contents' };
  const { outline } = draft.now;
  const heading = (outline === undefined ? undefined : outlineHeading(outline)) ?? style?.heading;
  if (heading) return { kind: 'heading', level: heading };
  if (place) return { kind: 'list-item', level: place.depth + 1 };
  return { kind: draft.cell ? 'table-cell' : 'paragraph' };
}

/** Between its number and its first word a note has a space, which is no word of it. */
function withoutGap(runs: readonly RevisedRun[]): readonly RevisedRun[] {
  const [first, ...rest] = runs;
  if (!first) return runs;
  const text = first.text.trimStart();
  return text === '' && first.note === undefined ? rest : [{ ...first, text }, ...rest];
}
