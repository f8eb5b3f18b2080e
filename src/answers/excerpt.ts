import type { Span } from '../contracts/span.js';

/** An excerpt grows around the answering sentences to about this many UTF-16 units. */
const excerptUnits = 500;

/**
 * The stretch of a passage that is shown: the answering sentences (`first` to `last`, positions in
 * `sentences`) and whole neighbours on both sides as far as they fit.
 */
export function chooseExcerpt(sentences: readonly Span[], first: number, last: number): Span {
  let from = first;
  let to = last;
  const lengthOf = (a: number, b: number): number => sentences[b]!.end - sentences[a]!.start;
  for (;;) {
    const canGoBack = from > 0 && lengthOf(from - 1, to) <= excerptUnits;
    const canGoOn = to + 1 < sentences.length && lengthOf(from, to + 1) <= excerptUnits;
    if (canGoBack) from--;
    if (canGoOn && lengthOf(from, to + 1) <= excerptUnits) to++;
    if (!canGoBack && !canGoOn) return { start: sentences[from]!.start, end: sentences[to]!.end };
  }
}
