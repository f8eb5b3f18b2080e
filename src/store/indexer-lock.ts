import { chmodSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { IndexError } from '../contracts/errors.js';
import { explainOpening, isDamage } from './index-errors.js';
import { makeDirectory } from './sync-to-disk.js';
import { openSqlite, sqliteCode, type SqliteDatabase } from './sqlite.js';

const holderName = 'indexer.json';

interface Holder {
  readonly processId: number;
  readonly host: string;
  readonly since: string;
}

export interface IndexerLock {
  release(): void;
}

function describeHolder(path: string): string {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as Holder;
    return `process ${holder.processId} on ${holder.host}, since ${holder.since}`;
  } catch {
    return 'another process';
  }
}

function lockedError(directory: string, cause: unknown): IndexError {
  return new IndexError(
    'INDEX_LOCKED',
    `Another indexer is at work on ${directory} (${describeHolder(join(directory, holderName))}).`,
    'Wait until it is done, then run the command again.',
    { cause },
  );
}

/** @throws SqliteError when the lock is held, or the file is none of SQLite's. */
function lockFile(path: string): SqliteDatabase {
  const database = openSqlite(path, { timeout: 0 });
  try {
    chmodSync(path, 0o600);
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function lockEvenDamaged(path: string): SqliteDatabase {
  try {
    return lockFile(path);
  } catch (error) {
    if (!isDamage(error)) throw error;
    // Nothing is ever kept in it. Deleted, it could be locked once under its old name and once more under it again.
    truncateSync(path, 0);
    return lockFile(path);
  }
}

/**
 * Lets one indexer at a time work on an index, whose directory is made where it is missing. The lock is the
 * operating system's own on a small SQLite file, so it ends with the process that holds it, however that
 * ends: there are no discarded locks.
 * @throws IndexError when another indexer holds the lock, or the directory cannot be written to.
 */
export function acquireIndexerLock(directory: string): IndexerLock {
  const holderPath = join(directory, holderName);
  let database: SqliteDatabase | undefined;
  try {
    makeDirectory(directory);
    database = lockEvenDamaged(join(directory, 'indexer.lock'));
    const holder: Holder = { processId: process.pid, host: hostname(), since: new Date().toISOString() };
    writeFileSync(holderPath, JSON.stringify(holder), { mode: 0o600 });
  } catch (error) {
    database?.close();
    const busy = sqliteCode(error)?.startsWith('SQLITE_BUSY') ?? false;
    throw busy ? lockedError(directory, error) : explainOpening(error, directory);
  }
  const held = database;
  return {
    release() {
      rmSync(holderPath, { force: true });
      held.close();
    },
  };
}
