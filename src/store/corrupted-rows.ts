import type { Manifest } from '../contracts/manifest.js';
import { countVisibleDocuments } from './index-reader.js';
import {
  isPassageIntact,
  sumDocument,
  type ForwardIndexRow,
  type DocumentRow,
  type PassageRow,
  type VectorRow,
} from './rows.js';
import type { SqliteDatabase } from './sqlite.js';

/** Whether there are as many rows as were stored. Cheap: of a lost page there is nothing to meet when reading. */
export function hasAllRows(database: SqliteDatabase, manifest: Manifest): boolean {
  const documents = countVisibleDocuments(database, manifest.snapshot);
  const passages = database
    .prepare('SELECT (SELECT sum(passage_count) FROM documents) - (SELECT count(*) FROM passages)')
    .pluck()
    .get() as number | null;
  return documents === manifest.documents && (passages ?? 0) === 0;
}

/** Whether all pages of the database can be read and hang together. */
export function isWellFormed(database: SqliteDatabase): boolean {
  return database.pragma('quick_check(1)', { simple: true }) === 'ok';
}

/** Ids of the documents of which a row is lost or not what was stored. Reads every row. */
export function findCorruptedDocuments(database: SqliteDatabase): Set<number> {
  const damaged = new Set<number>();
  const passageCounts = new Map<number, number>();
  const passages = database.prepare('SELECT * FROM passages').iterate() as IterableIterator<
    PassageRow & VectorRow & ForwardIndexRow
  >;
  for (const row of passages) {
    const id = row.document_id;
    passageCounts.set(id, (passageCounts.get(id) ?? 0) + 1);
    if (!isPassageIntact(row)) damaged.add(id);
  }
  const documents = database.prepare('SELECT * FROM documents').iterate() as IterableIterator<DocumentRow>;
  for (const row of documents) {
    const complete = (passageCounts.get(row.id) ?? 0) === row.passage_count;
    if (!complete || sumDocument(row) !== row.checksum) damaged.add(row.id);
  }
  return damaged;
}
