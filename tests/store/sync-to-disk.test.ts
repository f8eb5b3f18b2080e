import type * as fs from 'node:fs';
import { fsyncSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeDirectory } from '../../src/store/sync-to-disk.js';

vi.mock('node:fs', async (importOriginal) => {
  const original = await importOriginal<typeof fs>();
  return { ...original, fsyncSync: vi.fn(original.fsyncSync) };
});

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'isnad-directory-'));
});
afterEach(() => {
  rmSync(place, { recursive: true });
});

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test.each(['a', 'a/b/c', './a//b/../c/'])('%s is made for its owner, and again without a word', (path) => {
  const directory = `${place}/${path}`;
  makeDirectory(directory);
  expect(modeOf(directory)).toBe(0o700);
  makeDirectory(directory);
});

test('below one that may be written to and not read', () => {
  const closed = join(place, 'closed');
  mkdirSync(closed, { mode: 0o300 });
  makeDirectory(join(closed, 'index'));
  expect(modeOf(join(closed, 'index'))).toBe(0o700);
});

test('not where a file stands, nor in a place that is none', () => {
  expect(() => {
    makeDirectory('/dev/null/index');
  }).toThrow(/ENOTDIR|EEXIST/);
});

test('is made below where the process stands, and its names are synced there too', () => {
  const before = process.cwd();
  const synced = vi.mocked(fsyncSync).mockClear();
  process.chdir(place);
  try {
    makeDirectory('one/two');
  } finally {
    process.chdir(before);
  }
  expect(modeOf(join(place, 'one/two'))).toBe(0o700);
  expect(synced).toHaveBeenCalledTimes(2);
});
