import type { DocumentSummary } from '../contracts/answer.js';
import type { StoredDocument } from '../contracts/document.js';
import { IndexError } from '../contracts/errors.js';
import type { ForwardIndexEntry } from '../contracts/forward-index.js';
import type { DocumentFilter, IndexReader, RowRange } from '../contracts/index-reader.js';
import type { StoredPassage } from '../contracts/passage.js';
import { RememberedDocuments } from '../store/remembered-documents.js';
import {
  decodeForwardIndexEntry,
  sumDocument,
  toDocument,
  toPassage,
  type DocumentRow,
  type PassageRow,
} from '../store/rows.js';
import { isLetThrough, isVisible, Parameters } from './document-filter.js';
import { signedSum } from './index-writer.js';
import type { Queryable, ServerDatabase } from './server-database.js';
import { decodeSentVector, type SentVector } from './sent-vector.js';

const documentColumns = `d.id, d.path, d.sha256, d.title, d.format, d.encoding, d.newline,
  d.indexed_at_ms::float8 AS indexed_at_ms, d.passage_count, d.blocks, d.parts, d.text, d.checksum::float8 AS checksum`;

/** Rows read at a time of all that there are. */
const rowsAtATime = 500;

export function damagedError({ address }: Pick<ServerDatabase, 'address'>): IndexError {
  return new IndexError(
    'INDEX_DAMAGED',
    `The index in ${address.shown} is damaged: a row is not what was stored.`,
    'Run "isnad index --from-scratch" to build it again from the documents.',
  );
}

interface Waiting {
  readonly resolve: (document: StoredDocument | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Reads a snapshot of an index on a server. */
export class ServerIndexReader implements IndexReader {
  private readonly remembered = new RememberedDocuments();
  /** Asked for in this turn of the event loop: read by one statement. */
  private asked = new Map<number, Waiting[]>();

  constructor(
    private readonly database: Queryable & Pick<ServerDatabase, 'schema' | 'address'>,
    readonly snapshot: number,
  ) {}

  findDocument(id: number): Promise<StoredDocument | undefined> {
    const known = this.remembered.find(id);
    if (known) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      if (this.asked.size === 0) setImmediate(() => void this.readAsked());
      this.asked.set(id, [...(this.asked.get(id) ?? []), { resolve, reject }]);
    });
  }

  private async readAsked(): Promise<void> {
    const { asked } = this;
    this.asked = new Map();
    try {
      const parameters = new Parameters();
      const rows = await this.database.query<DocumentRow>(
        `SELECT ${documentColumns} FROM ${this.table('documents')} d
         WHERE d.id = ANY(${parameters.add([...asked.keys()])}::int[]) AND ${isVisible(this.snapshot, parameters)}`,
        parameters.values,
      );
      const documents = new Map(rows.map((row) => [row.id, this.document(row)]));
      for (const document of documents.values()) this.remembered.add(document);
      for (const [id, waiting] of asked) {
        for (const { resolve } of waiting) resolve(documents.get(id));
      }
    } catch (error) {
      for (const { reject } of [...asked.values()].flat()) reject(error);
    }
  }

  async findDocuments(filter: DocumentFilter = {}): Promise<DocumentSummary[]> {
    const parameters = new Parameters();
    const limit = filter.limit === undefined ? '' : `LIMIT ${parameters.add(Math.max(0, filter.limit))}`;
    return this.database.query<DocumentSummary>(
      `SELECT d.id, d.path, d.title, d.passage_count AS passages, d.indexed_at_ms::float8 AS "indexedAtMs"
       FROM ${this.table('documents')} d
       WHERE ${isVisible(this.snapshot, parameters)} AND ${isLetThrough(filter, parameters)}
       ORDER BY d.path ${limit} OFFSET ${parameters.add(filter.offset ?? 0)}`,
      parameters.values,
    );
  }

  async countDocuments(filter: DocumentFilter = {}): Promise<number> {
    return this.number('count(*)', filter);
  }

  /** Passages of the documents that a filter lets through. */
  async countPassagesOf(filter: DocumentFilter): Promise<number> {
    return this.number('sum(d.passage_count)', filter);
  }

  countPassages(): Promise<number> {
    return this.countPassagesOf({});
  }

  private async number(expression: string, filter: DocumentFilter): Promise<number> {
    const parameters = new Parameters();
    const [row] = await this.database.query<{ number: number }>(
      `SELECT coalesce(${expression}, 0)::float8 AS number FROM ${this.table('documents')} d
       WHERE ${isVisible(this.snapshot, parameters)} AND ${isLetThrough(filter, parameters)}`,
      parameters.values,
    );
    return row!.number;
  }

  async findPassages(ids: readonly number[]): Promise<StoredPassage[]> {
    if (ids.length === 0) return [];
    const parameters = new Parameters();
    const rows = await this.database.query<PassageRow>(
      `SELECT p.id, p.document_id, p.ordinal, p.sentences, p.sentences_checksum
       FROM ${this.table('passages')} p JOIN ${this.table('documents')} d ON d.id = p.document_id AND d.shard = p.shard
       WHERE p.id = ANY(${parameters.add(withinRange(ids))}::int[]) AND ${isVisible(this.snapshot, parameters)}`,
      parameters.values,
    );
    const byId = new Map(rows.map((row) => [row.id, this.passage(row)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async findVectors(ids: readonly number[]): Promise<(Float32Array | undefined)[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<SentVector & { id: number }>(
      `SELECT id, checksum, vector_send(vector) AS vector FROM ${this.table('vectors')} WHERE id = ANY($1::int[])`,
      [withinRange(ids)],
    );
    const byId = new Map(rows.map((row) => [row.id, this.vector(row)]));
    return ids.map((id) => byId.get(id));
  }

  async findForwardIndexEntries(ids: readonly number[]): Promise<(ForwardIndexEntry | undefined)[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<{
      id: number;
      forward_index: Buffer;
      forward_index_checksum: number;
    }>(
      `SELECT id, forward_index, forward_index_checksum FROM ${this.table('vectors')} WHERE id = ANY($1::int[])`,
      [withinRange(ids)],
    );
    const byId = new Map(
      rows.map((row) => {
        this.check(signedSum(row.forward_index), row.forward_index_checksum);
        return [row.id, decodeForwardIndexEntry(row.forward_index)];
      }),
    );
    return ids.map((id) => byId.get(id));
  }

  async findPassageIds(filter: DocumentFilter = {}): Promise<number[]> {
    const parameters = new Parameters();
    const rows = await this.database.query<{ id: number }>(
      `SELECT p.id FROM ${this.table('passages')} p
       JOIN ${this.table('documents')} d ON d.id = p.document_id AND d.shard = p.shard
       WHERE ${isVisible(this.snapshot, parameters)} AND ${isLetThrough(filter, parameters)} ORDER BY p.id`,
      parameters.values,
    );
    return rows.map(({ id }) => id);
  }

  async *vectors({ after = 0, addedSince = 0 }: RowRange = {}): AsyncGenerator<{
    id: number;
    vector: Float32Array;
  }> {
    for (let last = after; ;) {
      const parameters = new Parameters();
      const rows = await this.database.query<SentVector & { id: number }>(
        `SELECT v.id, v.checksum, vector_send(v.vector) AS vector FROM ${this.table('vectors')} v
         JOIN ${this.table('documents')} d ON d.id = v.document_id AND d.shard = v.shard
         WHERE v.id > ${parameters.add(last)} AND ${isVisible(this.snapshot, parameters)}
           AND d.added >= ${parameters.add(addedSince)} ORDER BY v.id LIMIT ${rowsAtATime}`,
        parameters.values,
      );
      for (const row of rows) yield { id: row.id, vector: this.vector(row) };
      if (rows.length < rowsAtATime) return;
      last = rows.at(-1)!.id;
    }
  }

  async *documentsWithPassages({ after = 0, addedSince = 0 }: RowRange = {}): AsyncGenerator<{
    document: StoredDocument;
    passages: StoredPassage[];
  }> {
    for (let last = after; ;) {
      const parameters = new Parameters();
      const [row] = await this.database.query<DocumentRow>(
        `SELECT ${documentColumns} FROM ${this.table('documents')} d
         WHERE d.id > ${parameters.add(last)} AND ${isVisible(this.snapshot, parameters)}
           AND d.added >= ${parameters.add(addedSince)} ORDER BY d.id LIMIT 1`,
        parameters.values,
      );
      if (!row) return;
      const passages = await this.database.query<PassageRow>(
        `SELECT id, document_id, ordinal, sentences, sentences_checksum FROM ${this.table('passages')}
         WHERE document_id = $1 ORDER BY ordinal`,
        [row.id],
      );
      yield { document: this.document(row), passages: passages.map((passage) => this.passage(passage)) };
      last = row.id;
    }
  }

  private table(name: string): string {
    return `${this.database.schema}.${name}`;
  }

  private check(sum: number, stored: number): void {
    if (sum !== stored) throw damagedError(this.database);
  }

  private document(row: DocumentRow): StoredDocument {
    this.check(sumDocument(row), row.checksum);
    return toDocument(row);
  }

  private passage(row: PassageRow): StoredPassage {
    this.check(signedSum(row.sentences), row.sentences_checksum);
    return toPassage(row);
  }

  private vector(row: SentVector): Float32Array {
    const vector = decodeSentVector(row);
    if (!vector) throw damagedError(this.database);
    return vector;
  }
}

/** Ids that a column of 32 bits can have; no other is there. */
export function withinRange(ids: readonly number[]): number[] {
  return ids.filter((id) => Number.isInteger(id) && id >= 0 && id < 2 ** 31);
}
