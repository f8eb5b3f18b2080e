import { DenseCandidates } from './dense-candidates.js';
import { ServerIndexReader } from './index-reader.js';
import { LexicalCandidates, type ListedSegment } from './lexical-candidates.js';
import { PassageCache } from './passage-cache.js';
import { readShards } from './shards.js';
import type { ServerDatabase } from './server-database.js';
import { ServerMethods } from './server-methods.js';
import type { ServerManifest } from './snapshot-manifest.js';
import { TermCache } from './term-cache.js';
import { hasHalfVectors } from './vector-index.js';
import { WordCandidates } from './word-candidates.js';
import { hasTextSearch } from './word-index.js';

export interface OpenedMethods {
  readonly methods: ServerMethods;
  readonly reader: ServerIndexReader;
  readonly terms: TermCache;
  /** The server and how it names passages, for people. */
  readonly description: string;
}

/** Puts together what reads one snapshot. */
export async function openServerMethods(
  database: ServerDatabase,
  manifest: ServerManifest,
  comparesAllVectors: boolean,
): Promise<OpenedMethods> {
  const { snapshot, facts, embedder, hasWords = false } = manifest;
  const segments = await database.query<ListedSegment>(
    `SELECT id, first FROM ${database.schema}.segments
     WHERE added <= $1 AND (removed IS NULL OR removed > $1) ORDER BY first`,
    [snapshot],
  );
  const [server] = await database.query<{ version: string }>(
    "SELECT current_setting('server_version') AS version",
  );
  const hasGraph = !comparesAllVectors && (await hasHalfVectors(database));
  const reader = new ServerIndexReader(database, snapshot);
  const terms = new TermCache(database, snapshot, facts);
  const lists = new LexicalCandidates(database, snapshot, segments, terms, await readShards(database));
  const ranksWords = hasWords && (await hasTextSearch(database));
  const methods = new ServerMethods({
    database,
    reader,
    terms,
    passages: new PassageCache(database, snapshot),
    lexical: ranksWords ? new WordCandidates(database, snapshot, facts, terms, lists) : lists,
    dense: new DenseCandidates(database, snapshot, facts, embedder.dimension, hasGraph),
  });
  const words = ranksWords ? 'words by pg_textsearch' : 'words by postings in SQL';
  const vectors = hasGraph ? 'vectors by the graph of pgvector' : 'all vectors compared';
  const description = `PostgreSQL ${server!.version} at ${database.address.shown}: ${words}, ${vectors}`;
  return { methods, reader, terms, description };
}
