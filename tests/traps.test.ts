import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { project, readLock } from '../scripts/tools/supply-chain/packages.js';

const named = [
  ...readFileSync(join(import.meta.dirname, 'TRAPS.md'), 'utf8').matchAll(/^ {2}- `([^`]+)`: (.+)$/gm),
].map(([, path = '', title = '']) => [path, title] as const);

test('there are traps, and every one names a test', () => {
  const lines = readFileSync(join(import.meta.dirname, 'TRAPS.md'), 'utf8').split('\n');
  const traps = lines.filter((line) => line.startsWith('- '));
  expect(traps.length).toBeGreaterThan(30);
  lines.forEach((line, i) => {
    if (line.startsWith('- ')) expect(lines[i + 1], line).toMatch(/^ {2}- `tests\//);
  });
});

test.each(named)('%s: %s', (path, title) => {
  expect(existsSync(join(project, path)), path).toBe(true);
  // Quoted as a whole: the beginning of another title is none.
  const quoted = ["'", '"', '`'].map((quote) => quote + title + quote);
  const source = readFileSync(join(project, path), 'utf8');
  expect(quoted.some((each) => source.includes(each))).toBe(true);
});

test('the tests run in processes, where the runtime of models loads', () => {
  expect(isMainThread).toBe(true);
});

test('the model library is the one that installs from the registry alone', () => {
  const names = readLock().map(({ name }) => name);
  expect(names).toContain('@xenova/transformers');
  expect(names.filter((name) => name.startsWith('@huggingface/transformers'))).toEqual([]);
});
