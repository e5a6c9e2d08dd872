import { done, refused, type Result } from '#core/result.ts';
import { inOrder, type Stance, type StanceVerb, stanceVerbs } from './stance.ts';

/** `A, B; C delete; D#2 retain`: who proposes first and without a verb, `#` for pieces of one. */
export function printStances(stances: readonly Stance[]): string {
  return stanceVerbs
    .flatMap((verb) => {
      const names = stances.filter((stance) => stance.verb === verb).map(printParty);
      if (names.length === 0) return [];
      return [verb === 'propose' ? names.join(', ') : `${names.join(', ')} ${verb}`];
    })
    .join('; ');
}

function printParty({ party, link }: Stance): string {
  const quoted = needsQuotes(party) ? `"${party.replace(/["\\]/g, '\\$&')}"` : party;
  return link === undefined ? quoted : `${quoted}#${link}`;
}

function needsQuotes(party: string): boolean {
  return /[,;/–#"[\]{}\\\n]|^\s|\s$|^$/.test(party) || isVerb(party.split(/\s+/).at(-1));
}

function isVerb(word: string | undefined): word is StanceVerb {
  return stanceVerbs.some((verb) => verb === word);
}

/** Reads what `printStances` wrote; a verb governs the names before it, back to the semicolon. */
export function readStances(text: string): Result<readonly Stance[]> {
  const stances: Stance[] = [];
  for (const clause of splitOutsideQuotes(text, ';')) {
    const names = splitOutsideQuotes(clause, ',').map((name) => name.trim());
    const last = names.at(-1) ?? '';
    const verbAtEnd = /(?:^|\s)(\S+)$/.exec(last)?.[1];
    let verb: StanceVerb = 'propose';
    if (isVerb(verbAtEnd)) {
      verb = verbAtEnd;
      names[names.length - 1] = last.slice(0, -verbAtEnd.length).trim();
    }
    for (const name of names) {
      const stance = readParty(name, verb);
      if (!stance) return refused('notation-stances', { stances: text.trim() });
      stances.push(stance);
    }
  }
  return done(inOrder(stances));
}

function readParty(name: string, verb: StanceVerb): Stance | undefined {
  const found = /^(?:"((?:[^"\\]|\\[^])*)"|([^"#]+))(?:#(\d{1,9}))?$/.exec(name);
  if (!found) return undefined;
  const [, quoted, plain, link] = found;
  const party = quoted === undefined ? (plain ?? '').trim() : quoted.replace(/\\([^])/g, '$1');
  return { party, verb, ...(link === undefined ? {} : { link: Number(link) }) };
}

function splitOutsideQuotes(text: string, separator: ',' | ';'): string[] {
  const parts = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === separator && !quoted) {
      parts.push('');
      continue;
    }
    if (sign === '"') quoted = !quoted;
    const taken = sign === '\\' && quoted ? text.slice(at, ++at + 1) : sign;
    parts[parts.length - 1] += taken;
  }
  return parts;
}
