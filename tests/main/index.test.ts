import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { IndexerReport } from '../../src/application/indexer-run.js';
import { isnad } from '../compiled-program.js';
import { createPlace, project, runCommand } from './run-command.js';

const text = (about: string): string => `Notes on ${about}\n\nThe ${about} stands near the old harbour.\n`;

test('a folder from its first run to its last', { timeout: 180_000 }, async () => {
  const place = createPlace({ 'a.txt': text('lighthouse'), 'ملف "ب"\n.md': text('مئذنة') });
  onTestFinished(place.remove);
  const index = (...given: string[]): ReturnType<typeof runCommand> =>
    runCommand('index', given, place.environment);

  const dry = await index('--dry-run', '--json');
  expect(dry.exitCode).toBe(0);
  expect(JSON.parse(dry.stdout)).toMatchObject({ dryRun: true, documents: 2, snapshot: 0 });

  const first = await index();
  expect(first.exitCode).toBe(0);
  expect(first.stdout).toContain('2 added');
  expect(first.stdout).toContain('a.txt');
  // The newline of the file's name must not look like the end of a line.
  expect(first.stdout).not.toMatch(/^\.md/m);

  writeFileSync(join(place.folder, 'a.txt'), text('windmill'));
  writeFileSync(join(place.folder, 'binary.txt'), new Uint8Array(500));
  const second = await index('--json');
  expect(second.exitCode).toBe(3);
  const report = JSON.parse(second.stdout) as IndexerReport;
  expect(report).toMatchObject({ changed: ['a.txt'], unchanged: 1, snapshot: 2 });
  expect(report.skipped.map(({ path }) => path)).toEqual(['binary.txt']);

  rmSync(join(place.folder, 'binary.txt'));
  const again = await index('--from-scratch');
  expect(again.exitCode).toBe(0);
  expect(again.stdout).toContain('2 changed');

  writeFileSync(join(place.folder, 'binary.txt'), new Uint8Array(500));
  const named = await index();
  expect(named.exitCode).toBe(3);
  expect(named.stdout).toContain('binary.txt');
});

test('files of other types are counted, and are no failure; --watch tells them once', async () => {
  const place = createPlace({ 'a.txt': text('lighthouse'), 'a.png': '', 'b/c.PNG': '', 'b/README': '' });
  onTestFinished(place.remove);
  const { exitCode, stdout } = await runCommand('index', ['--json'], place.environment);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    skipped: [],
    others: [
      { ending: '', count: 1 },
      { ending: '.png', count: 2 },
    ],
  });

  const watching = spawn(isnad[0], [isnad[1], 'index', '--watch'], {
    cwd: project,
    env: { PATH: process.env.PATH, ...place.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    watching.kill('SIGKILL');
  });
  let said = '';
  const until = async (words: string): Promise<void> => {
    while (!said.includes(words)) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  for (const stream of [watching.stdout, watching.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk.replace(/[\u2068\u2069]/g, '')));
  }
  await until('3 files of other types were left out (.png, no ending).');
  await until('Ctrl-C ends it');
  writeFileSync(join(place.folder, 'b.txt'), text('windmill'));
  await until('1 added');
  await until('2 documents, ');
  // A picture alone is no news; what comes after it is.
  const before = said;
  writeFileSync(join(place.folder, 'd.png'), '');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  writeFileSync(join(place.folder, 'c.txt'), text('harbour'));
  await until('3 documents, ');
  expect(said.slice(before.length).match(/ added, /g)).toHaveLength(1);
  expect(said.match(/of other types/g)).toHaveLength(1);
  watching.kill('SIGTERM');
  expect(await once(watching, 'exit')).toEqual([0, null]);
}, 90_000);

test('an empty folder is no failure', async () => {
  const place = createPlace();
  onTestFinished(place.remove);
  const { exitCode, stdout } = await runCommand('index', [], place.environment);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('0 documents');
});

test.concurrent.each([
  ['an unknown option', ['--fast'], 2],
  ['to watch and to do nothing', ['--watch', '--dry-run'], 2],
  ['two folders', ['a', 'b'], 2],
  ['a folder that is not there', ['/nonexistent/folder'], 2],
  ['a file', [import.meta.filename], 2],
])('%s', async (_, given, expected) => {
  const place = createPlace();
  const { exitCode, stdout, stderr } = await runCommand('index', given, place.environment);
  expect({ exitCode, stdout }).toEqual({ exitCode: expected, stdout: '' });
  expect(stderr).toMatch(/^isnad: [^\n]+\.\n$/);
  place.remove();
});

test('a place for the index that cannot be written to', async () => {
  const place = createPlace({ 'a.txt': text('lighthouse') });
  onTestFinished(place.remove);
  const environment = { ...place.environment, INDEX_DIR: join(place.folder, 'a.txt') };
  const { exitCode, stdout, stderr } = await runCommand('index', [], environment);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(/^isnad: [^\n]*INDEX_DIR[^\n]*\n$/);
});
