/** Where SQLite comes from; nothing else loads its library. */
import { createRequire } from 'node:module';
import type Database from 'better-sqlite3';
import { explainNativePart } from '../native/explain-native-part.js';

type Engine = typeof Database;

export type SqliteDatabase = Database.Database;
export type SqliteStatement = Database.Statement;

/**
 * The package that works with a Node.js of this version of Node-API. Since version 13 the library is written for
 * Node-API 10, which Node.js has from 22.14 on; it crashes on an older one. Version 12 is compiled with the headers of
 * the Node.js that it runs on, and those of 24.19 and newer make it abort the process whenever a statement is collected
 * while no JavaScript runs (nodejs/node#65446).
 */
export function enginePackage(nodeApiVersion: number): 'better-sqlite3' | 'better-sqlite3-12' {
  return nodeApiVersion >= 10 ? 'better-sqlite3' : 'better-sqlite3-12';
}

const require = createRequire(import.meta.url);
let engine: Engine | undefined;

/** Not before it is wanted, so that a package which cannot be loaded is told like any other failure. */
function loadEngine(): Engine {
  engine ??= (
    enginePackage(Number(process.versions.napi)) === 'better-sqlite3'
      ? require('better-sqlite3')
      : require('better-sqlite3-12')
  ) as Engine;
  return engine;
}

/**
 * Opens a database, or makes one where there is none.
 * @throws InstallationError when the library cannot be loaded; SqliteError when the database cannot be opened.
 */
export function openSqlite(path: string, options?: Database.Options): SqliteDatabase {
  try {
    return new (loadEngine())(path, options);
  } catch (error) {
    throw explainNativePart(error, 'better-sqlite3');
  }
}

/** The code of an error of SQLite, such as `SQLITE_BUSY`; undefined of any other error. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Error && error.name === 'SqliteError' && 'code' in error
    ? String(error.code)
    : undefined;
}
