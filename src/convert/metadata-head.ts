export interface MetadataHead {
  readonly title?: string;
  /** Keys as written; a key that comes again adds its value behind `; `. */
  readonly fields: Readonly<Record<string, string>>;
  /** What stands between the markers `Abstract` and `Document`. */
  readonly abstract?: string;
  readonly body: string;
}

/**
 * Reads `Key: value` lines at the head of a text, as forms and mailing programs write them: a
 * title of a few lines may stand before the first key, a value may wrap, be empty, or run into
 * the next key. A head needs two keys of the trade, or three others with short values directly
 * at the beginning; otherwise all is body. Wants clean text (`\n` only).
 */
export function readMetadataHead(text: string): MetadataHead {
  const cut = text.slice(0, headReach);
  const lines = partKeys(cut).split('\n');
  const first = firstKey(lines);
  if (first === undefined) return { fields: {}, body: unmarked(text) };
  const scan = scanFields(lines, first.at);
  const known = scan.fields.filter(([key]) => knownKey.test(key)).length;
  const plain = scan.fields.every(([, value]) => value.length <= 160 && !isSentence(value));
  if (known < 2 && !(first.at === 0 && scan.fields.length >= 3 && plain)) {
    return { fields: {}, body: unmarked(text) };
  }
  const fields = gather(scan.fields);
  const title = titleOf(lines.slice(0, first.at), fields);
  const rest = lines.slice(scan.end).join('\n') + text.slice(headReach);
  return { ...(title ? { title } : {}), fields, ...sections(rest) };
}

/** A text cut from its form may still open with the form's marker, which is none of its words. */
function unmarked(text: string): string {
  return text.replace(/^\s*Document[ \t]*\n/, '');
}

/** Characters in which a head must have ended. */
const headReach = 8000;
const titleLines = 8;
/** A line shorter than this was ended by its writer, not by the width of a page. */
const wrapWidth = 40;

const keyWords =
  'Title|Area|Entitled by|Region|Country|Organi[sz]ation|Sector|Stakeholder group|Keywords?|' +
  'Doc Attached|Authors?|Submitted by|Submitter|Name|Affiliation|Delegation|Date|Language|' +
  'From|To|Cc|Subject|Sent|Contact|E-?mail|Symbol|Reference|Source|Type|Kind|Role|Session|' +
  'Meeting|Agenda item|Venue|Licen[cs]e|URL|Published|Version|Status|Topic|Category';
const knownKey = new RegExp(`^(${keyWords})$`, 'i');

/** Keys written right behind other words, as copying from web forms leaves them. */
const runTogether =
  /(?<=[^\n \t])[ \t]*(?<![\p{L}\p{N}][ -])(?=(?:Area|Entitled by|Region|Organi[sz]ation|Sector|Keywords|Doc Attached):)/gu;
const runTogetherSpaced =
  /(?<=[^\n \t])[ \t]+(?=(?:Area|Entitled by|Region|Organi[sz]ation|Sector|Keywords|Doc Attached):)/g;
const markerBehind = /(?<=[^\s\n])(?=(?:Abstract|Document)[ \t]*$)/gm;

function partKeys(text: string): string {
  const end = /^[ \t]*(abstract|document)[ \t]*$/im.exec(text)?.index ?? text.length;
  const head = text
    .slice(0, end)
    .replace(runTogetherSpaced, '\n')
    .replace(runTogether, '\n')
    .replace(markerBehind, '\n');
  return head + text.slice(end);
}

const keyLine = /^[ \t]*(\p{L}[\p{L}\p{N} /&'’().-]{0,39}?)[ \t]*:(?!\/\/)[ \t]*(.*)$/u;

function keyOf(line: string): readonly [string, string] | undefined {
  const found = keyLine.exec(line);
  const key = found?.[1]?.trim();
  if (!found || key === undefined || key.split(/\s+/).length > 4) return undefined;
  return [key, (found[2] ?? '').trim()];
}

/** The first key of the trade, near enough to the top to have only a title before it. */
function firstKey(lines: readonly string[]): { at: number } | undefined {
  const start = lines.findIndex((line) => line.trim() !== '');
  if (start < 0) return undefined;
  let filled = 0;
  for (let at = start; at < lines.length && filled <= titleLines; at++) {
    const line = lines[at] ?? '';
    if (line.trim() !== '') filled++;
    const key = keyOf(line)?.[0];
    if (key !== undefined && knownKey.test(key)) return { at };
  }
  return keyOf(lines[start] ?? '') && start === 0 ? { at: 0 } : undefined;
}

function scanFields(lines: readonly string[], from: number) {
  const fields: [string, string][] = [];
  let wraps = 0;
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isMarker(line)) break;
    const key = keyOf(line);
    if (line.trim() === '') {
      const next = lines.slice(at + 1, at + 4).find((each) => each.trim() !== '') ?? '';
      const more = keyOf(next)?.[0];
      if (!isMarker(next) && !(more !== undefined && knownKey.test(more))) break;
    } else if (key && (knownKey.test(key[0]) || /^\p{Lu}/u.test(key[0]))) {
      fields.push([key[0], key[1]]);
      wraps = 0;
    } else {
      const last = fields.at(-1);
      const wrapped = last?.[1] === '' || (lines[at - 1] ?? '').trimEnd().length >= wrapWidth;
      if (!last || !wrapped || line.length > 120 || ++wraps > 6) break;
      last[1] = `${last[1]} ${line.trim()}`.trim();
    }
  }
  return { fields, end: at };
}

function isMarker(line: string): boolean {
  return /^[ \t]*(abstract|summary|document|text|-{3,})[ \t]*:?[ \t]*$/i.test(line);
}

/** A value that is prose: then the key was the opening word of a paragraph. */
function isSentence(value: string): boolean {
  return value.split(/\s+/).length > 8 && /[.!?]["”']?$/.test(value);
}

function gather(fields: readonly (readonly [string, string])[]): Record<string, string> {
  const gathered = new Map<string, string>();
  for (const [key, value] of fields) {
    const before = gathered.get(key);
    gathered.set(key, before ? [before, value].filter(Boolean).join('; ') : value);
  }
  return Object.fromEntries(gathered);
}

function titleOf(lines: readonly string[], fields: Readonly<Record<string, string>>) {
  const named = Object.entries(fields).find(([key]) => /^(title|subject)$/i.test(key))?.[1];
  const above = lines.join(' ').replace(/\s+/g, ' ').trim();
  return named ?? (/\p{L}/u.test(above) ? above : undefined);
}

function sections(rest: string): { abstract?: string; body: string } {
  const opening = /^\s*(abstract|summary)[ \t]*:?[ \t]*\n/i.exec(rest);
  if (!opening)
    return { body: rest.replace(/^\s*(document|text|-{3,})[ \t]*:?[ \t]*\n/i, '').trim() };
  const after = rest.slice(opening[0].length);
  const document = /^[ \t]*(document|text)[ \t]*:?[ \t]*(\n|$)/im.exec(after);
  if (!document) return { abstract: '', body: after.trim() };
  return {
    abstract: after.slice(0, document.index).trim(),
    body: after.slice(document.index + document[0].length).trim(),
  };
}
