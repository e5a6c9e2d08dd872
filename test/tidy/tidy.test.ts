import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  arrowsBetweenFloors,
  drawing,
  findCycle,
  floorOf,
  projectRoot,
  readSources,
} from './import-graph.ts';

const sources = readSources('src');

/** What each floor may stand on. What is not named here may not be imported. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  language: ['core'],
  convert: ['core'],
  db: ['core', 'record', 'store'],
  record: ['core', 'db'],
  store: ['core', 'db', 'record', 'language'],
  policy: ['core', 'store'],
  identity: ['core', 'db', 'actions', 'policy', 'store', 'record'],
  actions: ['core', 'db', 'record', 'store', 'policy', 'identity', 'language', 'convert'],
  sample: ['core', 'actions', 'store', 'policy', 'identity', 'record'],
  live: ['core', 'actions', 'policy', 'record', 'store', 'identity'],
  ui: ['core', 'messages', 'store'],
  enhance: [],
  server: 'core db record store actions identity live ui convert language sample'.split(' '),
  cli: 'core db record store actions identity server ui messages language convert sample'.split(
    ' ',
  ),
  routes: 'core store actions policy identity server ui messages db convert record sample'.split(
    ' ',
  ),
};

/** Arrows that would be wrong at run time but only name a type. */
const typesOnly: Readonly<Record<string, readonly string[]>> = {
  db: ['record', 'store'],
  store: ['record'],
  ui: ['store'],
};

describe('the import graph', () => {
  test('floors stand only on floors below them', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ local, target }) => {
          const [from, to] = [floorOf(path), floorOf(target)];
          return local && from !== to && !allowed[from]?.includes(to);
        })
        .map(({ target }) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('where only a type may be named, nothing runs', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ local, typeOnly, target }) =>
            local && !typeOnly && typesOnly[floorOf(path)]?.includes(floorOf(target)),
        )
        .map(({ target }) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('core depends on no package and no part of Node', () => {
    const wrong = sources
      .filter(({ path }) => floorOf(path) === 'core')
      .flatMap(({ path, imports }) =>
        imports.filter(({ local }) => !local).map(({ target }) => `${path} imports ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test('core asks no clock and no chance', () => {
    const asking = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.|\bprocess\./;
    const wrong = sources
      .filter(({ path, text }) => floorOf(path) === 'core' && asking.test(text))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  test('has no cycles', () => {
    expect(findCycle(sources)).toBeUndefined();
  });

  test('is drawn in ARCHITECTURE.md as it is', () => {
    const drawn = readFileSync(join(projectRoot, 'ARCHITECTURE.md'), 'utf8');
    expect(drawn).toContain(drawing(arrowsBetweenFloors(sources)));
  });
});

describe('the line', () => {
  const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: projectRoot,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => /\.(ts|svelte|js|mjs)$/.test(path));

  test('files are named in kebab-case, components in PascalCase', () => {
    const good = /^\+?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)*$/;
    const component = /^(?:[A-Z][A-Za-z0-9]*|\+[a-z]+)\.svelte$/;
    const wrong = tracked.filter((path) => {
      const name = basename(path);
      return name.endsWith('.svelte') ? !component.test(name) : !good.test(name);
    });
    expect(wrong).toEqual([]);
  });

  test('nothing sprawls: no utils, helpers or managers', () => {
    const wrong = tracked.filter((path) =>
      /\b(utils?|helpers?|managers?|misc|common)\b/.test(path),
    );
    expect(wrong).toEqual([]);
  });

  test('nine files in ten are under 250 lines, none over 500', () => {
    const lengths = sources.map(({ path, text }) => ({ path, lines: text.split('\n').length }));
    const long = lengths.filter(({ lines }) => lines > 250);
    expect(long.length).toBeLessThanOrEqual(lengths.length / 10);
    expect(long.filter(({ lines }) => lines > 500)).toEqual([]);
  });

  test('nothing is silenced', () => {
    const silent =
      /@ts-ignore|@ts-nocheck|:\s*any\b|\bas any\b|<any>|catch\s*(\([^)]*\))?\s*\{\s*\}/;
    const wrong = sources.filter(({ text }) => silent.test(text)).map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  test('layouts name no left or right', () => {
    const sided =
      /\b(?:margin|padding|border|inset)-(?:left|right)\b|text-align:\s*(?:left|right)\b|float:\s*(?:left|right)\b/;
    const styled = sources.filter(({ path }) => path.endsWith('.svelte'));
    const css = readFileSync(join(projectRoot, 'src/ui/theme.css'), 'utf8');
    const wrong = styled.filter(({ text }) => sided.test(text)).map(({ path }) => path);
    expect(wrong).toEqual([]);
    expect(css).not.toMatch(sided);
  });

  test('every message that is asked for is there', () => {
    const english = JSON.parse(
      readFileSync(join(projectRoot, 'messages/en.json'), 'utf8'),
    ) as object;
    const asked = sources.flatMap(({ path, text }) => [
      ...[...text.matchAll(/\bt\(\s*'([a-z][\w.-]*)'/g)].map((match) => [path, match[1]] as const),
      ...[...text.matchAll(/\brefused\(\s*'([a-z-]+)'/g)].map(
        (match) => [path, `reason.${match[1]}`] as const,
      ),
    ]);
    const wrong = asked
      .filter(([, key]) => key && !(key in english))
      .map((pair) => pair.join(': '));
    expect(wrong).toEqual([]);
  });
});
