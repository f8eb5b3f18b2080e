import { softCoverage, type TermMatch } from './term-matches.js';

/** Words in a window, and between the beginnings of two; chosen with scripts/experiments. */
const windowWords = 24;
const windowStep = 6;

/**
 * The largest soft coverage of any window of a text, 0 to 1. `matches` are in the order of the text, which has
 * `words` words.
 */
export function bestWindowCoverage(
  matches: readonly TermMatch[],
  weights: readonly number[],
  words: number,
): number {
  let best = 0;
  let first = 0;
  let after = 0;
  for (let start = 0; ; start += windowStep) {
    const end = start + windowWords;
    while (first < matches.length && matches[first]!.position < start) first++;
    while (after < matches.length && matches[after]!.position < end) after++;
    best = Math.max(best, softCoverage(matches, weights, first, after));
    if (end >= words) return best;
  }
}
