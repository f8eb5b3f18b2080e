import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDirectory } from '../../src/store/sync-to-disk.js';

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
