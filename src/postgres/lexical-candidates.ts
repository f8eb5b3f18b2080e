import type { PlannedTerm } from '../lexical/term-plan.js';
import { isLetThrough, isVisible, Parameters } from './document-filter.js';
import { impactBits } from './postings-builder.js';
import type { ServerFilter } from './server-filter.js';
import type { ServerDatabase } from './server-database.js';
import type { TermCache } from './term-cache.js';

/** Passages named for a question: nearly always the best fifty are among them. */
export const candidates = 250;

/**
 * Lists are read, those that give most first, until what the others can give at most is less than this share of all:
 * they are the long lists of common terms, and candidates are scored by all terms afterwards.
 */
const maxRest = 0.1;

/** So many postings are read whatever the others give: in a small index that is all of them, at little cost. */
const cheapPostings = 4_000;

/** What the weights of all terms of a question add up to: sums of products with impacts stay whole numbers. */
const totalWeight = 500_000;

/** A list to be read, and what it counts. */
interface WeightedList {
  readonly number: number;
  readonly weight: number;
}

function chooseLists(plan: readonly PlannedTerm[], terms: TermCache): WeightedList[] {
  const all = plan.reduce((sum, { bound }) => sum + bound, 0);
  const factors = plan.reduce((sum, { factor }) => sum + factor, 0);
  const lists: WeightedList[] = [];
  let rest = all;
  let postings = 0;
  for (const { field, held, factor, bound } of plan) {
    const facts = held.map(({ term, part }) => ({ part, ...terms.get(field, term)! }));
    postings += facts.reduce((sum, { passages }) => sum + passages, 0);
    if (rest < maxRest * all && postings > cheapPostings) break;
    rest -= bound;
    for (const { part, number } of facts) {
      const weight = Math.max(1, Math.round((factor * part * totalWeight) / factors));
      lists.push({ number, weight });
    }
  }
  return lists;
}

/** A run of neighbouring passages with lists of its own, as far as naming passages needs it. */
export interface ListedSegment {
  readonly id: number;
  readonly first: number;
}

/** Names passages that are among the best by words. */
export interface NamesPassages {
  /** `areWordsKnown`: whether every word of the question is in the index, and not only parts of it. */
  name(
    plan: readonly PlannedTerm[],
    filter: ServerFilter | undefined,
    areWordsKnown: boolean,
  ): Promise<number[]>;
}

/** Names the passages that the terms of a question give most to, by lists of postings in plain SQL. */
export class LexicalCandidates implements NamesPassages {
  constructor(
    private readonly database: ServerDatabase,
    private readonly snapshot: number,
    private readonly segments: readonly ListedSegment[],
    private readonly terms: TermCache,
    /** Over how many shards passages are spread. */
    private readonly shards: number,
  ) {}

  async name(plan: readonly PlannedTerm[], filter: ServerFilter | undefined): Promise<number[]> {
    const lists = chooseLists(plan, this.terms);
    if (lists.length === 0 || this.segments.length === 0) return [];
    const { schema } = this.database;
    const parameters = new Parameters();
    const term = parameters.add(lists.map(({ number }) => number));
    const weight = parameters.add(lists.map((list) => list.weight));
    const segment = parameters.add(this.segments.map(({ id }) => id));
    const first = parameters.add(this.segments.map((each) => each.first));
    const only = filter?.ids
      ? `WHERE l.first + (l.posting >> ${impactBits}) = ANY(${parameters.add(filter.ids)}::int[])`
      : '';
    // Within a shard, so that a cluster adds up where the lists are.
    const group = this.shards > 1 ? 'l.shard, 1' : '1';
    const named = `
      SELECT l.first + (l.posting >> ${impactBits}) AS id,
             sum((l.posting & ${2 ** impactBits - 1}) * l.weight) AS score
      FROM (
        SELECT s.first, q.weight, ${this.shards > 1 ? 'p.shard,' : ''} unnest(p.list) AS posting
        FROM unnest(${term}::int[], ${weight}::int[]) AS q (term, weight)
        CROSS JOIN unnest(${segment}::int[], ${first}::int[]) AS s (segment, first)
        JOIN ${schema}.postings p ON p.segment = s.segment AND p.term = q.term
      ) l ${only}
      GROUP BY ${group} ORDER BY 2 DESC`;
    const text =
      filter && !filter.ids
        ? // The best first, until there are enough that the filter lets through.
          `SELECT n.id FROM (${named} OFFSET 0) n
           JOIN LATERAL (
             SELECT 1 FROM ${schema}.passages p
             JOIN ${schema}.documents d ON d.id = p.document_id AND d.shard = p.shard
             WHERE p.id = n.id AND ${isVisible(this.snapshot, parameters)}
               AND ${isLetThrough(filter.documents, parameters)} LIMIT 1
           ) f ON true LIMIT ${candidates}`
        : `${named} LIMIT ${candidates}`;
    const rows = await this.database.query<{ id: number }>(text, parameters.values);
    return rows.map(({ id }) => id);
  }
}
