import type { SnapshotManifest } from '../contracts/manifest.js';
import type { IndexFacts } from '../lexical/term-plan.js';
import type { BulkValue } from './bulk-load.js';
import { updateSegments, type PassageRow } from './segments.js';
import type { ServerManifest } from './snapshot-manifest.js';
import type { TermRow } from './term-cache.js';
import { fieldOf } from './term-numbers.js';
import { readTermVector } from './term-vector.js';
import type { WriterSession } from './writer-session.js';
import { languageCodes } from './index-writer.js';
import { createVectorIndex } from './vector-index.js';
import { updateWordIndex } from './word-index.js';

/** Passages read at a time, and terms. */
const rowsAtATime = 2_000;
const termsAtATime = 10_000;

interface CountedRow extends PassageRow {
  readonly language: number;
}

/** What changes for a term from one snapshot to the next. */
interface TermChange {
  passages: number;
  ar: number;
  en: number;
  maxRelativeTf: number;
}

interface Changes {
  readonly terms: Map<number, TermChange>;
  passages: number;
  ar: number;
  en: number;
  readonly totalLengths: { stems: number; grams: number };
}

export interface FinishOptions {
  readonly last: ServerManifest | undefined;
  /** What the new snapshot is made of and with; its passages are counted here. */
  readonly made: Omit<SnapshotManifest, 'passages'>;
  readonly shards: number;
  readonly onProgress: () => void;
}

/**
 * Derives all that questions need from the rows of the snapshot in the making, then makes it visible in one commit.
 */
export async function finishSnapshot(
  session: WriterSession,
  { last, made, shards, onProgress }: FinishOptions,
): Promise<ServerManifest> {
  const { schema } = session;
  const { snapshot } = made;
  await updateSegments(session, snapshot, shards, onProgress);
  const changes: Changes = {
    terms: new Map(),
    passages: 0,
    ar: 0,
    en: 0,
    totalLengths: { stems: 0, grams: 0 },
  };
  await count(session, 'd.added = $1 AND d.removed IS NULL', snapshot, 1, changes);
  await count(session, 'd.removed = $1 AND d.added < $1', snapshot, -1, changes);
  onProgress();
  await writeTerms(session, snapshot, changes.terms, last !== undefined);
  onProgress();
  await createVectorIndex(session, made.embedder.dimension);
  onProgress();
  const hasWords = await updateWordIndex(session);
  const facts = addUp(last?.facts, changes);
  const manifest: ServerManifest = { ...made, passages: facts.passages, facts, hasWords };
  await session.write(async (transaction) => {
    await transaction.query(`INSERT INTO ${schema}.snapshots (number, manifest) VALUES ($1, $2)`, [
      snapshot,
      JSON.stringify(manifest),
    ]);
    // All of them have rows among the terms now.
    await transaction.query(`TRUNCATE ${schema}.new_terms`);
  });
  return manifest;
}

function addUp(last: IndexFacts | undefined, { passages, ar, en, totalLengths }: Changes): IndexFacts {
  return {
    passages: (last?.passages ?? 0) + passages,
    ar: (last?.ar ?? 0) + ar,
    en: (last?.en ?? 0) + en,
    totalLengths: {
      stems: (last?.totalLengths.stems ?? 0) + totalLengths.stems,
      grams: (last?.totalLengths.grams ?? 0) + totalLengths.grams,
    },
  };
}

/** Counts passages in, or out, of documents for which a condition holds. */
async function count(
  session: WriterSession,
  condition: string,
  snapshot: number,
  sign: 1 | -1,
  changes: Changes,
): Promise<void> {
  const { schema } = session;
  for (let after = 0; ;) {
    const rows = await session.query<CountedRow>(
      `SELECT p.id, p.terms, p.stem_length, p.gram_length, p.language
       FROM ${schema}.passages p JOIN ${schema}.documents d ON d.id = p.document_id AND d.shard = p.shard
       WHERE p.id > $2 AND ${condition} ORDER BY p.id LIMIT $3`,
      [snapshot, after, rowsAtATime],
    );
    for (const { terms, stem_length: stems, gram_length: grams, language } of rows) {
      const lengths = { stems, grams };
      const ar = language === languageCodes.ar ? sign : 0;
      const en = language === languageCodes.en ? sign : 0;
      changes.passages += sign;
      changes.ar += ar;
      changes.en += en;
      changes.totalLengths.stems += sign * stems;
      changes.totalLengths.grams += sign * grams;
      readTermVector(terms, (number, frequency) => {
        let change = changes.terms.get(number);
        if (!change) {
          change = { passages: 0, ar: 0, en: 0, maxRelativeTf: 0 };
          changes.terms.set(number, change);
        }
        change.passages += sign;
        change.ar += ar;
        change.en += en;
        if (sign > 0) {
          const share = Math.fround(frequency / lengths[fieldOf(number)]);
          change.maxRelativeTf = Math.max(change.maxRelativeTf, share);
        }
      });
    }
    if (rows.length < rowsAtATime) return;
    after = rows.at(-1)!.id;
  }
}

/** Writes a row for each term that has changed: what it is in the new snapshot. */
async function writeTerms(
  session: WriterSession,
  snapshot: number,
  changes: ReadonlyMap<number, TermChange>,
  hasLast: boolean,
): Promise<void> {
  const { schema } = session;
  const created = await session.query<{ key: number; number: number }>(
    `SELECT key::float8 AS key, number FROM ${schema}.new_terms`,
  );
  const keys = new Map(created.map(({ key, number }) => [number, key]));
  const numbers = [...changes.keys()];
  for (let at = 0; at < numbers.length; at += termsAtATime) {
    const part = numbers.slice(at, at + termsAtATime);
    const before = new Map<number, TermRow>();
    if (hasLast) {
      const rows = await session.query<TermRow>(
        `SELECT DISTINCT ON (number) key::float8 AS key, number, passages, ar, en, max_relative_tf
         FROM ${schema}.terms WHERE number = ANY($1::int[]) ORDER BY number, snapshot DESC`,
        [part],
      );
      for (const row of rows) before.set(row.number, row);
    }
    const rows = part.map((number): BulkValue[] => {
      const old = before.get(number);
      const { passages, ar, en, maxRelativeTf } = changes.get(number)!;
      return [
        old?.key ?? keys.get(number)!,
        snapshot,
        number,
        (old?.passages ?? 0) + passages,
        (old?.ar ?? 0) + ar,
        (old?.en ?? 0) + en,
        Math.max(old?.max_relative_tf ?? 0, maxRelativeTf),
      ];
    });
    await session.write((transaction) =>
      transaction.load(`${schema}.terms (key, snapshot, number, passages, ar, en, max_relative_tf)`, rows),
    );
  }
}
