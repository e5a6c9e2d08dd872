import type { Command } from 'commander';
import { operator } from '#actions/actor.ts';
import { makeSample } from '#actions/make-sample.ts';
import { speak } from '#ui/speech.ts';
import { exitCodes } from './exit-codes.ts';
import { inHouse, orComplain, type Scene } from './in-house.ts';
import type { WithExitCode } from './with-exit-code.ts';

export function addSampleCommand(program: Command, scene: Scene, deed: WithExitCode): void {
  const { terminal } = scene;
  program
    .command('sample')
    .description('make a working group of invented parties, to look at and to try things on')
    .option('--json', 'answer {slug, address}')
    .addHelpText(
      'after',
      '\nAll of it is invented and labelled so. Cut off, the same command goes on where it was.',
    )
    .action(
      deed(async (options: { readonly json?: boolean }) =>
        inHouse(scene, async (house) => {
          const speech = speak();
          terminal.say(speech.t('sample.making', {}));
          let count = 0;
          const made = await makeSample(house, operator, {
            onDocument: ({ symbol, name }) =>
              terminal.progress(`${++count} ${symbol ?? ''} ${name}`),
          });
          return orComplain(terminal, made, ({ slug }) => {
            const address = `/g/${slug}`;
            terminal.answer(
              options.json
                ? JSON.stringify({ slug, address })
                : speech.t('sample.made', { address }),
            );
            return exitCodes.done;
          });
        }),
      ),
    );
}
