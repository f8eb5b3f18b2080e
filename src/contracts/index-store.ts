import type { Awaitable } from './awaitable.js';
import type { ParsedDocument } from './document.js';
import type { ForwardIndexEntry } from './forward-index.js';
import type { IndexReader } from './index-reader.js';
import type { Manifest } from './manifest.js';
import type { Passage } from './passage.js';

/** A document in the store, as far as finding out what changed needs it. */
export interface KnownDocument {
  readonly id: number;
  readonly path: string;
  readonly sha256: string;
  readonly fingerprint: string;
}

/** What a file's bytes sum to while it has a stamp. */
export interface FileStamp {
  readonly path: string;
  readonly stamp: string;
  readonly sha256: string;
}

/** A document to be added, with its passages. */
export interface NewDocument {
  readonly path: string;
  readonly sha256: string;
  /** The file's, where it is worth keeping. */
  readonly stamp?: string | undefined;
  readonly fingerprint: string;
  readonly document: ParsedDocument;
  readonly passages: readonly Passage[];
  /** One a passage. */
  readonly vectors: readonly Float32Array[];
  /** One a passage. */
  readonly forwardIndex: readonly ForwardIndexEntry[];
}

/**
 * Writes one snapshot. What it adds is kept at once but seen by nobody until {@link IndexWriter.finish}; a run that is
 * killed leaves it for the next one, which resumes it. One writer at a time. Each method does all that it is for or
 * nothing, and fails with an error of the store, which `explainWriting` puts into words.
 */
export interface IndexWriter {
  /** The number of the snapshot in the making. */
  readonly snapshot: number;
  /** The documents of the snapshot before. */
  currentDocuments(): Awaitable<KnownDocument[]>;
  /** What an interrupted run has added for this snapshot. */
  pendingDocuments(): Awaitable<KnownDocument[]>;
  /** The files of which a stamp is kept, by path. */
  fileStamps(): Awaitable<ReadonlyMap<string, FileStamp>>;
  /** Keeps stamps, each in place of an older one of its file. */
  keepStamps(stamps: readonly FileStamp[]): Awaitable<void>;
  /** Adds documents, all or none. */
  add(documents: readonly NewDocument[]): Awaitable<void>;
  /** Deletes documents that an interrupted run has added and nobody wants. */
  discardPending(ids: readonly number[]): Awaitable<void>;
  /** Ids of the passages of documents, ascending. */
  passageIdsOf(documentIds: readonly number[]): Awaitable<number[]>;
  /** The documents that this snapshot has no more, in place of those named before; older snapshots keep them. */
  markRemoved(documentIds: readonly number[]): Awaitable<void>;
  /** From here on every reader sees the snapshot. Its derived files must be on the disk. */
  finish(manifest: Manifest): Awaitable<void>;
  /** Deletes what neither the newest complete snapshot nor the one before shows. */
  collectGarbage(): Awaitable<void>;
}

/** The store of an index, opened: its rows, and the manifests of its snapshots. */
export interface IndexStore {
  /** Another where what is opened later is another store in the same place. */
  readonly identity: string;
  /** False once it is closed. */
  readonly isOpen: boolean;
  /**
   * The manifest of the newest complete snapshot; undefined before the first.
   * @throws IndexError `INDEX_DAMAGED` when it cannot be read.
   */
  findCurrentManifest(): Awaitable<Manifest | undefined>;
  /** Reads a snapshot, complete or in the making. */
  openReader(snapshot: number): IndexReader;
  /** Writes the snapshot behind `current`; 0 for the first. Hold the lock of the indexer. */
  openWriter(current: number): IndexWriter;
  /** No reader or writer of it can be used afterwards. */
  close(): void;
}
