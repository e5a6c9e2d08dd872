import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import { done, refused, type Result } from '#core/result.ts';
import { compile, type Version } from '#core/text/compile.ts';
import type { Compiled } from '#core/text/compiled.ts';
import { likeness } from '#core/text/likeness.ts';
import { measureItems } from '#core/text/measure-items.ts';
import { printItems } from '#core/text/print.ts';
import { isWord, tokenise } from '#core/text/tokens.ts';
import { speak } from '#ui/speech.ts';
import { exitCodes } from './exit-codes.ts';
import { complain, orComplain, type Scene } from './in-house.ts';
import { exactText } from './text-files.ts';
import type { WithExitCode } from './with-exit-code.ts';

interface CompileOptions {
  readonly json?: boolean;
  readonly parties?: string;
}

/** Something about a version that a person should look at before they go on. */
interface VersionNote {
  readonly party: string;
  readonly note: 'empty-version' | 'little-in-common';
  /** The share of words that the version has in common with the base, in percent. */
  readonly percent: number;
}

/** A version that shares less with the base may be of another text, or in another language. */
const littleInCommon = 0.3;

export function addTextCompileCommand(
  text: Command,
  { terminal }: Scene,
  deed: WithExitCode,
): void {
  text
    .command('compile')
    .description('make one text of a base and many edited versions, disputed words in brackets')
    .argument('<base>', 'the text that was edited; plain text or Markdown')
    .argument('<versions...>', 'a version for each party')
    .option('--parties <names>', 'whose versions they are, in order, with commas between')
    .option('--json', 'answer with the compiled text as JSON, for `text reading`')
    .action(
      deed(async (base: string, files: readonly string[], { json, parties }: CompileOptions) => {
        const text = await exactText(base);
        if (!text.ok) return complain(terminal, text.reason);
        const versions = await versionsOf(files, parties);
        if (!versions.ok) return complain(terminal, versions.reason);
        return orComplain(terminal, compile(text.value, versions.value), (compiled) => {
          const notes = notesOn(text.value, versions.value);
          for (const { note, party, percent } of notes) {
            terminal.say(speak().reason({ code: note, party, percent }));
          }
          if (json) terminal.answer(JSON.stringify(asJson(compiled, notes)));
          // Nothing is put behind it: the notation holds the last line end, or none, as the base does.
          else terminal.write(printItems(compiled.items));
          return exitCodes.done;
        });
      }),
    );
}

function asJson(compiled: Compiled, notes: readonly VersionNote[]): object {
  const { provisions: _provisions, ...measure } = measureItems(compiled.items);
  return { ...compiled, measure, notes };
}

async function versionsOf(
  files: readonly string[],
  parties: string | undefined,
): Promise<Result<readonly Version[]>> {
  const names = parties?.split(',').map((name) => name.trim()) ?? namesOf(files);
  if (names.length !== files.length) {
    return refused('parties-do-not-match', { parties: names.length, versions: files.length });
  }
  const versions: Version[] = [];
  for (const [index, file] of files.entries()) {
    const text = await exactText(file);
    if (!text.ok) return text;
    versions.push({ party: names[index] ?? file, text: text.value });
  }
  return done(versions);
}

/** Files without parties are called as they are: by their names, where those differ. */
function namesOf(files: readonly string[]): readonly string[] {
  const names = files.map((file) => basename(file, extname(file)));
  return new Set(names).size === names.length ? names : files;
}

function notesOn(base: string, versions: readonly Version[]): VersionNote[] {
  const words = tokenise(base).filter(isWord);
  return versions.flatMap(({ party, text }): VersionNote[] => {
    const theirs = tokenise(text).filter(isWord);
    if (theirs.length === 0)
      return words.length > 0 ? [{ party, note: 'empty-version', percent: 0 }] : [];
    const share = likeness(words, theirs);
    if (share >= littleInCommon) return [];
    return [{ party, note: 'little-in-common', percent: Math.round(100 * share) }];
  });
}
