import { randomInt } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type Database from 'better-sqlite3';
import { IndexError } from '../contracts/errors.js';
import { findDamagedDocuments, isWellFormed } from '../store/damaged-rows.js';
import { databasePath, isDamage, openDatabase, reservePassageIds } from '../store/open-database.js';

export interface OpenedForIndexing {
  readonly database: Database.Database;
  /** Documents whose rows must be made anew. */
  readonly damaged: ReadonlySet<number>;
}

/** What the indexer can build on: undefined where the database cannot be used as it is. */
function openUsable(directory: string, create: boolean, rebuild: boolean): OpenedForIndexing | undefined {
  let database: Database.Database | undefined;
  try {
    database = openDatabase(directory, { create });
    if (isWellFormed(database)) return { database, damaged: findDamagedDocuments(database) };
  } catch (error) {
    const isReplaceable =
      isDamage(error) ||
      (error instanceof IndexError &&
        (error.code === 'INDEX_DAMAGED' || (rebuild && error.code === 'INDEX_MISMATCH')));
    if (!isReplaceable) {
      database?.close();
      throw error;
    }
  }
  database?.close();
  return undefined;
}

/** Keeps the database beside where it was, in place of any that was kept before; gives back its new path. */
function setAside(directory: string): string {
  const path = databasePath(directory);
  const marked = `${path}.damaged-`;
  for (const name of readdirSync(directory)) {
    if (name.startsWith(basename(marked))) rmSync(join(directory, name), { force: true });
  }
  const kept = `${marked}${Date.now()}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, kept + suffix);
  }
  return kept;
}

/**
 * Opens the database of an index for writing, every page and row checked. One that cannot be read, or has
 * another layout and is to be rebuilt, is set aside and a new one begun.
 */
export function openForIndexing(
  directory: string,
  rebuild: boolean,
  onNotice: (message: string) => void,
): OpenedForIndexing {
  const usable = openUsable(directory, true, rebuild);
  if (usable) return usable;
  onNotice(`The old database could not be used; it is kept as ${setAside(directory)}.`);
  const database = openDatabase(directory, { create: true });
  // Answers that were shown before name their passages by id: none may come to mean another passage.
  reservePassageIds(database, randomInt(2 ** 28, 2 ** 31));
  return { database, damaged: new Set() };
}

/** The same for a look that changes nothing; undefined where a run would begin with an empty index. */
export function openForLooking(directory: string, rebuild: boolean): OpenedForIndexing | undefined {
  try {
    return openUsable(directory, false, rebuild);
  } catch (error) {
    if (error instanceof IndexError && error.code === 'INDEX_MISSING') return undefined;
    throw error;
  }
}
