import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorkplace, embedder, textAbout } from '../application/workplace.js';
import { createPlace, runCommand } from './run-command.js';

let before: number;

beforeEach(() => {
  // New files would be open to everybody.
  before = process.umask(0);
});
afterEach(() => {
  process.umask(before);
});

/** Path → mode of everything in a directory and of itself. */
function modesOf(directory: string): Record<string, string> {
  const paths = ['.', ...(readdirSync(directory, { recursive: true }) as string[])];
  return Object.fromEntries(
    paths.map((path) => [path, (statSync(join(directory, path)).mode & 0o777).toString(8)]),
  );
}

function expectPrivate(directory: string): string[] {
  const modes = modesOf(directory);
  for (const [path, mode] of Object.entries(modes)) {
    const isDirectory = statSync(join(directory, path)).isDirectory();
    expect(mode, path).toBe(isDirectory ? '700' : '600');
  }
  return Object.keys(modes);
}

test('whatever the commands leave behind is for its owner only', { timeout: 120_000 }, async () => {
  const place = createPlace({ 'a.txt': textAbout('aardvark') });
  try {
    expect((await runCommand('index', [], place.environment)).exitCode).toBe(0);
    expect((await runCommand('ask', ['Where was the aardvark seen?'], place.environment)).exitCode).toBe(0);
    expect((await runCommand('index', ['--rebuild'], place.environment)).exitCode).toBe(0);
    expect(expectPrivate(place.environment.INDEX_DIR!).length).toBeGreaterThan(5);
  } finally {
    place.remove();
  }
});

test('and so is what stands there while an indexer and a reader are at work', async () => {
  const { index, open, put, directory } = createWorkplace({ 'a.txt': textAbout('aardvark') });
  await index();
  const service = await open();
  put({ 'b.txt': textAbout('beetle') });
  const seen = new Set<string>();
  const look = (): void => {
    for (const path of expectPrivate(directory)) seen.add(path);
  };
  await index({
    onProgress: look,
    embedder: {
      ...embedder,
      embedPassages: (texts) => {
        look();
        return embedder.embedPassages(texts);
      },
    },
  });
  look();
  await service.ask('Where was the beetle seen?');
  look();
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'isnad.sqlite',
      'isnad.sqlite-wal',
      'isnad.sqlite-shm',
      'indexer.lock',
      'indexer.json',
    ]),
  );
});

test('a damaged database that is set aside stays private', async () => {
  const { index, directory, put } = createWorkplace({ 'a.txt': textAbout('aardvark') });
  await index();
  put({ '../index/isnad.sqlite': 'rubbish '.repeat(4096) });
  await index();
  const names = expectPrivate(directory);
  const aside = names.find((name) => name.includes('damaged'));
  expect(readFileSync(join(directory, aside!), 'utf8')).toContain('rubbish');
});
