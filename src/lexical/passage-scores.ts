import type { TermScorer } from './bm25.js';
import { SparseScores } from './sparse-scores.js';

/** Scores are sums of 32-bit floats: what is within this of a bound may be above it. */
const rounding = 1e-5;

/** A passage is looked up in the list of a term in the time that reading this many of its postings takes. */
const lookUpCost = 16;

/** A passage by its position in the index, with its score. */
export interface ScoredPosition {
  readonly position: number;
  readonly score: number;
}

/** The terms that give most first: sums of floats depend on the order, and are to be the same in every way to them. */
function inOrder(scorers: readonly TermScorer[]): TermScorer[] {
  return scorers.toSorted((a, b) => b.bound - a.bound);
}

function totalBound(scorers: readonly TermScorer[]): number {
  return scorers.reduce((sum, { bound }) => sum + bound, 0);
}

/** Those of `positions` whose score is `least` or more. */
function selectAbove(positions: Uint32Array, scores: Float32Array, least: number): Uint32Array {
  const kept = new Uint32Array(positions.length);
  let count = 0;
  for (const position of positions) {
    kept[count] = position;
    if (scores[position]! >= least) count++;
  }
  return kept.subarray(0, count);
}

/**
 * Scores passages by the sum of what terms give them. The best of all are found exactly, but the long lists of common
 * terms are read only where they can still change which those are, after Turtle and Flood, "Query Evaluation:
 * Strategies and Optimizations" (1995).
 */
export class PassageScores {
  private readonly scores: SparseScores;
  /** Of a few passages that are scored ahead of the others. */
  private readonly ahead: Float32Array;

  constructor(passages: number) {
    this.scores = new SparseScores(passages);
    this.ahead = new Float32Array(passages);
  }

  /** The scores of given positions, which ascend. */
  of(positions: Uint32Array, scorers: readonly TermScorer[]): number[] {
    const { ahead } = this;
    for (const position of positions) ahead[position] = 0;
    for (const scorer of inOrder(scorers)) scorer.addTo(ahead, positions);
    return Array.from(positions, (position) => ahead[position]!);
  }

  /** The `limit` highest scores above zero, best first; ties go to the lower position. */
  top(
    scorers: readonly TermScorer[],
    limit: number,
    isAllowed?: (position: number) => boolean,
  ): ScoredPosition[] {
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
    leaders: readonly ScoredPosition[],
    remaining: readonly TermScorer[],
    limit: number,
  ): number {
    if (leaders.length < limit) return 0;
    const { ahead } = this;
    for (const { position, score } of leaders) ahead[position] = score;
    const positions = Uint32Array.from(leaders, ({ position }) => position).sort();
    for (const scorer of remaining) scorer.addTo(ahead, positions);
    return positions.reduce((lowest, position) => Math.min(lowest, ahead[position]!), Infinity);
  }

  /** Adds the remaining terms to those that can still come to the threshold, which fewer and fewer can. */
  private complete(
    remaining: readonly TermScorer[],
    limit: number,
    threshold: number,
    isAllowed: ((position: number) => boolean) | undefined,
  ): ScoredPosition[] {
    const { scores } = this;
    let rest = totalBound(remaining);
    const least = (): number => threshold / (1 + rounding) - rest;
    let candidates = selectAbove(scores.positions(), scores.values, least()).sort();
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
