import type { FileStamp, NewDocument } from '../contracts/index-store.js';
import {
  encodeBlocks,
  encodeForwardIndexEntry,
  encodeParts,
  encodeSpans,
  encodeVector,
  sumBytes,
  sumDocument,
} from '../store/rows.js';
import type { PassageTerms } from '../lexical/passage-terms.js';
import type { BulkValue } from './bulk-load.js';
import type { Transaction } from './server-database.js';
import { encodeTermVector } from './term-vector.js';
import { TermNumbers } from './term-numbers.js';
import type { WriterSession } from './writer-session.js';

/** A document with the terms of its passages. */
export interface NewServerDocument extends NewDocument {
  /** One a passage. */
  readonly terms: readonly PassageTerms[];
  /** Those that it and its passages have in the index that it is copied from. */
  readonly ids?: { readonly document: number; readonly passages: readonly number[] } | undefined;
  readonly indexedAtMs?: number | undefined;
}

/** In the column `language`. */
export const languageCodes = { ar: 1, en: 2 } as const;

/** The checksum of bytes in a column of 32 bits with a sign. */
export function signedSum(bytes: Buffer): number {
  return sumBytes(bytes) | 0;
}

/** Text of the same length that comes back as it was: half a surrogate pair would not, and U+0000 is refused. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u{FFFD}');
}

/** Ids in one list, so that a statement stays of one length. */
const idsAtATime = 10_000;

function* inParts(ids: readonly number[]): Generator<readonly number[]> {
  for (let at = 0; at < ids.length; at += idsAtATime) yield ids.slice(at, at + idsAtATime);
}

/**
 * Writes the rows of the snapshot after `current`. What it adds is there at once but seen by nobody until the snapshot
 * is finished; a run that is killed leaves it for the next one to take up.
 */
export class ServerIndexWriter {
  readonly snapshot: number;
  private readonly numbers: TermNumbers;
  private readonly schema: string;

  constructor(
    private readonly session: WriterSession,
    private readonly current: number,
    /** Over how many shards documents are spread. */
    private readonly shards: number,
  ) {
    this.snapshot = current + 1;
    this.schema = session.schema;
    this.numbers = new TermNumbers(session.schema);
  }

  /** Keeps stamps, each in place of an older one of its file. */
  keepStamps(stamps: readonly FileStamp[]): Promise<void> {
    return this.session.write((transaction) => this.replaceStamps(transaction, stamps));
  }

  private async replaceStamps(transaction: Transaction, stamps: readonly FileStamp[]): Promise<void> {
    if (stamps.length === 0) return;
    const { schema } = this;
    await transaction.query(`CREATE TEMPORARY TABLE new_stamps (LIKE ${schema}.file_stamps) ON COMMIT DROP`);
    await transaction.load(
      'new_stamps (path, stamp, sha256)',
      stamps.map(({ path, stamp, sha256 }) => [path, stamp, sha256]),
    );
    await transaction.query(
      `INSERT INTO ${schema}.file_stamps SELECT DISTINCT ON (path) path, stamp, sha256 FROM new_stamps
       ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp, sha256 = excluded.sha256`,
    );
  }

  /** Adds documents, all or none. */
  add(documents: readonly NewServerDocument[]): Promise<void> {
    return this.session.write(async (transaction) => {
      await this.replaceStamps(
        transaction,
        documents.flatMap(({ path, stamp, sha256 }) => (stamp === undefined ? [] : { path, stamp, sha256 })),
      );
      const { schema } = this;
      const placed = await this.giveIds(transaction, documents);
      const terms = documents.flatMap((document) => document.terms);
      const frequencies = await this.numbers.number(transaction, terms);
      const documentRows: BulkValue[][] = [];
      const passageRows: BulkValue[][] = [];
      const vectorRows: BulkValue[][] = [];
      for (const { id, shard, passageIds, document } of placed) {
        documentRows.push(this.documentRow(id, shard, document));
        passageIds.forEach((passageId, ordinal) => {
          const vector = document.vectors[ordinal]!;
          const termVector = encodeTermVector(frequencies[passageRows.length]!);
          passageRows.push(passageRow([passageId, shard, id, ordinal], document, termVector));
          const entry = encodeForwardIndexEntry(document.forwardIndex[ordinal]!);
          const sums = [signedSum(encodeVector(vector)), signedSum(entry)];
          vectorRows.push([passageId, shard, id, ...sums, vector, entry]);
        });
      }
      await transaction.load(
        `${schema}.documents (id, shard, path, sha256, fingerprint, title, format, encoding, newline, indexed_at_ms,
           passage_count, added, blocks, parts, text, checksum)`,
        documentRows,
      );
      await transaction.load(
        `${schema}.passages (id, shard, document_id, ordinal, stem_length, gram_length, language, sentences_checksum,
           terms_checksum, sentences, terms)`,
        passageRows,
      );
      await transaction.load(
        `${schema}.vectors (id, shard, document_id, checksum, forward_index_checksum, vector, forward_index)`,
        vectorRows,
      );
    });
  }

  private documentRow(id: number, shard: number, added: NewServerDocument): BulkValue[] {
    const { path, sha256, fingerprint, document, passages, indexedAtMs = Date.now() } = added;
    const shown = {
      path,
      sha256,
      title: storable(document.title),
      format: document.format,
      encoding: document.encoding,
      newline: document.newline,
      blocks: encodeBlocks(document.blocks),
      parts: encodeParts(document.parts),
      text: storable(document.text),
    };
    return [
      id,
      shard,
      path,
      sha256,
      fingerprint,
      shown.title,
      shown.format,
      shown.encoding,
      shown.newline,
      indexedAtMs,
      passages.length,
      this.snapshot,
      shown.blocks,
      shown.parts,
      shown.text,
      sumDocument(shown),
    ];
  }

  private async giveIds(
    transaction: Transaction,
    documents: readonly NewServerDocument[],
  ): Promise<{ id: number; shard: number; passageIds: readonly number[]; document: NewServerDocument }[]> {
    const next = async (sequence: string, count: number): Promise<number[]> => {
      const rows = await transaction.query<{ id: number }>(
        `SELECT nextval('${this.schema}.${sequence}')::int AS id FROM generate_series(1, $1::int)`,
        [count],
      );
      return rows.map(({ id }) => id);
    };
    const fresh = documents.filter((document) => !document.ids);
    const documentIds = await next('document_ids', fresh.length);
    const passageIds = await next(
      'passage_ids',
      fresh.reduce((sum, { passages }) => sum + passages.length, 0),
    );
    return documents.map((document) => {
      const id = document.ids?.document ?? documentIds.shift()!;
      const ids = document.ids?.passages ?? passageIds.splice(0, document.passages.length);
      return { id, shard: id % this.shards, passageIds: ids, document };
    });
  }

  /** Whether there are documents of any snapshot, finished or not. */
  async hasDocuments(): Promise<boolean> {
    const rows = await this.session.query(`SELECT id FROM ${this.schema}.documents LIMIT 1`);
    return rows.length > 0;
  }

  /** Sees that ids given from now on are above those that were copied. */
  async reserveIds(document: number, passage: number): Promise<void> {
    for (const [sequence, used] of [
      ['document_ids', document],
      ['passage_ids', passage],
    ] as const) {
      await this.session.query(
        `SELECT setval('${this.schema}.${sequence}', greatest($1::bigint, last_value)) FROM ${this.schema}.${sequence}`,
        [Math.max(1, used)],
      );
    }
  }

  /** Deletes rows that no snapshot shows: what an interrupted run left and nobody wants. */
  discardPending(ids: readonly number[]): Promise<void> {
    return this.session.write((transaction) => this.deleteDocuments(transaction, ids));
  }

  private async deleteDocuments(transaction: Transaction, ids: readonly number[]): Promise<void> {
    for (const part of inParts(ids)) {
      for (const table of ['words', 'vectors', 'passages']) {
        await transaction.query(`DELETE FROM ${this.schema}.${table} WHERE document_id = ANY($1::int[])`, [
          part,
        ]);
      }
      await transaction.query(`DELETE FROM ${this.schema}.documents WHERE id = ANY($1::int[])`, [part]);
    }
  }

  /** Marks what the new snapshot does not have, which older ones do not notice. */
  markRemoved(ids: readonly number[]): Promise<void> {
    return this.session.write(async (transaction) => {
      // Marks of an interrupted run may name documents that have come back since.
      await transaction.query(`UPDATE ${this.schema}.documents SET removed = NULL WHERE removed > $1`, [
        this.current,
      ]);
      for (const part of inParts(ids)) {
        await transaction.query(
          `UPDATE ${this.schema}.documents SET removed = $1 WHERE id = ANY($2::int[])`,
          [this.snapshot, part],
        );
      }
    });
  }

  /**
   * Deletes what neither the newest snapshot nor the one before shows, and what an interrupted run has derived from its
   * rows; readers still on the one before keep their documents until they have moved on.
   */
  async collectGarbage(newest: number): Promise<void> {
    const { schema } = this;
    await this.session.write(async (transaction) => {
      const gone = await transaction.query<{ id: number }>(
        `SELECT id FROM ${schema}.documents WHERE removed < $1`,
        [newest],
      );
      await this.deleteDocuments(
        transaction,
        gone.map(({ id }) => id),
      );
      const segments = await transaction.query<{ id: number }>(
        `DELETE FROM ${schema}.segments WHERE added > $1 OR removed < $1 RETURNING id`,
        [newest],
      );
      if (segments.length > 0) {
        await transaction.query(`DELETE FROM ${schema}.postings WHERE segment = ANY($1::int[])`, [
          segments.map(({ id }) => id),
        ]);
      }
      await transaction.query(`UPDATE ${schema}.segments SET removed = NULL WHERE removed > $1`, [newest]);
      await transaction.query(`DELETE FROM ${schema}.terms WHERE snapshot > $1`, [newest]);
      const dropped = await transaction.query(
        `DELETE FROM ${schema}.snapshots WHERE number < $1 RETURNING number`,
        [newest - 1],
      );
      if (dropped.length === 0) return;
      await transaction.query(
        `DELETE FROM ${schema}.terms old USING ${schema}.terms newer
         WHERE newer.number = old.number AND newer.key = old.key AND newer.snapshot > old.snapshot
           AND newer.snapshot <= $1`,
        [newest - 1],
      );
      // Of two steps, because Citus takes no DELETE that looks at a table spread otherwise.
      const unused = await transaction.query<{ path: string }>(
        `SELECT path FROM ${schema}.file_stamps EXCEPT SELECT path FROM ${schema}.documents`,
      );
      await transaction.query(
        `DELETE FROM ${schema}.file_stamps WHERE path IN (SELECT json_array_elements_text($1::text::json))`,
        [JSON.stringify(unused.map(({ path }) => path))],
      );
    });
  }
}

function passageRow(
  place: readonly [id: number, shard: number, documentId: number, ordinal: number],
  { passages, terms }: NewServerDocument,
  termVector: Buffer,
): BulkValue[] {
  const ordinal = place[3];
  const { stems, grams, language } = terms[ordinal]!;
  const sentences = encodeSpans(passages[ordinal]!.sentences);
  return [
    ...place,
    stems.length,
    grams.length,
    language ? languageCodes[language] : 0,
    signedSum(sentences),
    signedSum(termVector),
    sentences,
    termVector,
  ];
}
