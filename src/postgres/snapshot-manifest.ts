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

export interface NewestSnapshot {
  /** Undefined before the first. */
  readonly manifest: ServerManifest | undefined;
  /** Whether the host that said so is a standby. */
  readonly isStandby: boolean;
}

/** The newest finished state of an index, and what kind of host it was found on. */
export async function findNewestSnapshot(
  queryable: Queryable & { readonly schema: string },
): Promise<NewestSnapshot> {
  const [row] = await queryable.query<{ manifest: string | null; standby: boolean }>(
    `SELECT pg_is_in_recovery() AS standby,
       (SELECT manifest FROM ${queryable.schema}.snapshots ORDER BY number DESC LIMIT 1) AS manifest`,
  );
  const { manifest, standby: isStandby } = row!;
  return { manifest: manifest === null ? undefined : (JSON.parse(manifest) as ServerManifest), isStandby };
}
