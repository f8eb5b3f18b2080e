import type { ForwardIndexEntry } from '../contracts/forward-index.js';
import type { ReadablePassage } from '../contracts/passage.js';
import { shortStemsOf } from '../matching/term-matches.js';
import { findSignals } from '../text/answer-type-signals.js';
import { tokenize } from '../text/tokenize.js';

/**
 * Changes whenever a passage would be given another entry, or one written otherwise: folding, stems, what counts as a
 * year or a number.
 */
export const forwardIndexVersion = 2;

/** What the forward index keeps of a passage. */
export function buildForwardIndexEntry({ context, body, sentences }: ReadablePassage): ForwardIndexEntry {
  const words = tokenize(body);
  let word = 0;
  return {
    contextStems: shortStemsOf(tokenize(context)),
    bodyStems: shortStemsOf(words),
    sentenceEnds: Uint32Array.from(sentences, ({ end }) => {
      while (word < words.length && words[word]!.start < end) word++;
      return word;
    }),
    signals: Uint8Array.from(sentences, ({ start, end }) => findSignals(body.slice(start, end))),
  };
}
