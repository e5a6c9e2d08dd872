import { SaxesParser } from 'saxes';
import type { Reason, Result } from '#core/result.ts';
import { done } from '#core/result.ts';
import { decode } from './encoding.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Walks XML without building a tree, so that depth costs no stack. Names come with the prefix
 * that `prefixes` gives their namespace (URI to prefix), whatever the file calls it. A document
 * type is refused, and with it every entity of its own: `xml-with-dtd`. Else `damaged-xml`.
 */
export function readXml(
  bytes: Uint8Array,
  prefixes: Readonly<Record<string, string>>,
  handler: XmlHandler,
): Result<undefined> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const names = new Names(prefixes);
  let fault: Reason | undefined;
  parser.on('doctype', () => (fault ??= { code: 'xml-with-dtd' }));
  parser.on('error', () => (fault ??= { code: 'damaged-xml' }));
  parser.on('opentag', (tag) => {
    if (fault) return;
    names.declare(tag.attributes);
    handler.open(names.of(tag.name), names.attributes(tag.attributes));
  });
  parser.on('closetag', (tag) => {
    if (!fault) handler.close(names.of(tag.name));
  });
  const take = (text: string) => {
    if (!fault) handler.text(text);
  };
  parser.on('text', take);
  parser.on('cdata', take);
  const text = decode(bytes).text;
  for (let at = 0; at < text.length && !fault; at += chunk)
    parser.write(text.slice(at, at + chunk));
  if (!fault) parser.close();
  return fault ? { ok: false, reason: fault } : done();
}

/** Small enough that a fault stops the work soon. */
const chunk = 1 << 18;

/** Real files declare their namespaces once and at the root, so declarations are not scoped. */
class Names {
  readonly #prefixes: Readonly<Record<string, string>>;
  readonly #declared = new Map<string, string>();
  readonly #known = new Map<string, string>();

  constructor(prefixes: Readonly<Record<string, string>>) {
    this.#prefixes = prefixes;
  }

  declare(attributes: Attributes): void {
    for (const name in attributes) {
      if (!name.startsWith('xmlns')) continue;
      const prefix = this.#prefixes[attributes[name] ?? ''];
      if (prefix === undefined) continue;
      this.#declared.set(name === 'xmlns' ? '' : name.slice(6), prefix);
      this.#known.clear();
    }
  }

  of(name: string): string {
    let known = this.#known.get(name);
    if (known === undefined) {
      known = this.#resolve(name);
      if (this.#known.size < 5000) this.#known.set(name, known);
    }
    return known;
  }

  attributes(raw: Attributes): Attributes {
    const named: Record<string, string> = {};
    for (const name in raw) {
      const at = name.includes(':') ? this.of(name) : name;
      named[at] = raw[name] ?? '';
    }
    return named;
  }

  #resolve(name: string): string {
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    const canonical = this.#declared.get(prefix) ?? prefix;
    const local = name.slice(colon + 1);
    return canonical === '' ? local : `${canonical}:${local}`;
  }
}

/** The text of each element of one of the names, first of each name; for small parts. */
export function readFields(
  bytes: Uint8Array,
  prefixes: Readonly<Record<string, string>>,
  wanted: ReadonlySet<string>,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let name: string | undefined;
  let text = '';
  const read = readXml(bytes, prefixes, {
    open(tag) {
      if (!wanted.has(tag)) return;
      name = tag;
      text = '';
    },
    text(part) {
      if (name !== undefined) text += part;
    },
    close(tag) {
      if (tag !== name) return;
      if (text.trim()) found.set(tag, [...(found.get(tag) ?? []), text.trim()]);
      name = undefined;
    },
  });
  return read.ok ? found : new Map();
}
