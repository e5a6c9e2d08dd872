import { type Command } from 'commander';
import { proposeAreas } from '#core/issues/areas.ts';
import { findDuplicates } from '#core/issues/duplicates.ts';
import { done, refused, type Reason, type Result } from '#core/result.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { complain, type Scene } from './in-house.ts';
import { learnAll, readIssueCollection, type IssueCollection } from './issue-collection.ts';
import type { Terminal } from './terminal.ts';
import type { WithExitCode } from './with-exit-code.ts';

interface Options {
  readonly documents: string;
  readonly train?: string;
  readonly issue?: string;
  readonly leaveOut?: boolean;
  readonly limit?: string;
  readonly minScore?: string;
  readonly areas?: string;
}

export function addIssuesCommands(program: Command, { terminal }: Scene, deed: WithExitCode): void {
  const issues = program
    .command('issues')
    .description('from passages to issues: labels, duplicates and areas, in any collection');
  const command = (name: string, description: string) =>
    issues
      .command(name)
      .description(description)
      .requiredOption('--documents <file.jsonl>', 'lines of {"id","text"}, also "language"');
  const asJson = ['--json', 'as without: the answer is lines of JSON in any case'] as const;
  const train = [
    '--train <file.jsonl>',
    'lines of {"id","text","label"}: what people confirmed',
  ] as const;
  const leaveOut = [
    '--leave-out',
    'judge each document as if its own lines were not in the training file',
  ] as const;
  const run = (work: Work) => deed((options: Options) => answer(terminal, options, work));

  command('suggest', 'rank labels for each document, or documents for a label')
    .requiredOption(...train)
    .option('--issue <label>', 'the passages likeliest to belong to this label, unless so labelled')
    .option('--limit <n>', 'how many to name (5 labels, 20 documents)')
    .option('--min-score <x>', 'name none below this, from 0 to 1', '0')
    .option(...leaveOut)
    .option(...asJson)
    .addHelpText('after', suggestHelp)
    .action(run(suggest));
  command('classify', 'tell the likeliest label of each document, with the scores of all')
    .requiredOption(...train)
    .option(...leaveOut)
    .option(...asJson)
    .action(run(classify));
  command('duplicates', 'find pairs that likely say the same, best first: {"a","b","score"}')
    .option('--min-score <x>', 'how like they must be, from 0 to 1 (0.42)')
    .option('--limit <n>', 'how many pairs to name at most')
    .option(...asJson)
    .action(run(duplicates));
  command('areas', 'part the documents into areas: {"area","label","members"}')
    .option('--areas <n>', 'how many; else the texts decide')
    .option(...asJson)
    .action(run(areas));
}

const suggestHelp = `
Writes a line for each document: {"id","suggestions":[{"label","score"}]}.
To ask for the passages of an issue, name its label: --issue "Access" writes one line,
{"label","suggestions":[{"id","score"}]}. The scores of all labels for one text add up to 1,
and those of one label can be compared between texts.`;

/** What a command does with a collection; hands on its lines. */
type Work = (
  collection: IssueCollection,
  options: Options,
  numbers: Numbers,
  write: (line: object) => void,
) => Reason | undefined;

async function answer(terminal: Terminal, options: Options, work: Work): Promise<ExitCode> {
  const numbers = readNumbers(options);
  if (!numbers.ok) return complain(terminal, numbers.reason, exitCodes.usage);
  const collection = await readIssueCollection(options.documents, options.train);
  if (!collection.ok) return complain(terminal, collection.reason);
  const reason = work(collection.value, options, numbers.value, (line) =>
    terminal.answer(JSON.stringify(line)),
  );
  return reason ? complain(terminal, reason) : exitCodes.done;
}

const suggest: Work = (collection, options, { limit, minScore = 0 }, write) => {
  if (options.issue !== undefined)
    return passagesFor(collection, options, { limit, minScore }, write);
  for (const { id, scores } of judged(collection, options)) {
    const suggestions = scores.filter(({ score }) => score >= minScore).slice(0, limit ?? 5);
    write({ id, suggestions });
  }
  return undefined;
};

const passagesFor: Work = (collection, options, { limit, minScore = 0 }, write) => {
  const { space, codings, placeOf, ids } = collection;
  const label = options.issue ?? '';
  const confirmed = new Set(codings.filter((coding) => coding.label === label).map(({ id }) => id));
  if (confirmed.size === 0) {
    return { code: 'issues-label-unknown', file: options.train, label };
  }
  const written = new Map(ids.map((id) => [placeOf.get(String(id)), id]));
  const wanted = (document: number) =>
    written.has(document) && !confirmed.has(space.documents[document]?.id ?? '');
  const suggestions = learnAll(collection)
    .documentsFor(label, limit ?? 20, wanted)
    .filter(({ score }) => score >= minScore)
    .map(({ document, score }) => ({ id: written.get(document), score }));
  write({ label, suggestions });
  return undefined;
};

const classify: Work = (collection, options, _numbers, write) => {
  for (const { id, scores } of judged(collection, options)) {
    const byLabel = Object.fromEntries(scores.map(({ label, score }) => [label, score]));
    write({ id, label: scores[0]?.label ?? null, scores: byLabel });
  }
  return undefined;
};

/** The labels of each document in the order of the file, likeliest first. */
function* judged(collection: IssueCollection, { leaveOut }: Options) {
  const classifier = learnAll(collection);
  for (const id of collection.ids) {
    const document = collection.placeOf.get(String(id)) ?? -1;
    const own = leaveOut ? collection.codings.filter((coding) => coding.id === String(id)) : [];
    for (const coding of own) classifier.forget(coding);
    yield { id, scores: classifier.rankDocument(document) };
    for (const coding of own) classifier.learn(coding);
  }
}

const duplicates: Work = ({ space, ids }, _options, { limit, minScore }, write) => {
  const written = new Map(ids.map((id) => [String(id), id]));
  const asked = {
    ...(limit === undefined ? {} : { limit }),
    ...(minScore === undefined ? {} : { minScore }),
  };
  for (const { a, b, score } of findDuplicates(space, asked)) {
    write({ a: written.get(a), b: written.get(b), score });
  }
  return undefined;
};

const areas: Work = ({ space, ids }, _options, { areas: count }, write) => {
  const written = new Map(ids.map((id) => [String(id), id]));
  for (const { area, label, members } of proposeAreas(space, { count })) {
    write({ area, label, members: members.map((id) => written.get(id)) });
  }
  return undefined;
};

interface Numbers {
  readonly limit?: number | undefined;
  readonly areas?: number | undefined;
  readonly minScore?: number | undefined;
}

function readNumbers({ limit, areas: count, minScore }: Options): Result<Numbers> {
  const whole = (value: string) => /^[1-9]\d{0,8}$/.test(value.trim());
  for (const [option, value] of [
    ['--limit', limit],
    ['--areas', count],
  ] as const) {
    if (value !== undefined && !whole(value)) {
      return refused('issues-number', { option, range: '1, 2, 3 …', value });
    }
  }
  const least = minScore === undefined ? undefined : Number(minScore);
  if (least !== undefined && (minScore?.trim() === '' || !(least >= 0 && least <= 1))) {
    return refused('issues-number', {
      option: '--min-score',
      range: '0 – 1',
      value: minScore ?? '',
    });
  }
  return done({
    limit: limit === undefined ? undefined : Number(limit),
    areas: count === undefined ? undefined : Number(count),
    minScore: least,
  });
}
