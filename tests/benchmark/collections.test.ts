import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
  changeOneInHundred,
  locateCollection,
  readCosts,
  writeCosts,
  writeDocuments,
} from '../../scripts/benchmark/speed/collections.js';

it('writes articles as files, changes one in a hundred, keeps costs beside them', () => {
  const place = mkdtempSync(join(tmpdir(), 'isnad-test-'));
  onTestFinished(() => {
    rmSync(place, { recursive: true, force: true });
  });
  const articles = Array.from({ length: 1101 }, (_, index) => ({ title: `عنوان ${index}`, text: 'نص.' }));
  const collection = locateCollection(place, 'made-up', 1101);
  writeDocuments(collection, articles);
  const files = (): string[] =>
    readdirSync(collection.folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.txt'),
    );
  expect(files()).toHaveLength(1101);
  expect(readFileSync(join(collection.folder, '0001', '0001100.txt'), 'utf8')).toBe('عنوان 1100\n\nنص.\n');
  expect(changeOneInHundred(collection)).toBe(12);
  const changed = files().filter((path) =>
    readFileSync(join(collection.folder, path), 'utf8').includes('جملة جديدة'),
  );
  expect(changed).toHaveLength(12);

  writeCosts(collection, { seconds: 3 });
  // Without an index, the costs of one say nothing.
  expect(readCosts(collection)).toBeUndefined();
  expect(() => {
    writeDocuments(locateCollection(place, 'made-up', 5), articles.slice(0, 3));
  }).toThrow(/5 articles/);
});
