import type { Command } from 'commander';
import { type DiffPart, diffTexts } from '#core/text/diff.ts';
import { isWord } from '#core/text/tokens.ts';
import { exitCodes } from './exit-codes.ts';
import { complain, type Scene } from './in-house.ts';
import { exactText } from './text-files.ts';
import type { WithExitCode } from './with-exit-code.ts';

export function addTextDiffCommand(text: Command, { terminal }: Scene, deed: WithExitCode): void {
  text
    .command('diff')
    .description('tell by words how one text became another, moved and split paragraphs included')
    .argument('<a>', 'the earlier text')
    .argument('<b>', 'the later text')
    .option('--json', 'answer {parts, wordsRemoved, wordsAdded, moves}')
    .action(
      deed(async (a: string, b: string, { json }: { readonly json?: boolean }) => {
        const earlier = await exactText(a);
        if (!earlier.ok) return complain(terminal, earlier.reason);
        const later = await exactText(b);
        if (!later.ok) return complain(terminal, later.reason);
        const parts = diffTexts(earlier.value, later.value);
        if (json) terminal.answer(JSON.stringify(asJson(parts)));
        else terminal.answer(parts.map(asText).join('').replace(/^ /, ''));
        return exitCodes.done;
      }),
    );
}

function asJson(parts: readonly DiffPart[]): object {
  const words = (kind: DiffPart['kind']): number =>
    parts.filter((part) => part.kind === kind).flatMap(({ tokens }) => tokens.filter(isWord))
      .length;
  return {
    parts: parts.map(withoutTokens),
    wordsRemoved: words('removed'),
    wordsAdded: words('added'),
    moves: parts.filter(({ kind }) => kind === 'movedTo').length,
  };
}

function withoutTokens({ tokens: _tokens, changes, ...part }: DiffPart): object {
  return { ...part, ...(changes ? { changes: changes.map(withoutTokens) } : {}) };
}

/** As `wdiff` writes it: `[-gone-]`, `{+come+}`; what moved has its number, and its changes within. */
function asText({ kind, text, move, changes }: DiffPart): string {
  const space = /^\s/.test(text) ? '' : ' ';
  if (kind === 'same') return space + text;
  if (kind === 'removed') return `${space}[-${text}-]`;
  if (kind === 'added') return `${space}{+${text}+}`;
  if (kind === 'movedFrom') return `[-moved to ${move}: ${text}-]`;
  return `{+moved here ${move}: ${changes ? changes.map(asText).join('').trim() : text}+}`;
}
