import { meanLengthOf } from '../lexical/bm25.js';
import { tfComponent, type TermField } from '../lexical/term-plan.js';
import { readTermVector } from './term-vector.js';
import { fieldOf } from './term-numbers.js';

/** What the lists of a segment are made from. */
export interface SegmentPassage {
  readonly id: number;
  readonly terms: Buffer;
  readonly lengths: Readonly<Record<TermField, number>>;
}

/** Of a posting, the bits that say what it gives. */
export const impactBits = 12;
const maxImpact = 2 ** impactBits - 1;

/** Passages of a segment, from the first to behind the last: distances have the other bits of a positive number. */
export const maxDistance = 2 ** (31 - impactBits);

/**
 * A gram that so large a share of a segment's passages holds has no list: it tells few passages from others, and what it
 * gives is counted when candidates are scored. It saves a third of the postings.
 */
const maxGramShare = 1 / 8;
/** In a small segment all grams have lists. */
const minSharedPassages = 128;

/** The lists of one segment, by term. */
export function* buildLists(
  passages: readonly SegmentPassage[],
  first: number,
): Generator<{ readonly term: number; readonly list: Int32Array }> {
  const totals = { stems: 0, grams: 0 };
  const counts = new Map<number, number>();
  for (const { terms, lengths } of passages) {
    totals.stems += lengths.stems;
    totals.grams += lengths.grams;
    readTermVector(terms, (number) => counts.set(number, (counts.get(number) ?? 0) + 1));
  }
  const meanLengths = {
    stems: meanLengthOf(totals.stems, passages.length),
    grams: meanLengthOf(totals.grams, passages.length),
  };
  const most = Math.max(minSharedPassages, passages.length * maxGramShare);
  const lists = new Map<number, { readonly list: Int32Array; used: number }>();
  for (const [number, count] of counts) {
    if (fieldOf(number) === 'stems' || count <= most) {
      lists.set(number, { list: new Int32Array(count), used: 0 });
    }
  }
  for (const { id, terms, lengths } of passages) {
    const distance = (id - first) * 2 ** impactBits;
    readTermVector(terms, (number, frequency) => {
      const into = lists.get(number);
      if (!into) return;
      const field = fieldOf(number);
      const given = tfComponent(frequency, lengths[field], meanLengths[field]);
      into.list[into.used++] = distance + Math.max(1, Math.round(given * maxImpact));
    });
  }
  for (const [term, { list }] of lists) yield { term, list };
}
