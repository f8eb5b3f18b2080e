import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bm25Field, type TermScorer } from '../../src/lexical/bm25.js';
import { TopKSearcher } from '../../src/lexical/top-k-searcher.js';
import { PostingsBuilder } from '../../src/lexical/build-postings.js';
import { ScoreAccumulator } from '../../src/lexical/score-accumulator.js';

/** How many terms a collection has: the first is in nearly all passages, the last in next to none. */
const terms = 12;

function field(seed: number, passages: number): Bm25Field {
  // Multiplication and a shift are random enough here, and the same for the same seed.
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  const builder = new PostingsBuilder();
  for (let passage = 0; passage < passages; passage++) {
    const numbers: number[] = [];
    for (let term = 0; term < terms; term++) {
      const times = random() < 1 / (1 + term ** 1.7) ? 1 + Math.floor(random() ** 4 * 6) : 0;
      for (let i = 0; i < times; i++) numbers.push(builder.numberOf(term));
    }
    const others = Math.floor(random() * 12);
    for (let i = 0; i < others; i++) numbers.push(builder.numberOf(100 + i));
    builder.add(numbers);
  }
  return new Bm25Field(builder.build(), { k1: 0.9, b: 0.8 });
}

/** Adding up everything, and sorting. */
function topNaively(
  scorers: readonly TermScorer[],
  passages: number,
  limit: number,
  isAllowed: (docId: number) => boolean,
): { docId: number; score: number }[] {
  const scores = new ScoreAccumulator(passages);
  for (const scorer of scorers.toSorted((a, b) => b.bound - a.bound)) scorer.addToAll(scores);
  return Array.from(scores.values, (score, docId) => ({ docId, score }))
    .filter(({ docId, score }) => score > 0 && isAllowed(docId))
    .sort((a, b) => b.score - a.score || a.docId - b.docId)
    .slice(0, limit);
}

const question = fc.uniqueArray(fc.record({ term: fc.nat(terms), weight: fc.constantFrom(0.2, 1, 1, 3) }), {
  selector: ({ term }) => term,
  minLength: 1,
  maxLength: terms,
});

describe('top-k search', () => {
  it('finds exactly what adding up everything finds', () => {
    let cutShort = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(0, 1, 70, 1500),
        fc.array(fc.tuple(question, fc.constantFrom(0, 1, 5, 50, 2000), fc.integer({ min: 1, max: 3 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (seed, passages, asked) => {
          const one = field(seed, passages);
          const searcher = new TopKSearcher(passages);
          for (const [weighted, limit, divisor] of asked) {
            let readInFull = 0;
            const scorers = one.scorersOf(weighted, 1).map((scorer) => ({
              ...scorer,
              addToAll: (all: ScoreAccumulator) => {
                readInFull++;
                scorer.addToAll(all);
              },
            }));
            const isAllowed = (docId: number): boolean => docId % divisor === 0;
            const found = searcher.search(scorers, limit, divisor === 1 ? undefined : isAllowed);
            if (readInFull < scorers.length) cutShort++;
            expect(found).toEqual(topNaively(scorers, passages, limit, isAllowed));
            const ascending = found.map(({ docId }) => docId).sort((a, b) => a - b);
            const byDocId = new Map(found.map(({ docId, score }) => [docId, score]));
            expect(searcher.score(scorers, Uint32Array.from(ascending))).toEqual(
              ascending.map((docId) => byDocId.get(docId)),
            );
          }
        },
      ),
      { numRuns: 150 },
    );
    // Otherwise the lists were read to their ends each time, and nothing was put to the test.
    expect(cutShort).toBeGreaterThan(10);
  });
});
