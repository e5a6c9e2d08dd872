import { detectLanguage } from './detect.ts';

interface Spoken {
  readonly text: string;
  readonly language?: string | undefined;
}

export interface CollectionLanguages<T extends Spoken> {
  take(item: T): void;
  /** Hands on what is still held, and tells the languages of the collection, most frequent first. */
  finish(): readonly string[];
}

const sampled = 200;
const predominant = 0.9;
const leastShare = 0.01;

/**
 * Decides the language of every text of a collection and hands it on, in order. A single short
 * text is easily mistaken, so the first two hundred are looked at together: where nine in ten are
 * in one language, all of its script are taken to be, unless they say otherwise.
 */
export function collectionLanguages<T extends Spoken>(
  use: (item: T, language: string) => void,
): CollectionLanguages<T> {
  const counts = new Map<string, number>();
  const held: T[] = [];
  let main: { language: string; only: boolean } | undefined;

  const give = (item: T): void => {
    const language = item.language ?? languageOf(item.text, main);
    counts.set(language, (counts.get(language) ?? 0) + 1);
    use(item, language);
  };
  const decide = (): void => {
    main = mainLanguage(
      held.map(({ text, language }) => language ?? detectLanguage(text)?.language),
    );
    for (const item of held.splice(0)) give(item);
  };

  return {
    take(item) {
      if (main) return give(item);
      held.push(item);
      if (held.length === sampled) decide();
    },
    finish() {
      if (!main) decide();
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      return [...counts]
        .filter(([, count]) => count >= leastShare * total)
        .sort((one, other) => other[1] - one[1])
        .map(([language]) => language);
    },
  };
}

function mainLanguage(found: readonly (string | undefined)[]): { language: string; only: boolean } {
  const known = found.filter((language) => language !== undefined);
  const counts = new Map<string, number>();
  for (const language of known) counts.set(language, (counts.get(language) ?? 0) + 1);
  const [most] = [...counts].sort((one, other) => other[1] - one[1]);
  if (!most) return { language: 'und', only: false };
  return { language: most[0], only: most[1] >= predominant * known.length };
}

function languageOf(text: string, main: { language: string; only: boolean } | undefined): string {
  if (main?.only && latin.has(main.language) && isLatin(text)) return main.language;
  return detectLanguage(text)?.language ?? main?.language ?? 'und';
}

const latin: ReadonlySet<string> = new Set(
  'da de en es fi fr hu id it nb nl no pl pt ro sv tr vi'.split(' '),
);

function isLatin(text: string): boolean {
  const start = text.slice(0, 400);
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  return (start.match(/\p{Script=Latin}/gu)?.length ?? 0) >= letters / 2;
}
