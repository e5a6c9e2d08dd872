import type { Stances } from './foreign-text.ts';

/** Whose names count. `registered` maps folded names to names; without it, what looks like one. */
export interface PartyNames {
  readonly registered: ReadonlyMap<string, string> | undefined;
}

export interface Attribution {
  /** Where it begins in what was read, the space before its dash included. */
  readonly at: number;
  readonly stances: Stances;
  /** Names, in order of appearance. */
  readonly names: readonly string[];
}

/** A name among registered ones that nobody registered. */
export interface UnknownParty {
  readonly unknown: string;
}

export function partyNames(parties: readonly string[] | undefined): PartyNames {
  if (!parties) return { registered: undefined };
  return { registered: new Map(parties.map((party) => [folded(party), party.trim()])) };
}

/**
 * Reads the attribution at the end of a bracket: `extreme - UM; R77 delete`. Parties stand behind
 * a dash, joined by commas; a verb governs the parties before it, back to the semicolon or the
 * verb before; parties without one propose. Anything else behind the dash, and there is no
 * attribution: `2060 - 2080` is none.
 */
export function readAttribution(
  tail: string,
  hasWordsBefore: boolean,
  parties: PartyNames,
): Attribution | UnknownParty | undefined {
  const dash = lastDash(tail);
  if (dash < 0) return undefined;
  const at = tail.slice(0, dash).trimEnd().length;
  if (at === 0 && !hasWordsBefore) return undefined;
  const draft = newDraft();
  let unknown: string | undefined;
  for (const part of splitOutsideQuotes(withoutEdges(tail.slice(dash + 1), '', ';, \t\n\r'), ';')) {
    let waiting: string[] = [];
    for (const item of splitOutsideQuotes(part, ',')) {
      const { name, verb } = readItem(item, parties);
      if (name === '' && verb === undefined) return undefined;
      for (const one of name === '' ? [] : namesIn(name, parties)) {
        const party = asParty(one, parties);
        if (party === undefined) {
          if (!parties.registered || !looksLikeParty(one)) return undefined;
          unknown ??= one;
        } else waiting.push(party);
      }
      if (verb === undefined) continue;
      if (waiting.length === 0 && unknown === undefined) return undefined;
      draft[verb].push(...waiting);
      waiting = [];
    }
    draft.propose.push(...waiting);
  }
  const names = verbs.flatMap((verb) => draft[verb]);
  if (unknown !== undefined) return names.length > 0 ? { unknown } : undefined;
  return names.length > 0 ? { at, stances: draft, names } : undefined;
}

export const noStances: Stances = {
  propose: [],
  support: [],
  retain: [],
  delete: [],
  oppose: [],
  reserve: [],
};

type Verb = keyof Stances;
const verbs: readonly Verb[] = ['propose', 'support', 'retain', 'delete', 'oppose', 'reserve'];

function newDraft(): Record<Verb, string[]> {
  return { propose: [], support: [], retain: [], delete: [], oppose: [], reserve: [] };
}

const longestTail = 4000;

/**
 * The last dash behind a space, a point or a bracket, and outside quotation marks. Quotes may hold
 * a dash that is part of a name.
 */
function lastDash(tail: string): number {
  let quoted = false;
  const lowest = Math.max(0, tail.length - longestTail);
  for (let at = tail.length - 1; at >= lowest; at -= 1) {
    const code = tail.charCodeAt(at);
    if (code === 0x22) quoted = !quoted;
    if (quoted || (code !== 0x2d && code !== 0x2013 && code !== 0x2014)) continue;
    if (at === 0 || beforeDash.test(tail.charAt(at - 1))) return at;
  }
  return -1;
}

const beforeDash = /[\s.,;:\]*_]/;

function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [];
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (!quoted && text[at] === separator) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

const verbForms: readonly (readonly [Verb, string])[] = [
  ['propose', 'propos(?:e|es|ed|al)'],
  ['support', 'support(?:s|ed)?'],
  ['retain', '(?:retain|keep)(?:s|ed)?'],
  ['delete', '(?:delet(?:e|es|ed|ion)|remove[sd]?)'],
  ['oppose', '(?:oppos(?:e|es|ed)|reject(?:s|ed)?)'],
  ['reserve', 'reserv(?:e|es|ed|ation)'],
];
const verbAtEnd = verbForms.map(
  ([verb, form]) => [verb, new RegExp(`(?:^|\\s)(?:(?:wants? )?to )?${form}$`, 'i')] as const,
);

function readItem(
  item: string,
  parties: PartyNames,
): { readonly name: string; readonly verb: Verb | undefined } {
  const whole = item.trim().replace(/\s+/g, ' ');
  if (asRegistered(whole, parties)) return { name: whole, verb: undefined };
  const text = withoutEdges(whole, '*_', '.*_ ');
  for (const [verb, form] of verbAtEnd) {
    const found = form.exec(text);
    if (found) return { name: text.slice(0, found.index).trim().replace(/^:|:$/g, ''), verb };
  }
  return { name: text, verb: undefined };
}

/** A regular expression that looks for the end would try again at each character. */
function withoutEdges(text: string, before: string, behind: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && before.includes(text.charAt(from))) from += 1;
  while (to > from && behind.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** One name, or several that `and` or `&` joins where the whole is not registered. */
function namesIn(text: string, parties: PartyNames): readonly string[] {
  const name = text.replace(/^(?:and|&)\s+/i, '');
  if (asRegistered(name, parties)) return [name];
  const parted = name.split(/\s+(?:and|&)\s+/i);
  if (parties.registered) return parted.some((one) => asRegistered(one, parties)) ? parted : [name];
  return name.startsWith('"') || /^(?:group|g|g-)\s?(?:of\s)?\d+/i.test(name) ? [name] : parted;
}

function asParty(name: string, parties: PartyNames): string | undefined {
  if (parties.registered) return asRegistered(name, parties);
  const bare = unquoted(name);
  if (bare !== name && bare !== '') return bare;
  return looksLikeParty(name) ? name : undefined;
}

function asRegistered(name: string, { registered }: PartyNames): string | undefined {
  return registered?.get(folded(unquoted(name)));
}

function unquoted(name: string): string {
  return /^"[^"]+"$/.test(name) ? name.slice(1, -1) : name;
}

function folded(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

const longestName = 60;
const mostWords = 5;
const namedWord =
  /^(?:\p{Lu}[\p{L}\p{M}\p{N}.'’&-]*|\d+|of|the|and|for|on|de|du|des|del|la|le|les|et|y|e|&)$/u;
const divisions =
  /^(?:article|annex|section|chapter|part|para|paragraph|decision|option|table|figure|step|phase|rev|no)s?\b/i;
const lastWord = /(?:^|\s)(?:of|the|and|for|on|de|du|des|del|la|le|les|et|y|e|&)$/i;

/** Whether these words may name a party: capitals, no more than five words. */
function looksLikeParty(name: string): boolean {
  if (name.length > longestName || !/^\p{Lu}/u.test(name)) return false;
  if (divisions.test(name) || lastWord.test(name)) return false;
  const words = name.split(/\s+/);
  return words.length <= mostWords && words.every((word) => namedWord.test(word));
}
