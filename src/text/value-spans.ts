import type { Span } from '../contracts/span.js';
import type { Token } from '../contracts/token.js';

/** How many of `words` end at or before `offset`: where the word that holds it, or the next one, stands. */
export function wordIndexAt(words: readonly Token[], offset: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The spans in order; of those that overlap, the one that begins first, and of those the first in `spans`. */
export function withoutOverlaps<Found extends Span>(spans: readonly Found[]): Found[] {
  const kept: Found[] = [];
  for (const span of [...spans].sort((left, right) => left.start - right.start)) {
    if ((kept.at(-1)?.end ?? 0) <= span.start) kept.push(span);
  }
  return kept;
}

/** A look-up of whether a span overlaps one of `spans`, which are in order and apart from each other. */
export function overlapFinder(spans: readonly Span[]): (span: Span) => boolean {
  return ({ start, end }) => {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[middle]!.end <= start) low = middle + 1;
      else high = middle;
    }
    return low < spans.length && spans[low]!.start < end;
  };
}
