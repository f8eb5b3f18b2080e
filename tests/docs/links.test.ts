import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project } from '../main/run-command.js';
import { findAnchors, findCode, findLinks, findNpmScripts, findScriptPaths } from './read-markdown.js';

/** Folders of packages, builds, and documents that are no documentation. */
const skippedFolders = new Set(['node_modules', 'dist', 'dist-tests', 'seeds', 'fixtures', 'cases']);

function listFiles(folder: string): string[] {
  return readdirSync(join(project, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return entry.name.startsWith('.') || skippedFolders.has(entry.name) ? [] : listFiles(path);
  });
}

/** Every Markdown file of the repository, relative to it. */
// Documents that questions are asked about are no documentation.
const files = listFiles('').filter((path) => path.endsWith('.md') && !path.startsWith('tests/cases/'));

const read = (path: string): string => readFileSync(join(project, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };

/** What is wrong with a relative link in `file`; undefined where it leads somewhere. */
function findFault(file: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#', 2);
  const target = path === '' ? file : relative(project, join(project, dirname(file), decodeURI(path)));
  if (target.startsWith('..')) return `${link} leads out of the repository`;
  if (!existsSync(join(project, target))) return `${link} leads nowhere`;
  if (anchor === undefined) return undefined;
  if (statSync(join(project, target)).isDirectory()) return `${link} has an anchor, and ${path} is a folder`;
  return findAnchors(read(target)).has(decodeURI(anchor)) ? undefined : `${link} names no heading`;
}

describe('the documentation', () => {
  it('has the pages that the README promises', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'README.md',
        'ARCHITECTURE.md',
        ...['benchmarks', 'cli', 'configuration', 'deployment', 'discord', 'indexing'].map(
          (name) => `docs/${name}.md`,
        ),
      ]),
    );
  });

  it('is short where a newcomer begins', () => {
    expect(read('README.md').split('\n').length - 1).toBeLessThanOrEqual(150);
  });

  it.each(files)('%s has no link that leads nowhere', (file) => {
    const faults = findLinks(read(file)).map((link) => findFault(file, link));
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
  });

  it.each(files)('%s names no npm script that package.json does not have', (file) => {
    expect(findNpmScripts(read(file)).filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  it.each(files)('%s names no path of scripts/ or src/ that is not there', (file) => {
    expect(findScriptPaths(read(file)).filter((path) => !existsSync(join(project, path)))).toEqual([]);
  });

  it('walks through files and functions that are there', () => {
    const folders = ['', 'src'];
    const sources = listFiles('src').map((path) => read(path));
    const { paths, functions } = findCode(read('ARCHITECTURE.md'));
    expect(paths.length).toBeGreaterThan(20);
    expect(functions.length).toBeGreaterThan(20);
    const isThere = (path: string): boolean =>
      folders.some((folder) => existsSync(join(project, folder, path)));
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
    const isNamed = (name: string): boolean =>
      sources.some((source) => new RegExp(`\\b${name}\\b`).test(source));
    expect(functions.filter((name) => !isNamed(name))).toEqual([]);
  });

  it('lists every setting', () => {
    const listed = new Set(
      [...read('docs/configuration.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name),
    );
    const settings = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(settings.length).toBeGreaterThan(20);
    expect([...listed].sort()).toEqual(settings.sort());
  });
});

describe('reading Markdown', () => {
  it('finds relative links and pictures, and nothing in code or of the web', () => {
    const text =
      '[a](b.md#c "title") ![d](e.png) [f](<g h.md>) `[i](j.md)` [k](https://l.example)\n```\n[m](n.md)\n```\n[o]: p.md\n';
    expect(findLinks(text)).toEqual(['b.md#c', 'e.png', 'g%20h.md', 'p.md']);
  });

  it('names headings as GitHub does', () => {
    const text = '# What is `x`, "y" & z?\n## Same\n## Same\n```\n# none\n```\n### [Link](a.md) · إسناد\n';
    expect([...findAnchors(text)]).toEqual(['what-is-x-y--z', 'same', 'same-1', 'link--إسناد']);
  });

  it('finds npm scripts, also those with a shorter name, and paths', () => {
    expect(findNpmScripts('`npm run -s repl`, `npm run gone -- x` and ```\nnpm test\n``` npm ci')).toEqual([
      'repl',
      'gone',
      'test',
    ]);
    expect(
      findScriptPaths('`node scripts/a/b.ts x`, `src/c/`, (scripts/*.ts) https://x.example/src/d.ts'),
    ).toEqual(['scripts/a/b.ts', 'src/c/']);
  });

  it('finds files and functions in code', () => {
    const text = '`a/b.ts` `c.ts` `doThis` `DoThat.now` `some` `a_b` noCode\n\n```\n`notThis`\n```\n';
    expect(findCode(text)).toEqual({ paths: ['a/b.ts', 'c.ts'], functions: ['doThis', 'DoThat', 'now'] });
  });
});
