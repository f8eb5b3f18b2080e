import { statSync } from 'node:fs';
import type { IndexStore } from '../contracts/index-store.js';
import { databasePath } from './database-path.js';
import { openDatabase } from './open-database.js';
import { SqliteIndexStore } from './sqlite-index-store.js';

/** What {@link IndexStore.identity} would be of the store in a directory now; undefined where there is none. */
export function findStoreIdentity(directory: string): string | undefined {
  // The inode of the file, which changes when an indexer replaces a damaged database.
  return statSync(databasePath(directory), { throwIfNoEntry: false })?.ino.toString();
}

/**
 * Opens the store of the index in a directory, for reading.
 * @throws IndexError where there is none, or it cannot be opened.
 */
export function openIndexStore(directory: string): IndexStore {
  const database = openDatabase(directory, { create: false });
  return new SqliteIndexStore(database, findStoreIdentity(directory) ?? '');
}
