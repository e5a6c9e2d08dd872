import { stemmer as bulgarian } from '@orama/stemmers/bulgarian';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as greek } from '@orama/stemmers/greek';
import { stemmer as hindi } from '@orama/stemmers/indian';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as indonesian } from '@orama/stemmers/indonesian';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';
import { arabicStem } from './arabic.ts';
import { americanSpelling, englishRoot } from './english-spelling.ts';

/** Languages, by ISO 639-1 code, whose words are stemmed; in others a word is its own root. */
export const stemmedLanguages: readonly string[] = [
  ...['ar', 'bg', 'da', 'de', 'el', 'en', 'es', 'fi', 'fr', 'hi', 'hu', 'id', 'it', 'nb', 'nl'],
  ...['no', 'pt', 'ro', 'ru', 'sv', 'tr', 'uk'],
];

/**
 * The root of a word in lower case, accents kept. Deterministic; remembered per language, because
 * a text repeats its words. Implements the Stemmer of the core.
 */
export function stem(word: string, language: string): string {
  const stemmer = stemmers[language];
  if (!stemmer) return word;
  let known = remembered.get(language);
  if (!known || known.size > mostRemembered) {
    known = new Map();
    remembered.set(language, known);
  }
  let root = known.get(word);
  if (root === undefined) {
    root = stemmer(word);
    known.set(word, root);
  }
  return root;
}

const mostRemembered = 100_000;
const remembered = new Map<string, Map<string, string>>();

const stemmers: Readonly<Record<string, (word: string) => string>> = {
  ar: arabicStem,
  bg: bulgarian,
  da: danish,
  de: german,
  el: greek,
  en: (word) => englishRoot(word) ?? english(americanSpelling(word)),
  es: (word) => spanish(word.replace(/(?<=[cs])ion$/, 'ión').replace(/ologia(?=s?$)/, 'ología')),
  fi: finnish,
  fr: (word) => french(word.replace(/ee(?=s?$)/, 'ée')),
  hi: hindi,
  hu: hungarian,
  id: indonesian,
  it: italian,
  nb: norwegian,
  nl: dutch,
  no: norwegian,
  pt: (word) => portuguese(word.replace(/cao$/, 'ção').replace(/coes$/, 'ções')),
  ro: romanian,
  ru: (word) => russian(word.replace(/ё/g, 'е')),
  sv: swedish,
  tr: turkish,
  uk: ukrainian,
};
