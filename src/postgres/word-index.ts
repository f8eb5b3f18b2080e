import { bm25Parameters } from '../lexical/bm25.js';
import type { BulkValue } from './bulk-load.js';
import type { Queryable } from './server-database.js';
import { fieldOf } from './term-numbers.js';
import { readTermVector } from './term-vector.js';
import type { WriterSession } from './writer-session.js';

/** Passages read at a time. */
const passagesAtATime = 2_000;

/** The index of pg_textsearch over the words of passages. */
export function wordIndexName(schema: string): string {
  return `${schema}.words_ranked`;
}

/** Whether the extension pg_textsearch is there: its owner has to make it. */
export async function hasTextSearch(queryable: Queryable): Promise<boolean> {
  const [row] = await queryable.query<{ type: string | null }>(
    "SELECT to_regtype('bm25query')::text AS type",
  );
  return row?.type != null;
}

/** A stem as a word that no rule of a text search changes: small letters and digits. */
export function wordOf(number: number): string {
  return `t${number.toString(36)}`;
}

/** The stems of a passage as words, each as often as it is there. */
function wordsOf(terms: Buffer): string {
  const words: string[] = [];
  readTermVector(terms, (number, frequency) => {
    if (fieldOf(number) === 'stems') for (let time = 0; time < frequency; time++) words.push(wordOf(number));
  });
  return words.join(' ');
}

/**
 * Sees that every passage has its words where the server can rank by them, and that there is an index over these. The
 * extension weighs with its own figures, so the same parameters as ours are all that can be asked of it.
 */
export async function updateWordIndex(session: WriterSession): Promise<boolean> {
  if (!(await hasTextSearch(session))) return false;
  const { schema } = session;
  for (let after = 0; ;) {
    const rows = await session.query<{ id: number; shard: number; document_id: number; terms: Buffer }>(
      `SELECT p.id, p.shard, p.document_id, p.terms FROM ${schema}.passages p
       WHERE p.id > $1 AND NOT EXISTS (SELECT 1 FROM ${schema}.words w WHERE w.id = p.id AND w.shard = p.shard)
       ORDER BY p.id LIMIT $2`,
      [after, passagesAtATime],
    );
    const words = rows.map(({ id, shard, document_id: document, terms }): BulkValue[] => [
      id,
      shard,
      document,
      wordsOf(terms),
    ]);
    await session.write((transaction) =>
      transaction.load(`${schema}.words (id, shard, document_id, words)`, words),
    );
    if (rows.length < passagesAtATime) break;
    after = rows.at(-1)!.id;
  }
  const { k1, b } = bm25Parameters;
  await session.query(
    `CREATE INDEX IF NOT EXISTS words_ranked ON ${schema}.words USING bm25 (words)
     WITH (text_config = 'pg_catalog.simple', k1 = ${k1}, b = ${b})`,
  );
  return true;
}
