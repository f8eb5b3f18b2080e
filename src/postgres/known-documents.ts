import type { FileStamp, KnownDocument } from '../contracts/index-store.js';
import type { Queryable } from './server-database.js';

type Source = Queryable & { readonly schema: string };

const columns = 'id, path, sha256, fingerprint';

/** The documents of a snapshot. */
export function findCurrentDocuments(source: Source, snapshot: number): Promise<KnownDocument[]> {
  return source.query(
    `SELECT ${columns} FROM ${source.schema}.documents
     WHERE added <= $1 AND (removed IS NULL OR removed > $1) ORDER BY id`,
    [snapshot],
  );
}

/** What an interrupted run has added after a snapshot. */
export function findPendingDocuments(source: Source, snapshot: number): Promise<KnownDocument[]> {
  return source.query(`SELECT ${columns} FROM ${source.schema}.documents WHERE added > $1 ORDER BY id`, [
    snapshot,
  ]);
}

/** The files of which a stamp is kept, by path. */
export async function findFileStamps(source: Source): Promise<Map<string, FileStamp>> {
  const rows = await source.query<FileStamp>(`SELECT path, stamp, sha256 FROM ${source.schema}.file_stamps`);
  return new Map(rows.map((row) => [row.path, row]));
}
