import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** A file of src/ and what it imports, as its own text says. Paths are relative to the project. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** A path of the project, or a package's name as written. */
  readonly target: string;
  readonly local: boolean;
  /** Erased before anything runs. */
  readonly typeOnly: boolean;
}

/** Every source file below a folder of the project, with its imports resolved. */
export function readSources(folder: string): readonly SourceFile[] {
  const names = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.(ts|svelte|js|mjs)$/.test(name))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(projectRoot, path), 'utf8');
      return { path, text, imports: importsOf(path, scriptOf(path, text)) };
    });
}

function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.svelte')) return text;
  return [...text.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map((match) => match[1]).join('\n');
}

function importsOf(path: string, script: string): readonly Import[] {
  const source = ts.createSourceFile(path, script, ts.ScriptTarget.Latest, false);
  const found: Import[] = [];
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean): void => {
    if (specifier && ts.isStringLiteral(specifier)) {
      found.push({ ...resolveImport(path, specifier.text), typeOnly });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.isTypeOnly) return true;
  const named = importClause.namedBindings;
  if (importClause.name || !named || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

function resolveImport(from: string, specifier: string): Omit<Import, 'typeOnly'> {
  if (specifier.startsWith('#')) {
    const [folder = '', ...rest] = specifier.slice(1).split('/');
    const top = folder === 'messages' || folder === 'test' ? folder : join('src', folder);
    return { target: join(top, ...rest), local: true };
  }
  if (specifier.startsWith('.')) {
    const full = resolve(projectRoot, dirname(from), specifier);
    return { target: relative(projectRoot, full), local: true };
  }
  return { target: specifier, local: false };
}

/** The floor of the house a path belongs to: `core`, `store`, `routes`… */
export function floorOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  if (top !== 'src') return top;
  return second.includes('.') ? 'routes' : second;
}

/** The arrows between floors, with how many imports each stands for. */
export function arrowsBetweenFloors(sources: readonly SourceFile[]): ReadonlyMap<string, number> {
  const arrows = new Map<string, number>();
  for (const source of sources) {
    for (const { target, local } of source.imports) {
      const [from, to] = [floorOf(source.path), floorOf(target)];
      if (!local || from === to) continue;
      arrows.set(`${from} --> ${to}`, (arrows.get(`${from} --> ${to}`) ?? 0) + 1);
    }
  }
  return new Map([...arrows].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The arrows as a Mermaid drawing. */
export function drawing(arrows: ReadonlyMap<string, number>): string {
  return ['```mermaid', 'graph TD', ...[...arrows.keys()].map((arrow) => `  ${arrow}`), '```'].join(
    '\n',
  );
}

/** A chain of files that ends where it began, if there is one; types do not count. */
export function findCycle(sources: readonly SourceFile[]): readonly string[] | undefined {
  const targets = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports.filter(({ local, typeOnly }) => local && !typeOnly).map(({ target }) => target),
    ]),
  );
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): readonly string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    trail.push(path);
    for (const target of targets.get(path) ?? []) {
      const cycle = visit(target);
      if (cycle) return cycle;
    }
    trail.pop();
    done.add(path);
    return undefined;
  };
  for (const path of targets.keys()) {
    const cycle = visit(path);
    if (cycle) return cycle;
  }
  return undefined;
}
