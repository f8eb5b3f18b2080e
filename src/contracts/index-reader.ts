import type { DocumentSummary } from './answer.js';
import type { StoredDocument } from './document.js';
import type { ForwardIndexEntry } from './forward-index.js';
import type { StoredPassage } from './passage.js';

export interface DocumentFilter {
  /** Documents whose path is one of these, or lies below one of these; all where absent. */
  readonly pathPrefixes?: readonly string[] | undefined;
  /** Documents left out, given in the same way. */
  readonly excludedPathPrefixes?: readonly string[] | undefined;
  /** A part of the title or of the path, case-insensitive for ASCII letters. */
  readonly titleContains?: string | undefined;
  /** Only documents added in this snapshot or later. */
  readonly addedSince?: number | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** Rows with an id above `after`, of documents added in the snapshot `addedSince` or later; all where absent. */
export interface RowRange {
  /** An id of what is asked for: of a document or of a passage. */
  readonly after?: number;
  readonly addedSince?: number;
}

/**
 * Reads the documents and passages of one snapshot of an index, whatever is written meanwhile. Every method rejects with
 * an IndexError of the code `INDEX_DAMAGED` when what it reads is not what was stored.
 */
export interface IndexReader {
  /** The number of the snapshot. */
  readonly snapshot: number;
  /** Undefined for a document that this snapshot does not have. */
  findDocument(id: number): Promise<StoredDocument | undefined>;
  /** In order of their paths. */
  findDocuments(filter?: DocumentFilter): Promise<DocumentSummary[]>;
  countDocuments(filter?: DocumentFilter): Promise<number>;
  /** In the order asked for; passages of documents that this snapshot does not have are left out. */
  findPassages(ids: readonly number[]): Promise<StoredPassage[]>;
  /** One vector an id, in the order asked for; undefined for an id that is not there. */
  findVectors(ids: readonly number[]): Promise<(Float32Array | undefined)[]>;
  /** One entry an id, in the order asked for; undefined for an id that is not there. */
  findForwardIndexEntries(ids: readonly number[]): Promise<(ForwardIndexEntry | undefined)[]>;
  /** Ids of the passages of the documents that a filter lets through, ascending. */
  findPassageIds(filter?: DocumentFilter): Promise<number[]>;
  /** Passages of all documents together. */
  countPassages(): Promise<number>;
  /** Ids and vectors of passages, in ascending order of id. */
  vectors(range?: RowRange): AsyncIterable<{ readonly id: number; readonly vector: Float32Array }>;
  /** Documents with their passages, in ascending order of document id. */
  documentsWithPassages(
    range?: RowRange,
  ): AsyncIterable<{ readonly document: StoredDocument; readonly passages: readonly StoredPassage[] }>;
}
