import type { Reason } from '#core/result.ts';
import { runStands } from './resolve-revisions.ts';
import type { Change, RevisedParagraph, RevisedRun } from './revised-document.ts';
import type { Tally } from './tally.ts';

/** Who changed something, and what a person should look at, each with how often. */
export function checkRevisions(
  paragraphs: readonly RevisedParagraph[],
  tally: Pick<Tally, 'changesInFields' | 'withoutAuthor'>,
): { readonly authors: readonly string[]; readonly notes: readonly Reason[] } {
  const authors = authorsOf(paragraphs);
  const notes: Reason[] = [];
  const note = (code: string, count: number) => {
    if (count > 0) notes.push({ code, count });
  };
  note('docx-change-without-author', tally.withoutAuthor);
  note('docx-author-hidden', authors.filter((author) => hiddenNames.has(author)).length);
  note('docx-change-in-field', tally.changesInFields);
  note('docx-move-unpaired', unpairedMoves(paragraphs));
  const torn = paragraphs.flatMap(({ runs }, index) => (tearsBrackets(runs) ? [index + 1] : []));
  const [first] = torn;
  if (first !== undefined) {
    notes.push({ code: 'docx-bracket-half-changed', count: torn.length, paragraph: first });
  }
  return { authors, notes };
}

/** What Word writes in place of the name when told to remove personal information. */
const hiddenNames: ReadonlySet<string> = new Set(
  'Author,Autor,Auteur,Autore,Forfatter,Författare,Tekijä,Автор,作者,المؤلف'.split(','),
);

function authorsOf(paragraphs: readonly RevisedParagraph[]): readonly string[] {
  const seen = new Set<string>();
  for (const paragraph of paragraphs) {
    for (const change of changesOf(paragraph)) seen.add(change.author);
  }
  return [...seen];
}

function changesOf(paragraph: RevisedParagraph): readonly Change[] {
  const { rowIns, rowDel, frameIns, frameDel, markIns, markDel, runs } = paragraph;
  const inRuns = runs.flatMap(({ ins, del }) => [ins, del]);
  return [rowIns, rowDel, frameIns, frameDel, ...inRuns, markIns, markDel].filter(
    (change) => change !== undefined,
  );
}

/** Moves of which only one end is in the text; each is then a plain insertion or deletion. */
function unpairedMoves(paragraphs: readonly RevisedParagraph[]): number {
  const roles = { from: new Set<string>(), to: new Set<string>() };
  for (const { runs, markMove } of paragraphs) {
    for (const { move } of [...runs, { move: markMove }]) if (move) roles[move.role].add(move.name);
  }
  return roles.from.symmetricDifference(roles.to).size;
}

/** Some author's changes open or close a typed bracket without its other half. */
function tearsBrackets(runs: readonly RevisedRun[]): boolean {
  if (!runs.some(({ text, ins, del }) => (ins || del) && /[[\]]/.test(text))) return false;
  const before = looseBrackets(runs, () => false);
  const authors = new Set(runs.flatMap(({ ins, del }) => [ins?.author, del?.author]));
  const versions = [...authors].map(
    (author) => (change: Change) => author !== undefined && change.author === author,
  );
  return [...versions, () => true].some((accepts) => looseBrackets(runs, accepts) !== before);
}

/** Brackets without partner: how many close, how many open. */
function looseBrackets(runs: readonly RevisedRun[], accepts: (change: Change) => boolean): string {
  let open = 0;
  let stray = 0;
  for (const run of runs) {
    if (!runStands(run, accepts)) continue;
    for (const sign of run.text) {
      if (sign === '[') open++;
      else if (sign === ']' && open > 0) open--;
      else if (sign === ']') stray++;
    }
  }
  return `${stray} ${open}`;
}
