import type { SnapshotManifest } from '../contracts/manifest.js';
import type { IndexFacts } from '../lexical/term-plan.js';
import type { Queryable } from './server-database.js';

/** What one finished state of an index on a server was made of and with. */
export interface ServerManifest extends SnapshotManifest {
  readonly facts: IndexFacts;
  /** Whether its passages have words for pg_textsearch. */
  readonly hasWords?: boolean;
}

/** The manifest of the newest finished state of an index; undefined before the first. */
export async function findServerManifest(
  queryable: Queryable,
  schema: string,
): Promise<ServerManifest | undefined> {
  const [row] = await queryable.query<{ manifest: string }>(
    `SELECT manifest FROM ${schema}.snapshots ORDER BY number DESC LIMIT 1`,
  );
  return row && (JSON.parse(row.manifest) as ServerManifest);
}
