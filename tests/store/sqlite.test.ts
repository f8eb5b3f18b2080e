import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { enginePackage, openSqlite, sqliteCode } from '../../src/store/sqlite.js';

const project = join(import.meta.dirname, '..', '..');

describe('the package that SQLite comes from', () => {
  test.each([
    ['Node.js 20.19', 9, 'better-sqlite3-12'],
    ['Node.js 22.13', 9, 'better-sqlite3-12'],
    ['Node.js 22.14', 10, 'better-sqlite3'],
    ['Node.js 24', 10, 'better-sqlite3'],
  ])('under %s, with version %i of Node-API', (_, nodeApiVersion, name) => {
    expect(enginePackage(nodeApiVersion)).toBe(name);
  });

  test('is installed as the version that the choice is made for', () => {
    const versionOf = (name: string): string => {
      const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
        packages: Record<string, { version?: string }>;
      };
      return packages[`node_modules/${name}`]?.version ?? '';
    };
    expect(versionOf('better-sqlite3')).toMatch(/^13\./);
    expect(versionOf('better-sqlite3-12')).toMatch(/^12\./);
  });

  test('is named by one file alone: the wrong one ends the process', () => {
    const named = ['src', 'tests', 'scripts'].flatMap((folder) =>
      readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'))
        .map((path) => join(folder, path))
        .filter((path) =>
          /(?:from|import|require)\s*\(?\s*'better-sqlite3/.test(readFileSync(join(project, path), 'utf8')),
        ),
    );
    expect(named).toEqual([join('src', 'store', 'sqlite.ts')]);
  });
});

/** Drops statements while the heap grows, so that they are collected in every way that there is. */
const dropStatements = `
import { setImmediate } from 'node:timers/promises';
import { openSqlite } from '${join(project, 'src', 'store', 'sqlite.ts')}';
const database = openSqlite(':memory:');
const kept = [];
for (let round = 0; round < 300; round++) {
  for (let i = 0; i < 20; i++) database.prepare('SELECT ' + i).get();
  for (let i = 0; i < 3000; i++) kept.push({ pair: [i, round] });
  if (kept.length > 400_000) kept.length = 0;
  await setImmediate();
}
database.close();
console.log('ended');
`;

test('statements may be collected at any moment', { timeout: 60_000 }, () => {
  const given = [
    '--import',
    'tsx',
    '--max-semi-space-size=1',
    '--input-type=module',
    '--eval',
    dropStatements,
  ];
  expect(execFileSync(process.execPath, given, { cwd: project, encoding: 'utf8' })).toBe('ended\n');
});

test('a process that exits with a database and its statements open ends as it should', () => {
  const code = `
import { openSqlite } from '${join(project, 'src', 'store', 'sqlite.ts')}';
const database = openSqlite(':memory:');
globalThis.kept = [database.prepare('SELECT 1'), database.prepare('SELECT 1 UNION SELECT 2').iterate()];
globalThis.kept[1].next();
process.exit(7);
`;
  let status: unknown;
  try {
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code], {
      cwd: project,
    });
  } catch (error) {
    status = (error as { status: unknown }).status;
  }
  expect(status).toBe(7);
});

test('an error of SQLite has its code, and no other error has one', () => {
  const database = openSqlite(':memory:');
  const codeOf = (work: () => unknown): string | undefined => {
    try {
      work();
    } catch (error) {
      return sqliteCode(error);
    }
    return 'no error came';
  };
  expect(codeOf(() => database.exec('SELECT'))).toBe('SQLITE_ERROR');
  expect(codeOf(() => openSqlite('/nonexistent/folder/file'))).toBeUndefined();
  expect(codeOf(() => openSqlite('/'))).toBe('SQLITE_CANTOPEN');
  expect(sqliteCode(Object.assign(new Error('no'), { code: 'ENOENT' }))).toBeUndefined();
  database.close();
});
