import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { RememberedPages } from '../../src/recognition/remembered-pages.js';

const page = { number: 1, width: 10, height: 20, lines: [] };
const fileOf = (name: string): Uint8Array => Buffer.from(name);

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-pages-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

it('forgets the files that were not read for the longest time', () => {
  const folder = makeFolder();
  const remembered = new RememberedPages(folder, 300);
  remembered.add(fileOf('old'), 'tesseract', page);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), 1, 1);
  remembered.add(fileOf('new'), 'tesseract', page);
  remembered.trim();
  expect(readdirSync(folder)).toHaveLength(2);
  remembered.add(fileOf('newer'), 'tesseract', page);
  remembered.trim();
  expect(remembered.read(fileOf('old'), 'tesseract').size).toBe(0);
  expect(remembered.read(fileOf('newer'), 'tesseract').get(1)).toEqual(page);
});

it('forgets files by their sums', () => {
  const folder = makeFolder();
  const remembered = new RememberedPages(folder);
  for (const name of ['one', 'two']) remembered.add(fileOf(name), 'tesseract', page);
  remembered.forget([createHash('sha256').update(fileOf('one')).digest('hex')]);
  expect(remembered.read(fileOf('one'), 'tesseract').size).toBe(0);
  expect(remembered.read(fileOf('two'), 'tesseract').size).toBe(1);
});

it('does without what it cannot read or write', () => {
  const file = join(makeFolder(), 'file');
  writeFileSync(file, 'no folder');
  const remembered = new RememberedPages(file);
  remembered.add(fileOf('a'), 'tesseract', page);
  remembered.trim();
  expect(remembered.read(fileOf('a'), 'tesseract').size).toBe(0);
});
