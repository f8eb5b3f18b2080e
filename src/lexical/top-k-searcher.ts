import type { TermScorer } from './bm25.js';
import { ScoreAccumulator } from './score-accumulator.js';

/** Scores are sums of 32-bit floats: what is within this of a bound may be above it. */
const rounding = 1e-5;

/** A passage is looked up in the list of a term in the time that reading this many of its postings takes. */
const lookUpCost = 16;

/** A passage with its score. `docId` is its position in the index, not its id. */
export interface ScoredDocument {
  readonly docId: number;
  readonly score: number;
}

/** The terms that give most first: sums of floats depend on the order, and are to be the same in every way to them. */
function inOrder(scorers: readonly TermScorer[]): TermScorer[] {
  return scorers.toSorted((a, b) => b.bound - a.bound);
}

function totalBound(scorers: readonly TermScorer[]): number {
  return scorers.reduce((sum, { bound }) => sum + bound, 0);
}

/** Those of `docIds` whose score is `least` or more. */
function selectAbove(docIds: Uint32Array, scores: Float32Array, least: number): Uint32Array {
  const kept = new Uint32Array(docIds.length);
  let count = 0;
  for (const docId of docIds) {
    kept[count] = docId;
    if (scores[docId]! >= least) count++;
  }
  return kept.subarray(0, count);
}

/**
 * Scores passages by the sum of what terms give them. The best of all are found exactly, but the long lists of common
 * terms are read only where they can still change which those are, after Turtle and Flood, "Query Evaluation:
 * Strategies and Optimizations" (1995).
 */
export class TopKSearcher {
  private readonly scores: ScoreAccumulator;
  /** Scores of a few passages, one a passage of the index; only those just written mean anything. */
  private readonly scratch: Float32Array;

  constructor(passages: number) {
    this.scores = new ScoreAccumulator(passages);
    this.scratch = new Float32Array(passages);
  }

  /** The scores of given passages, in ascending order. */
  score(scorers: readonly TermScorer[], docIds: Uint32Array): number[] {
    const { scratch } = this;
    for (const docId of docIds) scratch[docId] = 0;
    for (const scorer of inOrder(scorers)) scorer.addTo(scratch, docIds);
    return Array.from(docIds, (docId) => scratch[docId]!);
  }

  /** The `limit` highest scores above zero, best first; ties go to the lower docId. */
  search(
    scorers: readonly TermScorer[],
    limit: number,
    isAllowed?: (docId: number) => boolean,
  ): ScoredDocument[] {
    const { scores } = this;
    const ordered = inOrder(scorers);
    const all = totalBound(ordered);
    /** What the terms that were not added yet can give at most. */
    let rest = all;
    /** At least `limit` passages will come to this. */
    let threshold = 0;
    scores.clear();
    for (const [index, scorer] of ordered.entries()) {
      const isTimeToLook = threshold === 0 ? rest < all / 2 : rest < threshold;
      if (isTimeToLook) {
        const remaining = ordered.slice(index);
        threshold = this.lowestAtLast(scores.top(limit, isAllowed), remaining, limit);
        // From here on no passage without any of the terms before can get among the best.
        if (rest * (1 + rounding) < threshold) {
          return this.complete(remaining, limit, threshold, isAllowed);
        }
      }
      scorer.addToAll(scores);
      rest -= scorer.bound;
    }
    return scores.top(limit, isAllowed);
  }

  /** The lowest score of `limit` passages once the remaining terms are added; 0 for fewer of them. */
  private lowestAtLast(
    leaders: readonly ScoredDocument[],
    remaining: readonly TermScorer[],
    limit: number,
  ): number {
    if (leaders.length < limit) return 0;
    const { scratch } = this;
    for (const { docId, score } of leaders) scratch[docId] = score;
    const docIds = Uint32Array.from(leaders, ({ docId }) => docId).sort();
    for (const scorer of remaining) scorer.addTo(scratch, docIds);
    return docIds.reduce((lowest, docId) => Math.min(lowest, scratch[docId]!), Infinity);
  }

  /** Adds the remaining terms to those that can still come to the threshold, which fewer and fewer can. */
  private complete(
    remaining: readonly TermScorer[],
    limit: number,
    threshold: number,
    isAllowed: ((docId: number) => boolean) | undefined,
  ): ScoredDocument[] {
    const { scores } = this;
    let rest = totalBound(remaining);
    const least = (): number => threshold / (1 + rounding) - rest;
    let candidates = selectAbove(scores.docIds(), scores.values, least()).sort();
    if (isAllowed) candidates = candidates.filter(isAllowed);
    for (const scorer of remaining) {
      if (candidates.length * lookUpCost < scorer.count) scorer.addTo(scores.values, candidates);
      else scorer.addToAll(scores);
      rest -= scorer.bound;
      candidates = selectAbove(candidates, scores.values, least());
    }
    return scores.topOf(candidates, limit);
  }
}
