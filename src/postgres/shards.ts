import type { Queryable } from './server-database.js';

/** Over how many shards documents are spread, with all that belongs to them: 1 unless a row of `meta` says otherwise. */
export async function readShards(database: Queryable & { readonly schema: string }): Promise<number> {
  const [row] = await database.query<{ value: string }>(
    `SELECT value FROM ${database.schema}.meta WHERE key = 'shards'`,
  );
  return Number(row?.value ?? 1);
}
