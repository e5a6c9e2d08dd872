import type { Command } from 'commander';
import { done, type Result } from '#core/result.ts';
import { readForeign } from '#core/text/foreign/read-foreign.ts';
import { foreignItems } from '#core/text/foreign-items.ts';
import { type ItemsMeasure, measureItems } from '#core/text/measure-items.ts';
import { speak } from '#ui/speech.ts';
import { exitCodes } from './exit-codes.ts';
import { orComplain, type Scene } from './in-house.ts';
import { compiledFile, exactText, looksCompiled } from './text-files.ts';
import type { Terminal } from './terminal.ts';
import type { WithExitCode } from './with-exit-code.ts';

export function addTextStatsCommand(text: Command, { terminal }: Scene, deed: WithExitCode): void {
  text
    .command('stats')
    .description('measure how much of a text is in dispute, by provision and by party')
    .argument('<file>', 'a compiled text (JSON), or any text with brackets; - for standard input')
    .option('--json', 'answer with all figures')
    .action(
      deed(async (file: string, { json }: { readonly json?: boolean }) =>
        orComplain(terminal, await measureFile(file), (measure) => {
          if (json) terminal.answer(JSON.stringify(measure));
          else report(terminal, measure);
          return exitCodes.done;
        }),
      ),
    );
}

async function measureFile(file: string): Promise<Result<ItemsMeasure>> {
  const text = await exactText(file);
  if (!text.ok) return text;
  if (!looksCompiled(text.value)) return done(measureItems(foreignItems(readForeign(text.value))));
  const compiled = await compiledFile(file);
  return compiled.ok ? done(measureItems(compiled.value.items)) : compiled;
}

function report(terminal: Terminal, measure: ItemsMeasure): void {
  const { t } = speak();
  const { wordsAgreed, wordsDisputed, choices, maxDepth, byParty, provisions } = measure;
  terminal.answer(t('text.stats.all', { wordsAgreed, wordsDisputed, choices, maxDepth }));
  for (const { party, choices: held, words } of byParty) {
    terminal.answer(t('text.stats.party', { party, choices: held, words }));
  }
  for (const each of provisions.filter((provision) => provision.choices > 0)) {
    const { number, label, choices: open, wordsDisputed: words } = each;
    terminal.answer(
      t('text.stats.provision', { number, label: label ?? '', choices: open, words }),
    );
  }
}
