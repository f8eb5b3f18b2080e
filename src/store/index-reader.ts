import { dirname } from 'node:path';
import type { DocumentSummary } from '../contracts/answer.js';
import type { StoredDocument } from '../contracts/document.js';
import type { DocumentFilter, IndexReader, RowRange } from '../contracts/index-reader.js';
import type { Manifest } from '../contracts/manifest.js';
import type { ForwardIndexEntry } from '../contracts/forward-index.js';
import type { StoredPassage } from '../contracts/passage.js';
import { corruptedError } from './index-errors.js';
import { RememberedDocuments } from './remembered-documents.js';
import {
  decodeForwardIndexEntry,
  decodeVector,
  isPassageIntact,
  sumBytes,
  sumDocument,
  toDocument,
  toPassage,
  type ForwardIndexRow,
  type DocumentRow,
  type PassageRow,
  type VectorRow,
} from './rows.js';
import type { SqliteDatabase, SqliteStatement } from './sqlite.js';

/**
 * The manifest of the newest finished state of an index; undefined before the first.
 * @throws IndexError when it cannot be read.
 */
export function findCurrentManifest(database: SqliteDatabase): Manifest | undefined {
  const json = database
    .prepare('SELECT manifest FROM snapshots ORDER BY number DESC LIMIT 1')
    .pluck()
    .get() as string | undefined;
  try {
    return json === undefined ? undefined : (JSON.parse(json) as Manifest);
  } catch (error) {
    throw corruptedError(dirname(database.name), error);
  }
}

/** A megabyte of them, for 512 components. */
const vectorsAtATime = 512;

// The sign keeps this condition, which holds for nearly all, from being what rows are looked up by.
const visible =
  '+d.added_snapshot <= @snapshot AND (d.removed_snapshot IS NULL OR d.removed_snapshot > @snapshot)';

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** SQL that holds for paths that are one of `prefixes` or lie below one; fills in `parameters`. */
function pathCondition(
  name: string,
  prefixes: readonly string[],
  parameters: Record<string, unknown>,
): string {
  if (prefixes.length === 0) return '0';
  return prefixes
    .map((prefix, index) => {
      const parameter = `${name}${index}`;
      parameters[parameter] = prefix;
      // A range, so that the index on path serves: '0' is the character behind '/'.
      return `(d.path = @${parameter} OR (d.path > @${parameter} || '/' AND d.path < @${parameter} || '0'))`;
    })
    .join(' OR ');
}

/** How many documents a snapshot has. */
export function countVisibleDocuments(database: SqliteDatabase, snapshot: number): number {
  return database
    .prepare(`SELECT count(*) FROM documents d WHERE ${visible}`)
    .pluck()
    .get({ snapshot }) as number;
}

/** As a promise, which is rejected with what `work` throws: SQLite answers at once, other engines do not. */
function settle<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

/** Reads a snapshot of an index in SQLite. */
export class SqliteIndexReader implements IndexReader {
  private readonly statements = new Map<string, SqliteStatement>();
  private readonly remembered = new RememberedDocuments();

  constructor(
    private readonly database: SqliteDatabase,
    readonly snapshot: number,
  ) {}

  findDocument(id: number): Promise<StoredDocument | undefined> {
    return settle(() => {
      const known = this.remembered.find(id);
      if (known) return known;
      const document = this.readDocument(id);
      if (document) this.remembered.add(document);
      return document;
    });
  }

  private readDocument(id: number): StoredDocument | undefined {
    const row = this.prepared(`SELECT d.* FROM documents d WHERE d.id = @id AND ${visible}`).get({
      id,
      snapshot: this.snapshot,
    }) as DocumentRow | undefined;
    if (row) this.check(sumDocument(row), row.checksum);
    return row && toDocument(row);
  }

  findDocuments(filter: DocumentFilter = {}): Promise<DocumentSummary[]> {
    return settle(() => {
      const { where, parameters } = this.where(filter);
      return this.database
        .prepare(
          `SELECT d.id, d.path, d.title, d.passage_count AS passages, d.indexed_at_ms AS indexedAtMs
           FROM documents d WHERE ${where} ORDER BY d.path LIMIT @limit OFFSET @offset`,
        )
        .all({ ...parameters, limit: filter.limit ?? -1, offset: filter.offset ?? 0 }) as DocumentSummary[];
    });
  }

  countDocuments(filter: DocumentFilter = {}): Promise<number> {
    return settle(() => {
      const { where, parameters } = this.where(filter);
      return this.database
        .prepare(`SELECT count(*) FROM documents d WHERE ${where}`)
        .pluck()
        .get(parameters) as number;
    });
  }

  findPassages(ids: readonly number[]): Promise<StoredPassage[]> {
    return settle(() => {
      const statement = this.prepared(
        `SELECT p.* FROM passages p JOIN documents d ON d.id = p.document_id WHERE p.id = @id AND ${visible}`,
      );
      return ids.flatMap((id) => {
        const row = statement.get({ id, snapshot: this.snapshot }) as
          (PassageRow & VectorRow & ForwardIndexRow) | undefined;
        if (!row) return [];
        if (!isPassageIntact(row)) throw corruptedError(dirname(this.database.name));
        return [toPassage(row)];
      });
    });
  }

  findVectors(ids: readonly number[]): Promise<(Float32Array | undefined)[]> {
    return settle(() => {
      const statement = this.prepared('SELECT vector, vector_checksum FROM passages WHERE id = ?');
      return ids.map((id) => {
        const row = statement.get(id) as VectorRow | undefined;
        return row && this.vector(row);
      });
    });
  }

  findForwardIndexEntries(ids: readonly number[]): Promise<(ForwardIndexEntry | undefined)[]> {
    return settle(() => {
      const statement = this.prepared(
        'SELECT forward_index, forward_index_checksum FROM passages WHERE id = ?',
      );
      return ids.map((id) => {
        const row = statement.get(id) as ForwardIndexRow | undefined;
        if (!row) return undefined;
        this.check(sumBytes(row.forward_index), row.forward_index_checksum);
        return decodeForwardIndexEntry(row.forward_index);
      });
    });
  }

  findPassageIds(filter: DocumentFilter = {}): Promise<number[]> {
    return settle(() => {
      const { where, parameters } = this.where(filter);
      return this.database
        .prepare(
          `SELECT p.id FROM passages p JOIN documents d ON d.id = p.document_id WHERE ${where} ORDER BY p.id`,
        )
        .pluck()
        .all(parameters) as number[];
    });
  }

  countPassages(): Promise<number> {
    return settle(() => {
      return this.database
        .prepare(`SELECT coalesce(sum(d.passage_count), 0) FROM documents d WHERE ${visible}`)
        .pluck()
        .get({ snapshot: this.snapshot }) as number;
    });
  }

  async *vectors({ after = 0, addedSince = 0 }: RowRange = {}): AsyncGenerator<{
    id: number;
    vector: Float32Array;
  }> {
    const page = this.database.prepare(
      `SELECT p.id, p.vector, p.vector_checksum FROM passages p CROSS JOIN documents d ON d.id = p.document_id
       WHERE p.id > @last AND ${visible} AND d.added_snapshot >= @addedSince ORDER BY p.id LIMIT @limit`,
    );
    // A statement that is left open for long would keep a writer's log from being emptied.
    const limit = vectorsAtATime;
    let last = after;
    for (;;) {
      const range = { last, addedSince, limit, snapshot: this.snapshot };
      const rows = await settle(() => page.all(range) as (VectorRow & { id: number })[]);
      for (const row of rows) yield { id: row.id, vector: this.vector(row) };
      if (rows.length < limit) return;
      last = rows.at(-1)!.id;
    }
  }

  async *documentsWithPassages({ after = 0, addedSince = 0 }: RowRange = {}): AsyncGenerator<{
    document: StoredDocument;
    passages: StoredPassage[];
  }> {
    // Rows in order of their document, so that one document's text is in memory at a time.
    const ids = this.database
      .prepare(
        // By the id and no index: of all the documents only those behind the last are looked at.
        `SELECT d.id FROM documents d NOT INDEXED
         WHERE d.id > @after AND ${visible} AND d.added_snapshot >= @addedSince ORDER BY d.id`,
      )
      .pluck()
      .all({ snapshot: this.snapshot, after, addedSince }) as number[];
    const passages = this.database.prepare(
      `SELECT id, document_id, ordinal, sentences, sentences_checksum
       FROM passages WHERE document_id = ? ORDER BY ordinal`,
    );
    for (const id of ids) {
      yield await settle(() => ({
        document: this.readDocument(id)!,
        passages: (passages.all(id) as PassageRow[]).map((row) => this.passage(row)),
      }));
    }
  }

  /** A statement that every question needs: preparing it takes longer than running it. */
  private prepared(sql: string): SqliteStatement {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  private check(sum: number, stored: number): void {
    if (sum !== stored) throw corruptedError(dirname(this.database.name));
  }

  private passage(row: PassageRow): StoredPassage {
    this.check(sumBytes(row.sentences), row.sentences_checksum);
    return toPassage(row);
  }

  private vector(row: VectorRow): Float32Array {
    this.check(sumBytes(row.vector), row.vector_checksum);
    return decodeVector(row.vector);
  }

  private where(filter: DocumentFilter): { where: string; parameters: Record<string, unknown> } {
    const parameters: Record<string, unknown> = { snapshot: this.snapshot };
    let where = visible;
    if (filter.pathPrefixes) where += ` AND (${pathCondition('path', filter.pathPrefixes, parameters)})`;
    if (filter.excludedPathPrefixes) {
      where += ` AND NOT (${pathCondition('excluded', filter.excludedPathPrefixes, parameters)})`;
    }
    if (filter.addedSince !== undefined) {
      parameters.addedSince = filter.addedSince;
      where += ' AND d.added_snapshot >= @addedSince';
    }
    if (filter.titleContains) {
      parameters.contains = `%${escapeLike(filter.titleContains)}%`;
      where += String.raw` AND (d.title LIKE @contains ESCAPE '\' OR d.path LIKE @contains ESCAPE '\')`;
    }
    return { where, parameters };
  }
}
