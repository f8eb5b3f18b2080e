import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { IndexError, IsnadError } from '../contracts/errors.js';
import { schema, schemaVersion } from './schema.js';
import { makeDirectory } from './sync-to-disk.js';
import { openSqlite, sqliteCode, type SqliteDatabase } from './sqlite.js';

const databaseName = 'isnad.sqlite';

/** How long a statement waits for another process's write to end. */
const busyTimeoutMs = 10_000;

export function databasePath(directory: string): string {
  return join(directory, databaseName);
}

/** Whether SQLite says that the file itself is damaged, or is no database at all. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error) ?? '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

/** The same, or a row that is not what was stored. */
export function isCorruption(error: unknown): boolean {
  return isDamage(error) || (error instanceof IndexError && error.code === 'INDEX_DAMAGED');
}

export function corruptedError(directory: string, cause?: unknown): IndexError {
  return new IndexError(
    'INDEX_DAMAGED',
    `The index database ${databasePath(directory)} is damaged.`,
    'Run "isnad index": it sets the damaged file aside and builds the index from the documents again.',
    { cause },
  );
}

export function neverFinishedError(directory: string): IndexError {
  return new IndexError(
    'INDEX_MISSING',
    `The index in ${directory} was never finished.`,
    'Run "isnad index" to finish it.',
  );
}

/** The tables and indexes of a database, as SQL. */
function tablesOf(database: SqliteDatabase): string {
  return database
    .prepare("SELECT group_concat(sql, ';' ORDER BY name) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
    .pluck()
    .get() as string;
}

let expected: string | undefined;

function expectedTables(): string {
  if (expected === undefined) {
    const empty = openSqlite(':memory:');
    expected = tablesOf(empty.exec(schema));
    empty.close();
  }
  return expected;
}

/** Readers go on while an indexer writes, and a commit is on the disk when it returns. */
function setJournal(database: SqliteDatabase): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
}

function prepare(database: SqliteDatabase, directory: string, create: boolean): void {
  database.pragma(`busy_timeout = ${busyTimeoutMs}`);
  database.pragma('foreign_keys = ON');
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version === schemaVersion) {
    if (tablesOf(database) !== expectedTables()) throw corruptedError(directory);
    setJournal(database);
    return;
  }
  const tables = database
    .prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table'")
    .pluck()
    .get() as number;
  if (version === 0 && tables === 0) {
    if (!create) throw neverFinishedError(directory);
    setJournal(database);
    database
      .transaction(() => {
        // Another process may have made the schema while this one waited for the lock.
        if (database.pragma('user_version', { simple: true }) !== 0) return;
        database.exec(schema);
        database.pragma(`user_version = ${schemaVersion}`);
      })
      .immediate();
    return;
  }
  throw new IndexError(
    'INDEX_MISMATCH',
    `The index in ${directory} was made by another version of Isnad (its layout is ${version}, this one reads ${schemaVersion}).`,
    'Run "isnad index --from-scratch" to build it again from the documents.',
  );
}

const writeRemedy =
  'See that the directory can be written to and that its disk has room, or set INDEX_DIR to another one.';
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL']);
const writeCodes = /^(?:EIO|EROFS|EACCES|EPERM|SQLITE_(?:IOERR|READONLY|CANTOPEN)(?:_[A-Z]+)*)$/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function fullError(directory: string, cause: unknown): IndexError {
  return new IndexError(
    'INDEX_WRITE',
    `The index in ${directory} could not be written: the disk is full.`,
    'Make room on it, then run the command again; what was finished before is whole.',
    { cause },
  );
}

/** What an error on opening a file of the index means to the person at the keyboard. */
export function explainOpening(error: unknown, directory: string): unknown {
  if (error instanceof IsnadError) return error;
  if (isDamage(error)) return corruptedError(directory, error);
  if (fullCodes.has(codeOf(error))) return fullError(directory, error);
  const reason = error instanceof Error ? error.message : String(error);
  return new IndexError(
    'INDEX_WRITE',
    `The index in ${directory} cannot be opened: ${reason}.`,
    writeRemedy,
    { cause: error },
  );
}

/** What an error on writing to the index means to the person at the keyboard. */
export function explainWriting(error: unknown, directory: string): unknown {
  if (error instanceof IsnadError) return error;
  if (isDamage(error)) return corruptedError(directory, error);
  const code = codeOf(error);
  if (fullCodes.has(code)) return fullError(directory, error);
  if (!(error instanceof Error) || !writeCodes.test(code)) return error;
  return new IndexError(
    'INDEX_WRITE',
    `The index in ${directory} could not be written: ${error.message}.`,
    writeRemedy,
    { cause: error },
  );
}

/** Opens the database of an index, making the directory and the tables where `create` is set. */
export function openDatabase(directory: string, { create }: { create: boolean }): SqliteDatabase {
  const path = databasePath(directory);
  if (!create && !existsSync(path)) {
    throw new IndexError(
      'INDEX_MISSING',
      `There is no index in ${directory} yet.`,
      'Run "isnad index" to build it.',
    );
  }
  let database: SqliteDatabase | undefined;
  try {
    if (create) makeDirectory(directory);
    database = openSqlite(path, { fileMustExist: !create });
    // The text of the documents is in it: for its owner only.
    if (create) chmodSync(path, 0o600);
    prepare(database, directory, create);
    return database;
  } catch (error) {
    database?.close();
    throw explainOpening(error, directory);
  }
}

/** Sees that the passages of an empty index get ids above `lastUsed`. */
export function reservePassageIds(database: SqliteDatabase, lastUsed: number): void {
  database.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('passages', ?)").run(lastUsed);
}
