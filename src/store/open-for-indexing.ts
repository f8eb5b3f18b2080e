import { randomInt } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { IndexError } from '../contracts/errors.js';
import type { IndexStore } from '../contracts/index-store.js';
import { takeOverBotTables } from './bot-stores.js';
import { isMarkedCorrupted } from './corruption-marker.js';
import { findCorruptedDocuments, hasAllRows, isWellFormed } from './corrupted-rows.js';
import { databasePath } from './database-path.js';
import { isCorruption } from './index-errors.js';
import { findCurrentManifest } from './index-reader.js';
import { findStoreIdentity } from './open-index-store.js';
import { openDatabase, reservePassageIds } from './open-database.js';
import type { SqliteDatabase } from './sqlite.js';
import { SqliteIndexStore } from './sqlite-index-store.js';

export interface OpenedForIndexing {
  readonly store: IndexStore;
  /** Documents that must be ingested again. */
  readonly damaged: ReadonlySet<number>;
}

export interface OpeningOptions {
  readonly directory: string;
  /** Start from scratch where the database has another layout. */
  readonly rebuild: boolean;
  /** Check every page and row, whether or not there is a reason to. */
  readonly isSuspect?: boolean;
}

function storeOf(database: SqliteDatabase, directory: string): IndexStore {
  return new SqliteIndexStore(database, findStoreIdentity(directory) ?? '');
}

/** What the indexer can build on: undefined where the database cannot be used as it is. */
function openUsable(options: OpeningOptions, create: boolean): OpenedForIndexing | undefined {
  const { directory, rebuild } = options;
  let database: SqliteDatabase | undefined;
  try {
    database = openDatabase(directory, { create });
    const manifest = findCurrentManifest(database);
    const isSuspect =
      (options.isSuspect ?? isMarkedCorrupted(directory)) || (manifest && !hasAllRows(database, manifest));
    if (!isSuspect || isWellFormed(database)) {
      const damaged = isSuspect ? findCorruptedDocuments(database) : new Set<number>();
      return { store: storeOf(database, directory), damaged };
    }
  } catch (error) {
    const isOtherLayout = error instanceof IndexError && error.code === 'INDEX_MISMATCH';
    if (!isCorruption(error) && !(rebuild && isOtherLayout)) {
      database?.close();
      throw error;
    }
  }
  database?.close();
  return undefined;
}

/** Keeps the database beside where it was: the bot's part of it cannot be made again. Gives back its new path. */
function setAside(directory: string): string {
  const path = databasePath(directory);
  const kept = `${path}.damaged-${Date.now()}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, kept + suffix);
  }
  return kept;
}

/**
 * Opens the database of an index for writing. One that cannot be read, or has another layout and is to be
 * rebuilt, is set aside and a new one begun.
 */
export function openForIndexing(
  options: OpeningOptions,
  onNotice: (message: string) => void,
): OpenedForIndexing {
  const { directory } = options;
  const usable = openUsable(options, true);
  if (usable) return usable;
  const kept = setAside(directory);
  const database = openDatabase(directory, { create: true });
  const takenOver = takeOverBotTables(database, kept)
    ? "the bot's settings and feedback were kept"
    : "the bot's settings and feedback could not all be kept";
  onNotice(`The old database could not be used; it is kept as ${kept}, ${takenOver}.`);
  // Answers that were shown before name their passages by id: none may come to mean another passage.
  reservePassageIds(database, randomInt(2 ** 28, 2 ** 31));
  return { store: storeOf(database, directory), damaged: new Set() };
}

/** Opens what a run could build on, for a dry run, which changes nothing; undefined where a run would begin with an empty index. */
export function openForLooking(options: OpeningOptions): OpenedForIndexing | undefined {
  try {
    return openUsable(options, false);
  } catch (error) {
    if (error instanceof IndexError && error.code === 'INDEX_MISSING') return undefined;
    throw error;
  }
}
