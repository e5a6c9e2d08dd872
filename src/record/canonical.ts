import { done, refused, type Result } from '#core/result.ts';

/** What a payload is made of: plain JSON values. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Deeper than any payload has reason to be, and far from what the call stack holds. */
const deepest = 200;

/**
 * The one way to write a JSON value, byte for byte: keys sorted by UTF-16 code units, no spaces,
 * strings and numbers as ECMAScript writes them (RFC 8785, JSON Canonicalization Scheme).
 *
 * Refuses what JSON or PostgreSQL's text cannot hold and give back unchanged: `payload-number` (not
 * finite), `payload-text` (U+0000, or half a surrogate pair), `payload-value` (a function, a Date,
 * undefined in a list...), `payload-deep`. Keys whose value is undefined are left out. `path`
 * names the culprit, as in `members[3].name`.
 */
export function canonicalJson(value: unknown): Result<string> {
  const trouble: { code: string; path: string }[] = [];
  const text = write(value, [], (code, path) => trouble.push({ code, path: spell(path) }));
  const first = trouble[0];
  return first ? refused(first.code, { path: first.path }) : done(text);
}

type Refuse = (code: string, path: readonly (string | number)[]) => void;

function write(value: unknown, path: (string | number)[], refuse: Refuse): string {
  switch (typeof value) {
    case 'string':
      return writeText(value, path, refuse);
    case 'number':
      if (!Number.isFinite(value)) refuse('payload-number', path);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (path.length > deepest) {
        refuse('payload-deep', path);
        return 'null';
      }
      return Array.isArray(value)
        ? writeList(value, path, refuse)
        : writeObject(value, path, refuse);
    default:
      refuse('payload-value', path);
      return 'null';
  }
}

function writeText(text: string, path: (string | number)[], refuse: Refuse): string {
  if (!text.isWellFormed() || text.includes('\0')) refuse('payload-text', path);
  return JSON.stringify(text);
}

function writeList(list: readonly unknown[], path: (string | number)[], refuse: Refuse): string {
  let text = '[';
  for (let index = 0; index < list.length; index++) {
    path.push(index);
    text += (index > 0 ? ',' : '') + write(list[index], path, refuse);
    path.pop();
  }
  return text + ']';
}

function writeObject(object: object, path: (string | number)[], refuse: Refuse): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    refuse('payload-value', path);
    return 'null';
  }
  let text = '{';
  for (const key of Object.keys(object).sort()) {
    const value = (object as { [key: string]: unknown })[key];
    if (value === undefined) continue;
    path.push(key);
    if (text.length > 1) text += ',';
    text += writeText(key, path, refuse) + ':' + write(value, path, refuse);
    path.pop();
  }
  return text + '}';
}

function spell(path: readonly (string | number)[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return steps.join('').replace(/^\./, '').toWellFormed().replaceAll('\0', '\uFFFD');
}
