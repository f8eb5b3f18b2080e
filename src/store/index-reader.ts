import { dirname } from 'node:path';
import type { DocumentSummary } from '../contracts/answer.js';
import type { StoredDocument } from '../contracts/document.js';
import type { Manifest } from '../contracts/manifest.js';
import type { ForwardIndexEntry } from '../contracts/forward-index.js';
import type { StoredPassage } from '../contracts/passage.js';
import { corruptedError } from './open-database.js';
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

/** Rows behind one that was the last so far, of documents added in a snapshot or later; all where absent. */
export interface RowRange {
  /** An id of what is asked for: of a document or of a passage. */
  readonly after?: number;
  readonly addedSince?: number;
}

/** A megabyte of them, for 512 components. */
const vectorsAtATime = 512;

/**
 * UTF-16 units of the documents that are remembered: the steps of a question read the same ones in turn, and what
 * many ask for is in a few.
 */
const rememberedUnits = 1 << 24;

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

/** Reads the documents and passages of one snapshot, whatever is written meanwhile. */
export class IndexReader {
  private readonly statements = new Map<string, SqliteStatement>();
  /** By id, the one that was asked for last at the end. */
  private readonly remembered = new Map<number, StoredDocument>();
  private unitsRemembered = 0;

  constructor(
    private readonly database: SqliteDatabase,
    readonly snapshot: number,
  ) {}

  /** @throws IndexError when the stored text is not what was stored. */
  findDocument(id: number): StoredDocument | undefined {
    let document = this.remembered.get(id);
    if (document) {
      this.remembered.delete(id);
      this.remembered.set(id, document);
    } else {
      document = this.readDocument(id);
      if (document) this.remember(document);
    }
    return document;
  }

  private remember(document: StoredDocument): void {
    this.remembered.set(document.id, document);
    this.unitsRemembered += document.text.length;
    for (const [id, { text }] of this.remembered) {
      if (this.unitsRemembered <= rememberedUnits || id === document.id) return;
      this.remembered.delete(id);
      this.unitsRemembered -= text.length;
    }
  }

  private readDocument(id: number): StoredDocument | undefined {
    const row = this.prepared(`SELECT d.* FROM documents d WHERE d.id = @id AND ${visible}`).get({
      id,
      snapshot: this.snapshot,
    }) as DocumentRow | undefined;
    if (row) this.check(sumDocument(row), row.checksum);
    return row && toDocument(row);
  }

  findDocuments(filter: DocumentFilter = {}): DocumentSummary[] {
    const { where, parameters } = this.where(filter);
    return this.database
      .prepare(
        `SELECT d.id, d.path, d.title, d.passage_count AS passages, d.indexed_at_ms AS indexedAtMs
         FROM documents d WHERE ${where} ORDER BY d.path LIMIT @limit OFFSET @offset`,
      )
      .all({ ...parameters, limit: filter.limit ?? -1, offset: filter.offset ?? 0 }) as DocumentSummary[];
  }

  countDocuments(filter: DocumentFilter = {}): number {
    const { where, parameters } = this.where(filter);
    return this.database
      .prepare(`SELECT count(*) FROM documents d WHERE ${where}`)
      .pluck()
      .get(parameters) as number;
  }

  /**
   * In the order asked for; passages of documents that this snapshot does not have are left out.
   * @throws IndexError when one is not what was stored, vector and forward index entry included: damage is to be met early.
   */
  findPassages(ids: readonly number[]): StoredPassage[] {
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
  }

  /**
   * One vector an id, in the order asked for; undefined for an id that is not there.
   * @throws IndexError when one is not what was stored.
   */
  findVectors(ids: readonly number[]): (Float32Array | undefined)[] {
    const statement = this.prepared('SELECT vector, vector_checksum FROM passages WHERE id = ?');
    return ids.map((id) => {
      const row = statement.get(id) as VectorRow | undefined;
      return row && this.vector(row);
    });
  }

  /**
   * The forward index entries of passages, in the order asked for; undefined for an id that is not there.
   * @throws IndexError when one is not what was stored.
   */
  findForwardIndexEntries(ids: readonly number[]): (ForwardIndexEntry | undefined)[] {
    const statement = this.prepared(
      'SELECT forward_index, forward_index_checksum FROM passages WHERE id = ?',
    );
    return ids.map((id) => {
      const row = statement.get(id) as ForwardIndexRow | undefined;
      if (!row) return undefined;
      this.check(sumBytes(row.forward_index), row.forward_index_checksum);
      return decodeForwardIndexEntry(row.forward_index);
    });
  }

  /** Ids of the passages of the documents that a filter lets through, ascending. */
  findPassageIds(filter: DocumentFilter = {}): number[] {
    const { where, parameters } = this.where(filter);
    return this.database
      .prepare(
        `SELECT p.id FROM passages p JOIN documents d ON d.id = p.document_id WHERE ${where} ORDER BY p.id`,
      )
      .pluck()
      .all(parameters) as number[];
  }

  /** Passages of all documents together. */
  countPassages(): number {
    return this.database
      .prepare(`SELECT coalesce(sum(d.passage_count), 0) FROM documents d WHERE ${visible}`)
      .pluck()
      .get({ snapshot: this.snapshot }) as number;
  }

  /** Ids and vectors of passages, in ascending order of id. */
  *vectors({ after = 0, addedSince = 0 }: RowRange = {}): Generator<{ id: number; vector: Float32Array }> {
    const page = this.database.prepare(
      `SELECT p.id, p.vector, p.vector_checksum FROM passages p CROSS JOIN documents d ON d.id = p.document_id
       WHERE p.id > @last AND ${visible} AND d.added_snapshot >= @addedSince ORDER BY p.id LIMIT @limit`,
    );
    // A statement that is left open for long would keep a writer's log from being emptied.
    const limit = vectorsAtATime;
    let last = after;
    for (;;) {
      const rows = page.all({ last, addedSince, limit, snapshot: this.snapshot }) as (VectorRow & {
        id: number;
      })[];
      for (const row of rows) yield { id: row.id, vector: this.vector(row) };
      if (rows.length < limit) return;
      last = rows.at(-1)!.id;
    }
  }

  /** Documents with their passages, in ascending order of document id. */
  *documentsWithPassages({ after = 0, addedSince = 0 }: RowRange = {}): Generator<{
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
      const document = this.readDocument(id)!;
      yield { document, passages: (passages.all(id) as PassageRow[]).map((row) => this.passage(row)) };
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
