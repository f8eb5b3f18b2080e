import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findViolations, type Sources } from './source-structure.js';

function readSources(): Sources {
  const root = join(import.meta.dirname, '..', 'src');
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths.map((path) => [path.slice(root.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

describe('the structure of the sources', () => {
  it('keeps every rule', () => {
    const sources = readSources();
    expect(sources.size).toBeGreaterThan(50);
    expect(findViolations(sources)).toEqual([]);
  });
});

describe('the rules of the structure', () => {
  const others = {
    'contracts/span.ts': '',
    'text/words.ts': '',
    'matching/matcher.ts': '',
    'native/explain.ts': '',
    'graph/graph.ts': '',
    'store/derived-files.ts': '',
    'store/sqlite.ts': '',
    'settings/settings.ts': '',
    'application/open.ts': '',
  };
  const check = (files: Readonly<Record<string, string>>): string[] =>
    findViolations(new Map(Object.entries({ ...others, ...files })));

  it.each<[string, Record<string, string>]>([
    [
      'a step that imports contracts, text and itself',
      {
        'graph/a.ts':
          "import type { Span } from '../contracts/span.js'; import '../text/words.js'; import './graph.js';",
      },
    ],
    [
      'a step that compares texts with a query',
      {
        'reranking/a.ts': "import '../matching/matcher.js';",
        'answers/a.ts': "import '../matching/matcher.js'; import '../text/words.js';",
      },
    ],
    ['a step that loads a native package', { 'graph/a.ts': "import '../native/explain.js';" }],
    ['matching that imports text', { 'matching/a.ts': "import '../text/words.js';" }],
    ['a package anywhere but in contracts', { 'graph/a.ts': "import h from 'hnswlib-node';" }],
    [
      'an application that composes',
      { 'application/a.ts': "import '../graph/graph.js'; import '../store/derived-files.js';" },
    ],
    [
      'a door of the store that keeps to itself what it uses',
      {
        'store/open-index-store.ts':
          "import type { S } from './sqlite.js'; export class A { constructor(readonly a: string) {} private s?: S; f(): void { let s: S; } } function g(s: S): S { return s; }",
      },
    ],
    ['settings that read the environment', { 'settings/a.ts': 'export const a = process.env.A;' }],
    ['main files that use the process', { 'main/a.ts': 'process.stdout.write(process.argv[2]!);' }],
    ['words about the environment', { 'graph/a.ts': "// process.env\nexport const a = 'process.env';" }],
    ['350 lines', { 'graph/a.ts': '\n;'.repeat(349) }],
  ])('allow %s', (_, files) => {
    expect(check(files)).toEqual([]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'contracts that import a step',
      { 'contracts/a.ts': "import '../graph/graph.js';" },
      /^contracts\/a\.ts imports graph/,
    ],
    ['contracts that import a package', { 'contracts/a.ts': "import { z } from 'zod';" }, /imports zod/],
    [
      'text that imports a step',
      { 'text/a.ts': "export * from '../graph/graph.js';" },
      /^text\/a\.ts imports graph/,
    ],
    [
      'a step that imports another',
      { 'store/a.ts': "import '../graph/graph.js';" },
      /^store\/a\.ts imports graph/,
    ],
    [
      'matching that imports a step',
      { 'matching/a.ts': "import '../graph/graph.js';" },
      /^matching\/a\.ts imports graph/,
    ],
    [
      'a step that has no query to compare with and imports matching',
      { 'lexical/a.ts': "import '../matching/matcher.js';" },
      /^lexical\/a\.ts imports matching/,
    ],
    [
      'text that imports matching',
      { 'text/a.ts': "import '../matching/matcher.js';" },
      /^text\/a\.ts imports matching/,
    ],
    [
      'a type of another step',
      { 'store/a.ts': "import type { G } from '../graph/graph.js';" },
      /imports graph/,
    ],
    [
      'a type named in place',
      { 'store/a.ts': "export type A = import('../graph/graph.js').G;" },
      /imports graph/,
    ],
    ['an import that waits', { 'store/a.ts': "await import('../graph/graph.js');" }, /imports graph/],
    [
      'a step that imports the application',
      { 'store/a.ts': "import '../application/open.js';" },
      /imports application/,
    ],
    [
      'a step that imports settings',
      { 'store/a.ts': "import '../settings/settings.js';" },
      /imports settings/,
    ],
    [
      'an application that knows that the store is in SQLite',
      { 'application/a.ts': "import type { D } from '../store/sqlite.js';" },
      /^application\/a\.ts imports store\/sqlite/,
    ],
    [
      'a door of the store that gives out how it is done',
      {
        'store/open-index-store.ts':
          "import type { D } from './sqlite.js'; export function f(): D { throw 0; }",
      },
      /^store\/open-index-store\.ts exports D/,
    ],
    [
      'a door of the store that takes how it is done',
      {
        'store/open-index-store.ts':
          "import type { D } from 'some-database'; export class A { constructor(private readonly d: D) {} }",
      },
      /^store\/open-index-store\.ts exports D/,
    ],
    [
      'a main file that imports a step',
      { 'main/a.ts': "import '../graph/graph.js';" },
      /^main\/a\.ts imports graph/,
    ],
    ['a main file that reads the environment', { 'main/a.ts': 'process.env.A;' }, /reads the environment/],
    [
      'the environment by another name',
      { 'graph/a.ts': 'const { env } = process;' },
      /reads the environment/,
    ],
    ['the environment in brackets', { 'graph/a.ts': "process['env'];" }, /reads the environment/],
    [
      'the environment of the global object',
      { 'graph/a.ts': 'globalThis.process.env;' },
      /reads the environment/,
    ],
    [
      'the module of the process',
      { 'graph/a.ts': "import { env } from 'node:process';" },
      /reads the environment/,
    ],
    [
      'a cycle of two',
      { 'graph/a.ts': "import './b.js';", 'graph/b.ts': "import './a.js';" },
      /go round: graph\/a\.ts → graph\/b\.ts → graph\/a\.ts/,
    ],
    ['a cycle of types', { 'graph/a.ts': "import type { A } from './a.js';" }, /go round/],
    ['a file that is not there', { 'graph/a.ts': "import './gone.js';" }, /not there/],
    ['a folder without a rule', { 'utils/a.ts': '' }, /no rule knows/],
    ['a name in camel case', { 'graph/aB.ts': '' }, /kebab-case/],
    ['a file of another kind', { 'graph/a.js': '' }, /kebab-case/],
    ['351 lines', { 'graph/a.ts': '\n;'.repeat(350) }, /351 lines/],
  ])('refuse %s', (_, files, message) => {
    const violations = check(files);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(message);
  });
});
