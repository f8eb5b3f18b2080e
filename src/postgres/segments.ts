import type { BulkValue } from './bulk-load.js';
import { buildLists, maxDistance, type SegmentPassage } from './postings-builder.js';
import type { WriterSession } from './writer-session.js';

/** A run of neighbouring passages with lists of its own. */
export interface Segment {
  readonly id: number;
  readonly shard: number;
  /** Ids of its first and last passage. */
  readonly first: number;
  readonly last: number;
  readonly passages: number;
}

/** What one segment has at most: a few hundred megabytes while it is built. */
const maxPassages = 32_768;

/** A segment in which a smaller share of its passages is left is built again. */
const minLiveShare = 0.75;

/** Passages read at a time. */
const passagesAtATime = 2_000;

/** A passage with its term vector. */
export interface PassageRow {
  readonly id: number;
  readonly terms: Buffer;
  readonly stem_length: number;
  readonly gram_length: number;
}

/** Passages with ids from `first` to `last` are to have a segment, or several. */
interface Span {
  readonly first: number;
  readonly last: number;
  /** The segments whose place it takes. */
  readonly replaced: readonly Segment[];
}

/**
 * Sees that every passage of the snapshot in the making is in a segment. The last segments are joined with what is new
 * as long as that is not much smaller, so that there are few of them and none is copied often; segments that have lost
 * passages are built again.
 */
export async function updateSegments(
  session: WriterSession,
  snapshot: number,
  shards: number,
  onBuilt: () => void,
): Promise<void> {
  for (let shard = 0; shard < shards; shard++) {
    const segments = await session.query<Segment>(
      `SELECT id, shard, first, last, passages FROM ${session.schema}.segments
       WHERE shard = $1 AND removed IS NULL ORDER BY first`,
      [shard],
    );
    for (const span of await findSpans(session, snapshot, shard, segments)) {
      await buildSpan(session, snapshot, shard, span, onBuilt);
    }
  }
}

async function findSpans(
  session: WriterSession,
  snapshot: number,
  shard: number,
  segments: readonly Segment[],
): Promise<Span[]> {
  const live = await countLive(session, snapshot, shard, segments);
  const spans: Span[] = [];
  const kept = segments.filter((segment, index) => {
    if (live[index]! >= segment.passages * minLiveShare) return true;
    spans.push({ first: segment.first, last: segment.last, replaced: [segment] });
    return false;
  });
  const after = segments.at(-1)?.last ?? 0;
  const [news] = await session.query<{ first: number | null; last: number; passages: number }>(
    `SELECT min(p.id) AS first, max(p.id) AS last, count(*)::int AS passages
     FROM ${session.schema}.passages p JOIN ${session.schema}.documents d ON d.id = p.document_id AND d.shard = p.shard
     WHERE p.shard = $1 AND p.id > $2 AND d.added <= $3 AND (d.removed IS NULL OR d.removed > $3)`,
    [shard, after, snapshot],
  );
  if (news?.first == null) return spans;
  let { first, passages } = news as { first: number; passages: number };
  const replaced: Segment[] = [];
  while (kept.at(-1) && kept.at(-1) === segments[segments.length - 1 - replaced.length]) {
    const last = kept.at(-1)!;
    if (last.passages > 2 * passages || last.passages + passages > maxPassages) break;
    replaced.push(last);
    passages += last.passages;
    first = last.first;
    kept.pop();
  }
  return [...spans, { first, last: news.last, replaced }];
}

async function countLive(
  session: WriterSession,
  snapshot: number,
  shard: number,
  segments: readonly Segment[],
): Promise<number[]> {
  if (segments.length === 0) return [];
  const removed = await session.query<{ id: number }>(
    `SELECT p.id FROM ${session.schema}.documents d
     JOIN ${session.schema}.passages p ON p.document_id = d.id AND p.shard = d.shard
     WHERE d.shard = $1 AND d.removed IS NOT NULL AND d.removed <= $2`,
    [shard, snapshot],
  );
  return segments.map(
    ({ first, last, passages }) => passages - removed.filter(({ id }) => id >= first && id <= last).length,
  );
}

async function buildSpan(
  session: WriterSession,
  snapshot: number,
  shard: number,
  { first, last, replaced }: Span,
  onBuilt: () => void,
): Promise<void> {
  /** Marked with the first that comes in their place. */
  const unmarked = [...replaced];
  const replace = async (passages: readonly SegmentPassage[]): Promise<void> => {
    await writeSegment(session, snapshot, shard, passages, unmarked.splice(0));
    onBuilt();
  };
  let batch: SegmentPassage[] = [];
  let after = first - 1;
  for (;;) {
    const rows = await session.query<PassageRow>(
      `SELECT p.id, p.terms, p.stem_length, p.gram_length
       FROM ${session.schema}.passages p
       JOIN ${session.schema}.documents d ON d.id = p.document_id AND d.shard = p.shard
       WHERE p.shard = $1 AND p.id > $2 AND p.id <= $3 AND d.added <= $4 AND (d.removed IS NULL OR d.removed > $4)
       ORDER BY p.id LIMIT $5`,
      [shard, after, last, snapshot, passagesAtATime],
    );
    for (const { id, terms, stem_length: stems, gram_length: grams } of rows) {
      const isFull = batch.length >= maxPassages || (batch[0] && id - batch[0].id >= maxDistance);
      if (isFull) {
        await replace(batch);
        batch = [];
      }
      batch.push({ id, terms, lengths: { stems, grams } });
    }
    if (rows.length < passagesAtATime) break;
    after = rows.at(-1)!.id;
  }
  if (batch.length > 0 || unmarked.length > 0) await replace(batch);
}

/** All of a segment with the marks on those in whose place it comes, or nothing. */
async function writeSegment(
  session: WriterSession,
  snapshot: number,
  shard: number,
  passages: readonly SegmentPassage[],
  replaced: readonly Segment[],
): Promise<void> {
  const { schema } = session;
  await session.write(async (transaction) => {
    if (replaced.length > 0) {
      await transaction.query(`UPDATE ${schema}.segments SET removed = $1 WHERE id = ANY($2::int[])`, [
        snapshot,
        replaced.map(({ id }) => id),
      ]);
    }
    const [first, last] = [passages[0], passages.at(-1)];
    if (!first || !last) return;
    const [row] = await transaction.query<{ id: number }>(
      `SELECT nextval('${schema}.segment_ids')::int AS id`,
    );
    const { id } = row!;
    const rows = function* (): Generator<BulkValue[]> {
      for (const { term, list } of buildLists(passages, first.id)) yield [term, id, shard, list];
    };
    await transaction.load(`${schema}.postings (term, segment, shard, list)`, rows());
    await transaction.query(
      `INSERT INTO ${schema}.segments (id, shard, first, last, passages, added) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, shard, first.id, last.id, passages.length, snapshot],
    );
  });
}
