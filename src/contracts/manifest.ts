import type { EmbedderIdentity } from './embedder.js';

/** A file derived from the database: the graph or the lexical index. */
export interface DerivedFile {
  /** Inside the directory of the index. */
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal SHA-256. */
  readonly sha256: string;
}

/** What one finished state of an index was made of and with; kept in the database, one a snapshot. */
export interface SnapshotManifest {
  readonly snapshot: number;
  readonly createdAtMs: number;
  readonly embedder: EmbedderIdentity;
  /** What made the rows of documents and passages, as one string. */
  readonly fingerprint: string;
  /** What made the terms of the lexical index. */
  readonly analyzerVersion: number;
  readonly documents: number;
  readonly passages: number;
}

/** The manifest of an index in a directory, with the files beside its database. */
export interface Manifest extends SnapshotManifest {
  /** What made the graph, as one string. */
  readonly graphParameters: string;
  readonly graph: DerivedFile;
  readonly lexical: DerivedFile;
}
