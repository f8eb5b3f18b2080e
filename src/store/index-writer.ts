import type { FileStamp, IndexWriter, KnownDocument, NewDocument } from '../contracts/index-store.js';
import type { Manifest } from '../contracts/manifest.js';
import {
  encodeBlocks,
  encodeForwardIndexEntry,
  encodeParts,
  encodeSpans,
  encodeVector,
  sumBytes,
  sumDocument,
} from './rows.js';
import type { SqliteDatabase } from './sqlite.js';

const knownColumns = 'SELECT id, path, sha256, fingerprint FROM documents';

/** Writes the rows of the snapshot behind `current` to an index in SQLite. */
export class SqliteIndexWriter implements IndexWriter {
  readonly snapshot: number;

  constructor(
    private readonly database: SqliteDatabase,
    private readonly current: number,
  ) {
    this.snapshot = current + 1;
  }

  /** The documents of the current snapshot. */
  currentDocuments(): KnownDocument[] {
    return this.database
      .prepare(
        `${knownColumns} WHERE added_snapshot <= @current
         AND (removed_snapshot IS NULL OR removed_snapshot > @current)`,
      )
      .all({ current: this.current }) as KnownDocument[];
  }

  /** What an interrupted run has added for this snapshot. */
  pendingDocuments(): KnownDocument[] {
    return this.database
      .prepare(`${knownColumns} WHERE added_snapshot > ?`)
      .all(this.current) as KnownDocument[];
  }

  /** The files of which a stamp is kept, by path. */
  fileStamps(): Map<string, FileStamp> {
    const rows = this.database.prepare('SELECT path, stamp, sha256 FROM file_stamps').all() as FileStamp[];
    return new Map(rows.map((row) => [row.path, row]));
  }

  /** Keeps stamps, each in place of an older one of its file. */
  keepStamps(stamps: readonly FileStamp[]): void {
    const statement = this.database.prepare(
      'INSERT OR REPLACE INTO file_stamps (path, stamp, sha256) VALUES (@path, @stamp, @sha256)',
    );
    this.database.transaction(() => {
      for (const stamp of stamps) statement.run(stamp);
    })();
  }

  /** Adds documents, all or none. */
  add(documents: readonly NewDocument[]): void {
    const insertDocument = this.database.prepare(
      `INSERT INTO documents (path, sha256, fingerprint, title, format, encoding, newline, indexed_at_ms,
         passage_count, added_snapshot, blocks, parts, text, checksum)
       VALUES (@path, @sha256, @fingerprint, @title, @format, @encoding, @newline, @indexedAtMs,
         @passageCount, @snapshot, @blocks, @parts, @text, @checksum)`,
    );
    const insertPassage = this.database.prepare(
      `INSERT INTO passages (document_id, ordinal, sentences, sentences_checksum, vector, vector_checksum,
         forward_index, forward_index_checksum)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const indexedAtMs = Date.now();
    this.database.transaction(() => {
      this.keepStamps(
        documents.flatMap(({ path, stamp, sha256 }) => (stamp === undefined ? [] : { path, stamp, sha256 })),
      );
      for (const { path, sha256, fingerprint, document, passages, vectors, forwardIndex } of documents) {
        // Half a surrogate pair would come back as U+FFFD, of the same length but another checksum.
        const shown = {
          path,
          sha256,
          title: document.title.toWellFormed(),
          format: document.format,
          encoding: document.encoding,
          newline: document.newline,
          blocks: encodeBlocks(document.blocks),
          parts: encodeParts(document.parts),
          text: document.text.toWellFormed(),
        };
        const { lastInsertRowid } = insertDocument.run({
          ...shown,
          fingerprint,
          indexedAtMs,
          passageCount: passages.length,
          snapshot: this.snapshot,
          checksum: sumDocument(shown),
        });
        passages.forEach((passage, ordinal) => {
          const sentences = encodeSpans(passage.sentences);
          const vector = encodeVector(vectors[ordinal]!);
          const entry = encodeForwardIndexEntry(forwardIndex[ordinal]!);
          insertPassage.run(
            lastInsertRowid,
            ordinal,
            sentences,
            sumBytes(sentences),
            vector,
            sumBytes(vector),
            entry,
            sumBytes(entry),
          );
        });
      }
    })();
  }

  /** Deletes rows that no snapshot shows: what an interrupted run left and nobody wants. */
  discardPending(ids: readonly number[]): void {
    const statement = this.database.prepare('DELETE FROM documents WHERE id = ? AND added_snapshot > ?');
    this.database.transaction(() => {
      for (const id of ids) statement.run(id, this.current);
    })();
  }

  /** Ids of the passages of given documents, ascending. */
  passageIdsOf(documentIds: readonly number[]): number[] {
    const statement = this.database.prepare('SELECT id FROM passages WHERE document_id = ?').pluck();
    return documentIds.flatMap((id) => statement.all(id) as number[]).sort((a, b) => a - b);
  }

  /**
   * What the new snapshot will show, for building its graph and lexical index before it is finished:
   * marks the removals, which older snapshots do not notice.
   */
  markRemoved(documentIds: readonly number[]): void {
    const statement = this.database.prepare('UPDATE documents SET removed_snapshot = ? WHERE id = ?');
    this.database.transaction(() => {
      // Marks of an interrupted run may name documents that have come back since.
      this.database
        .prepare('UPDATE documents SET removed_snapshot = NULL WHERE removed_snapshot > ?')
        .run(this.current);
      for (const id of documentIds) statement.run(this.snapshot, id);
    })();
  }

  /** From here on every reader sees the new snapshot. Its derived files must be on the disk. */
  finish(manifest: Manifest): void {
    this.database
      .prepare('INSERT INTO snapshots (number, manifest) VALUES (?, ?)')
      .run(this.snapshot, JSON.stringify(manifest));
  }

  /**
   * Deletes what neither the newest snapshot nor the one before shows; readers still on the one before
   * keep their documents until they have moved on.
   */
  collectGarbage(): void {
    this.database.transaction(() => {
      const newest =
        (this.database.prepare('SELECT max(number) FROM snapshots').pluck().get() as number | null) ?? 0;
      this.database.prepare('DELETE FROM documents WHERE removed_snapshot < ?').run(newest);
      const dropped = this.database.prepare('DELETE FROM snapshots WHERE number < ?').run(newest - 1);
      // Where there is nothing to drop nothing has changed.
      if (dropped.changes > 0) {
        this.database.exec('DELETE FROM file_stamps WHERE path NOT IN (SELECT path FROM documents)');
      }
    })();
  }
}
