import type { Command } from 'commander';
import { canonicalItems } from '#core/text/foreign/canonical.ts';
import type {
  Brackets,
  Finding,
  FindingKind,
  ForeignChoice,
  ForeignText,
} from '#core/text/foreign/foreign-text.ts';
import { printForeign, readForeign } from '#core/text/foreign/read-foreign.ts';
import { printItems } from '#core/text/print.ts';
import { speak } from '#ui/speech.ts';
import { encodeBack } from './encode-back.ts';
import { exitCodes } from './exit-codes.ts';
import { orComplain, type Scene } from './in-house.ts';
import { readTextFile, type TextFile } from './read-text-file.ts';
import type { Terminal } from './terminal.ts';
import type { WithExitCode } from './with-exit-code.ts';

interface CheckOptions {
  readonly json?: boolean;
  readonly parties?: string;
  readonly notation?: boolean;
}

export function addTextCheckCommand(text: Command, { terminal }: Scene, deed: WithExitCode): void {
  text
    .command('check')
    .description('report the brackets, choices and options of a text as others wrote it')
    .argument('<file>', 'plain text or Markdown; - for standard input')
    .option('--parties <names>', 'names that may stand in attributions, with commas between')
    .option('--json', 'answer with everything that was understood')
    .option('--notation', 'answer with the text itself, in the canonical notation')
    .action(
      deed(async (file: string, { json, parties, notation }: CheckOptions) =>
        orComplain(terminal, await readTextFile(file), (read) => {
          const named = parties
            ?.split(',')
            .map((name) => name.trim())
            .filter(Boolean);
          const foreign = readForeign(read.text, named ? { parties: named } : {});
          const roundTrip = comesBack(foreign, read);
          if (notation) terminal.write(printItems(canonicalItems(foreign)));
          else if (json) terminal.answer(JSON.stringify(asJson(foreign, read, roundTrip)));
          else report(terminal, foreign, read, roundTrip);
          return exitCodes.done;
        }),
      ),
    );
}

/** Whether what is printed from the tokens has the very bytes of the file. */
function comesBack(foreign: ForeignText, { bytes, encoding }: TextFile): boolean {
  const printed = encodeBack(printForeign(foreign), encoding, bytes);
  return printed !== undefined && Buffer.compare(printed, bytes) === 0;
}

function asJson(foreign: ForeignText, { encoding }: TextFile, roundTrip: boolean): object {
  return {
    words: foreign.words,
    ...counts(foreign.brackets),
    findings: foreign.findings,
    choices: withText(foreign.choices),
    options: foreign.options,
    statuses: foreign.statuses,
    placeholders: foreign.placeholders,
    footnotes: foreign.footnotes,
    labels: foreign.labels,
    negotiation: counts(foreign.negotiation),
    encoding,
    roundTrip,
  };
}

function counts({ open, close, pairs, maxDepth, unbalanced }: Brackets): object {
  return { open, close, pairs: pairs.length, maxDepth, unbalanced };
}

/** Alternatives with more levels of choices inside them are given by their place alone. */
const mostLevels = 12;

/** Quoting every level of ten thousand would make the answer the square of the file. */
function withText(choices: readonly ForeignChoice[]): readonly object[] {
  const heights = new Int32Array(choices.length);
  for (let index = choices.length - 1; index >= 0; index -= 1) {
    const parent = choices[index]?.parent;
    if (parent === undefined) continue;
    heights[parent] = Math.max(heights[parent] ?? 0, (heights[index] ?? 0) + 1);
  }
  return choices.map((choice, index) => ({
    ...choice,
    parent: choice.parent ?? null,
    alternatives:
      (heights[index] ?? 0) <= mostLevels
        ? choice.alternatives
        : choice.alternatives.map(({ text: _, ...rest }) => rest),
  }));
}

const mostShown = 20;

function report(
  terminal: Terminal,
  foreign: ForeignText,
  read: TextFile,
  roundTrip: boolean,
): void {
  const { t, said } = speak();
  const { brackets, negotiation, choices, options } = foreign;
  const count = (kind: ForeignChoice['kind']): number =>
    choices.filter((choice) => choice.kind === kind).length;
  terminal.answer(t('text-check.words', { words: foreign.words, encoding: read.encoding }));
  terminal.answer(t('text-check.brackets', counted(brackets)));
  if (negotiation.open !== brackets.open || negotiation.close !== brackets.close) {
    terminal.answer(t('text-check.negotiation', counted(negotiation)));
  }
  terminal.answer(
    t('text-check.choices', {
      count: choices.length,
      oneOf: count('oneOf'),
      optional: count('optional'),
      undetermined: count('undetermined'),
    }),
  );
  const groups = new Set(options.map(({ group }) => group)).size;
  if (groups > 0) terminal.answer(t('text-check.options', { count: options.length, groups }));
  const marks = foreign.statuses.length + foreign.placeholders.length;
  if (marks > 0) {
    terminal.answer(
      t('text-check.marks', {
        statuses: foreign.statuses.length,
        placeholders: foreign.placeholders.length,
      }),
    );
  }
  terminal.answer(roundTrip ? t('text-check.round-trip') : t('text-check.no-round-trip'));
  for (const kind of kindsInOrder) {
    const findings = foreign.findings.filter((finding) => finding.kind === kind);
    if (findings.length === 0) continue;
    terminal.answer(`\n${said(`text-check.kind.${kind}`, { count: findings.length }) ?? kind}`);
    for (const finding of findings.slice(0, mostShown)) {
      const words = said(`text-check.finding.${kind}`, parametersOf(finding)) ?? kind;
      terminal.answer(`  ${t('text-check.line', { line: finding.line })}  ${words}`);
      terminal.answer(`    ${excerpt(foreign.text, finding.offset)}`);
    }
    const more = findings.length - mostShown;
    if (more > 0) terminal.answer(`  ${t('text-check.more', { more })}`);
  }
}

function counted({ open, close, pairs, maxDepth }: Brackets): Readonly<Record<string, number>> {
  return { open, close, pairs: pairs.length, maxDepth };
}

/** What is wrong first, then what may be, then what is merely to be told. */
const kindsInOrder: readonly FindingKind[] = [
  'strayOpen',
  'strayClose',
  'suspectPair',
  'controlCharacter',
  'inWord',
  'doubledWord',
  'edgeSpace',
  'assumedParty',
  'optionEndUnknown',
  'undetermined',
];

const before = 24;
const behind = 44;

/** The words around a place, on one line, with nothing in them that a terminal would obey. */
function excerpt(text: string, offset: number): string {
  const from = Math.max(0, offset - before);
  const to = Math.min(text.length, offset + behind);
  const words = text
    .slice(from, to)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return `${from > 0 ? '…' : ''}${words}${to < text.length ? '…' : ''}`;
}

/** A reason is a code; its words are messages too. */
function parametersOf(finding: Finding): Readonly<Record<string, string | number | undefined>> {
  const { reason, suggests } = finding;
  return {
    ...finding,
    because: speak().said(`text-check.reason.${reason ?? ''}`) ?? reason,
    may: speak().said(`text-check.suggests.${suggests ?? 'none'}`) ?? '',
  };
}
