import type { Stance, StanceVerb } from '#core/text/stance.ts';
import type { Speech } from '../speech.ts';

/** So many names stand in a bracket; the rest are counted, and named on the provision's page. */
const mostNamed = 6;

/**
 * Who stands behind words, as the field writes it: `A, B; C oppose`. Who only proposes needs no
 * verb; who would have the words gone is said to delete them.
 */
export function attribution(
  stances: readonly Stance[],
  gone: readonly Stance[],
  speech: Speech,
): string {
  const verbs: StanceVerb[] = ['propose', 'support', 'retain', 'reserve', 'delete', 'oppose'];
  const said = [
    ...stances,
    ...gone.map(({ party, verb }): Stance => ({
      party,
      verb:
        verb === 'propose' || verb === 'support' ? 'delete' : verb === 'oppose' ? 'retain' : verb,
    })),
  ];
  return verbs
    .flatMap((verb) => {
      const parties = [
        ...new Set(said.filter((one) => one.verb === verb).map(({ party }) => party)),
      ];
      if (parties.length === 0) return [];
      const names = shortened(parties, speech);
      return [verb === 'propose' ? names : `${names} ${speech.t(`text.notation.${verb}`)}`];
    })
    .join('; ');
}

function shortened(parties: readonly string[], speech: Speech): string {
  if (parties.length <= mostNamed + 1) return parties.join(', ');
  const more = speech.t('text.more-parties', { count: parties.length - mostNamed });
  return `${parties.slice(0, mostNamed).join(', ')} ${more}`;
}
