import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WeightedTerm } from '../../src/contracts/query.js';
import { Bm25Field, type Bm25Parameters } from '../../src/lexical/bm25.js';
import { PostingsBuilder } from '../../src/lexical/build-postings.js';
import { ScoreAccumulator } from '../../src/lexical/score-accumulator.js';

function field(passages: readonly (readonly number[])[], parameters: Bm25Parameters): Bm25Field {
  const builder = new PostingsBuilder();
  for (const terms of passages) builder.add(terms.map((each) => builder.numberOf(each)));
  return new Bm25Field(builder.build(), parameters);
}

/** The sum of what all terms give each of a number of passages. */
function scoreAll(
  one: Bm25Field,
  passages: number,
  terms: readonly WeightedTerm[],
  weight = 1,
): Float32Array {
  const scores = new ScoreAccumulator(passages);
  for (const scorer of one.scorersOf(terms, weight)) scorer.addToAll(scores);
  return scores.values;
}

/** The formula as textbooks have it, passage by passage, with four passages more that hold nothing. */
function textbookScores(
  passages: readonly (readonly number[])[],
  question: readonly WeightedTerm[],
  { k1, b }: Bm25Parameters,
): number[] {
  const meanLength = passages.reduce((sum, passage) => sum + passage.length, 0) / passages.length;
  return passages.map((passage) =>
    question.reduce((score, { term, weight }) => {
      const frequency = passage.filter((each) => each === term).length;
      if (frequency === 0) return score;
      const holding = passages.filter((each) => each.includes(term)).length;
      const idf = Math.log(1 + (passages.length + 4 - holding + 0.5) / (holding + 0.5));
      const norm = k1 * (1 - b + (b * passage.length) / meanLength);
      return score + (weight * idf * frequency * (k1 + 1)) / (frequency + norm);
    }, 0),
  );
}

const term = fc.nat(8);
const passages = fc.array(fc.array(term, { maxLength: 20 }), { minLength: 1, maxLength: 20 });
const question = fc.uniqueArray(
  fc.record({ term: fc.nat(10), weight: fc.double({ min: 0.01, max: 2, noNaN: true }) }),
  {
    selector: (each) => each.term,
    maxLength: 6,
  },
);
const anyParameters = fc.record({
  k1: fc.double({ min: 0.1, max: 3, noNaN: true }),
  b: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** The idf of a term of one of two passages. */
const inOne = Math.log(1 + 5.5 / 1.5);

describe('BM25', () => {
  it('scores as the textbook does', () => {
    fc.assert(
      fc.property(passages, question, anyParameters, (lists, terms, parameters) => {
        const scores = scoreAll(field(lists, parameters), lists.length, terms);
        textbookScores(lists, terms, parameters).forEach((wanted, docId) => {
          expect(Math.abs(scores[docId]! - wanted)).toBeLessThanOrEqual(1e-4 * Math.max(1, wanted));
        });
      }),
      { numRuns: 300 },
    );
  });

  it('scores a case worked out by hand', () => {
    // Two passages of length 2 and mean 2: norm = k1 = 1; idf of a term in one of six = ln(1 + 5.5 / 1.5).
    const lists = [
      [1, 2],
      [2, 2],
    ];
    const scores = scoreAll(field(lists, { k1: 1, b: 0.5 }), 2, [{ term: 1, weight: 1 }]);
    expect(scores[0]).toBeCloseTo((inOne * 2 * 1) / (1 + 1), 5);
    expect(scores[1]).toBe(0);
  });

  it('adds to what is there, times the weight of the field', () => {
    const [scorer] = field([[1], [2]], { k1: 1, b: 0 }).scorersOf([{ term: 1, weight: 1 }], 3);
    const some = Float32Array.of(10, 20);
    scorer!.addTo(some, Uint32Array.of(0, 1));
    expect(some[0]).toBeCloseTo(10 + 3 * inOne, 5);
    expect(some[1]).toBe(20);
    const all = new ScoreAccumulator(2);
    scorer!.addToAll(all);
    scorer!.addToAll(all);
    expect(all.values[0]).toBeCloseTo(6 * inOne, 5);
    expect([...all.docIds()]).toEqual([0]);
  });

  it('gives no passage more than the bound of a term', () => {
    fc.assert(
      fc.property(passages, question, anyParameters, (lists, terms, parameters) => {
        for (const scorer of field(lists, parameters).scorersOf(terms, 0.8)) {
          const scores = new ScoreAccumulator(lists.length);
          scorer.addToAll(scores);
          expect(scores.docIds()).toHaveLength(scorer.count);
          for (const score of scores.values) expect(score).toBeLessThanOrEqual(scorer.bound * (1 + 1e-6));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('sums the idf of its terms to what a passage of mean length scores by holding each once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), anyParameters, (count, parameters) => {
        const lists = Array.from({ length: count }, (_, index) => [1, 2, 10 + index]);
        const terms = [1, 2, 10].map((each, index) => ({ term: each, weight: 0.5 + index }));
        const one = field(lists, parameters);
        const scores = scoreAll(one, count, terms);
        const idfSum = one.idfSum(terms);
        expect(Math.abs(scores[0]! - idfSum)).toBeLessThan(1e-4 * Math.max(1, idfSum));
      }),
    );
  });

  it('gives rare terms a higher idf, none a negative one, and unknown terms the highest', () => {
    const one = field([[1, 2], [1], [1]], { k1: 1, b: 0.5 });
    expect(one.idf(1)).toBeGreaterThan(0);
    expect(one.idf(2)).toBeGreaterThan(one.idf(1));
    expect(one.idf(99)).toBeGreaterThan(one.idf(2));
  });

  it('takes an empty index and one of empty passages', () => {
    for (const lists of [[], [[], []]]) {
      const one = field(lists, { k1: 0.9, b: 0.8 });
      const scores = scoreAll(one, lists.length, [{ term: 1, weight: 1 }]);
      expect([...scores]).toEqual(lists.map(() => 0));
      expect(Number.isFinite(one.idfSum([{ term: 1, weight: 1 }]))).toBe(true);
    }
  });
});
