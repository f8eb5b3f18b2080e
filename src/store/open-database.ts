import { chmodSync, existsSync } from 'node:fs';
import { IndexError } from '../contracts/errors.js';
import { databasePath } from './database-path.js';
import { corruptedError, explainOpening, neverFinishedError } from './index-errors.js';
import { schema, schemaVersion } from './schema.js';
import { makeDirectory } from './sync-to-disk.js';
import { openSqlite, type SqliteDatabase } from './sqlite.js';

/** How long a statement waits for another process's write to end. */
const busyTimeoutMs = 10_000;

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
