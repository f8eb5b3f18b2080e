import { renameSync, rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { databasePath } from '../../src/store/database-path.js';
import { findStoreIdentity, openIndexStore } from '../../src/store/open-index-store.js';
import { describeIndexStore } from '../contracts/index-store-contract.js';
import { temporaryDatabase, temporaryDirectory } from './temporary-index.js';

describeIndexStore('SQLite', () => {
  const directory = temporaryDirectory();
  temporaryDatabase(directory);
  return {
    store() {
      const store = openIndexStore(directory);
      onTestFinished(() => {
        store.close();
      });
      return store;
    },
  };
});

test('a store that was replaced is told from the one that is open', () => {
  const directory = temporaryDirectory();
  expect(findStoreIdentity(directory)).toBeUndefined();
  expect(() => openIndexStore(directory)).toThrow(expect.objectContaining({ code: 'INDEX_MISSING' }));
  temporaryDatabase(directory);
  const store = openIndexStore(directory);
  expect(findStoreIdentity(directory)).toBe(store.identity);
  // As the indexer sets a damaged one aside: it stays where it is on the disk, under another name.
  renameSync(databasePath(directory), `${databasePath(directory)}.damaged`);
  for (const suffix of ['-wal', '-shm']) rmSync(databasePath(directory) + suffix, { force: true });
  temporaryDatabase(directory);
  expect(findStoreIdentity(directory)).not.toBe(store.identity);
  store.close();
});
