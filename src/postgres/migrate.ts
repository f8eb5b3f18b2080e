import { IndexError } from '../contracts/errors.js';
import { migrations, schemaVersion } from './migrations.js';
import type { Queryable, ServerDatabase } from './server-database.js';

/** The version of the tables; 0 where there are none. */
export async function readSchemaVersion(database: ServerDatabase): Promise<number> {
  const { schema } = database;
  const [found] = await database.query<{ meta: string | null }>('SELECT to_regclass($1)::text AS meta', [
    `${schema}.meta`,
  ]);
  if (found?.meta == null) return 0;
  return versionIn(database, schema);
}

async function versionIn(queryable: Queryable, schema: string): Promise<number> {
  const [row] = await queryable.query<{ value: string }>(
    `SELECT value FROM ${schema}.meta WHERE key = 'schema_version'`,
  );
  return Number(row?.value ?? 0);
}

function newerError(database: ServerDatabase, version: number): IndexError {
  return new IndexError(
    'INDEX_MISMATCH',
    `The index in ${database.address.shown} was made by a newer version of Isnad (its layout is ${version}, this one reads ${schemaVersion}).`,
    'Update this installation of Isnad.',
  );
}

/** @throws IndexError where the tables are not those that this program reads. */
export async function checkSchema(database: ServerDatabase): Promise<void> {
  const version = await readSchemaVersion(database);
  if (version === schemaVersion) return;
  if (version > schemaVersion) throw newerError(database, version);
  throw version === 0
    ? new IndexError(
        'INDEX_MISSING',
        `There is no index in ${database.address.shown} yet.`,
        'Run "isnad index" to build it.',
      )
    : new IndexError(
        'INDEX_MISMATCH',
        `The index in ${database.address.shown} was made by an older version of Isnad (its layout is ${version}, this one reads ${schemaVersion}).`,
        'Run "isnad migrate" with a user that may change tables.',
      );
}

/**
 * Makes the tables, or brings those of an older version up to date: all or nothing. Gives back the version before.
 * @throws IndexError where they are of a newer version.
 */
export async function migrate(database: ServerDatabase): Promise<number> {
  const { schema } = database;
  const before = await readSchemaVersion(database);
  if (before === schemaVersion) return before;
  if (before > schemaVersion) throw newerError(database, before);
  await database.transaction(async (transaction) => {
    const run = (text: string): Promise<object[]> => transaction.query(text);
    // Another process may be doing the same: the second waits, and finds nothing left to do.
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `isnad migrate ${schema}`,
    ]);
    const [type] = await transaction.query<{ vector: string | null }>(
      "SELECT to_regtype('vector')::text AS vector",
    );
    if (type?.vector == null) await run('CREATE EXTENSION IF NOT EXISTS vector');
    // Even where it is there, the statement needs the right to make one.
    const [found] = await transaction.query<{ name: string | null }>(
      'SELECT to_regnamespace($1)::text AS name',
      [schema],
    );
    if (found?.name == null) await run(`CREATE SCHEMA ${schema}`);
    const [meta] = await transaction.query<{ meta: string | null }>('SELECT to_regclass($1)::text AS meta', [
      `${schema}.meta`,
    ]);
    const version = meta?.meta == null ? 0 : await versionIn(transaction, schema);
    for (const migration of migrations) {
      if (migration.version <= version) continue;
      for (const statement of migration.statements) await run(statement.replaceAll('$schema', schema));
    }
    await transaction.query(
      `INSERT INTO ${schema}.meta (key, value) VALUES ('schema_version', $1)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [String(schemaVersion)],
    );
  });
  return before;
}
