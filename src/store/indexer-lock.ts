import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { IndexError } from '../contracts/errors.js';
import { explainOpening } from './open-database.js';

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

/**
 * Lets one indexer at a time work on an index, whose directory is made where it is missing. The lock is the
 * operating system's own on a small SQLite file, so it ends with the process that holds it, however that
 * ends: there are no stale locks.
 * @throws IndexError when another indexer holds the lock, or the directory cannot be written to.
 */
export function acquireIndexerLock(directory: string): IndexerLock {
  const holderPath = join(directory, holderName);
  const lockPath = join(directory, 'indexer.lock');
  let database: Database.Database | undefined;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    database = new Database(lockPath, { timeout: 0 });
    chmodSync(lockPath, 0o600);
    database.exec('BEGIN EXCLUSIVE');
    const holder: Holder = { processId: process.pid, host: hostname(), since: new Date().toISOString() };
    writeFileSync(holderPath, JSON.stringify(holder), { mode: 0o600 });
  } catch (error) {
    database?.close();
    const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
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
