import type {
  Change,
  RevisedDocument,
  RevisedParagraph,
  RevisedRun,
} from '#convert/docx-revisions/revised-document.ts';

/**
 * A revised document for a person at a terminal, a line to a paragraph: `{+new | Ada+}` was
 * inserted by Ada, `{-old | Ben-}` deleted by Ben, `¶` is the end of the paragraph. Square
 * brackets stay what they are in the text. Comments follow, by the number of their line.
 */
export function revisionLines({ paragraphs, comments }: RevisedDocument): readonly string[] {
  return [
    ...paragraphs.map(lineOf),
    ...comments.map(({ author, paragraph, quote, text }) => {
      const place = paragraph === null ? '-' : String(paragraph + 1);
      const about = quote ? ` “${quote}”` : '';
      return `# ${place}${about} ${author || '?'}: ${text.replaceAll('\n', ' ')}`;
    }),
  ];
}

function lineOf(paragraph: RevisedParagraph): string {
  const { label, runs, rowIns, rowDel, frameIns, frameDel } = paragraph;
  const whole = { ins: rowIns ?? frameIns, del: rowDel ?? frameDel };
  const mark = { text: '¶', ins: paragraph.markIns, del: paragraph.markDel };
  const words = [...runs, ...(mark.ins || mark.del ? [mark] : [])].map((run) =>
    wordsOf({ ...run, ins: beyond(run.ins, whole.ins), del: beyond(run.del, whole.del) }),
  );
  const text = (label === undefined ? '' : `${label} `) + words.join('');
  return wrapped(text, whole).replaceAll('\n', ' ');
}

interface Changed {
  readonly ins?: Change | undefined;
  readonly del?: Change | undefined;
}

/** Who inserted the whole row need not be named again for each of its words. */
function beyond(change: Change | undefined, whole: Change | undefined): Change | undefined {
  return change?.author === whole?.author ? undefined : change;
}

function wordsOf(run: Omit<RevisedRun, 'ins' | 'del'> & Changed): string {
  const { text, move, note } = run;
  const moved = move ? `${move.role === 'from' ? '→' : '←'}${move.name}: ` : '';
  return wrapped(note === undefined ? moved + text : `{${note}}`, run);
}

function wrapped(text: string, { ins, del }: Changed): string {
  const inserted = ins ? `{+${text} | ${ins.author || '?'}+}` : text;
  return del ? `{-${inserted} | ${del.author || '?'}-}` : inserted;
}
