import type { Bracket, Part } from './notation-parts.ts';
import type { Stance } from './stance.ts';
import { paragraphEnd } from './tokens.ts';

/** A line that is new or to be deleted as a whole, as the notation says in front of it. */
export interface WholeLine {
  readonly kind: 'new' | 'delete';
  readonly said: string;
  readonly stances: readonly Stance[];
  readonly parts: Part[];
}

/** Lines with the same words about them are one alternative; new ones in a row are rivals. */
export function bracketsOf(lines: readonly WholeLine[], leads: boolean): Bracket[] {
  const brackets: (Bracket & { readonly kind: string })[] = [];
  let before: WholeLine | undefined;
  for (const line of lines) {
    const words: Part[] = leads ? [...line.parts, paragraphEnd] : [paragraphEnd, ...line.parts];
    const last = brackets.at(-1);
    if (last && before?.kind === line.kind && before.said === line.said) {
      last.alternatives.at(-1)?.parts.push(...words);
    } else if (last?.kind === 'new' && line.kind === 'new') {
      last.alternatives.push({ parts: words, stances: line.stances });
    } else {
      const stances = line.stances.map((stance) =>
        line.kind === 'delete' && stance.verb === 'propose'
          ? { ...stance, verb: 'delete' as const }
          : stance,
      );
      const alternatives = [{ parts: words, stances }];
      brackets.push({ kind: line.kind, at: 0, undetermined: false, alternatives });
    }
    before = line;
  }
  return brackets;
}
