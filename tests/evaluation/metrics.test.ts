import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auroc } from '../../src/evaluation/metrics/auroc.js';
import {
  coverageCurve,
  expectedCalibrationError,
  reliabilityBins,
  type Judged,
} from '../../src/evaluation/metrics/calibration.js';
import { ndcg, recall, reciprocalRank } from '../../src/evaluation/metrics/ranking.js';

// From a short list, so that there are ties.
const scores = fc.array(
  fc.oneof(fc.constantFrom(0, 0.25, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  {
    minLength: 1,
    maxLength: 30,
  },
);

describe('AUROC', () => {
  it.each([
    ['all above', [3, 4], [1, 2], 1],
    ['all below', [1, 2], [3, 4], 0],
    ['identical', [1, 2, 3], [1, 2, 3], 0.5],
    ['all tied', [1, 1], [1, 1, 1], 0.5],
    // 8 pairs: 0.9 beats both, 0.4 beats 0.1 and loses to 0.5, 0.5 ties with 0.5 and beats 0.1, 0.05 loses both.
    ['mixed', [0.9, 0.4, 0.5, 0.05], [0.5, 0.1], (2 + 1 + 1.5 + 0) / 8],
  ])('of %s', (_, positives, negatives, wanted) => {
    expect(auroc(positives, negatives)).toBeCloseTo(wanted, 12);
  });

  it('is no number where one side is empty', () => {
    for (const [positives, negatives] of [
      [[], []],
      [[1], []],
      [[], [1]],
    ] as const) {
      expect(auroc(positives, negatives)).toBeNaN();
    }
  });

  it('comes to an end with a score that is no number', () => {
    expect(auroc([Number.NaN, 1], [0, Number.NaN])).toBeLessThanOrEqual(1);
  });

  it('is the share of pairs in order, ties counting half', () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        let pairs = 0;
        for (const positive of positives) {
          for (const negative of negatives)
            pairs += positive > negative ? 1 : positive === negative ? 0.5 : 0;
        }
        expect(auroc(positives, negatives)).toBeCloseTo(pairs / (positives.length * negatives.length), 10);
      }),
    );
  });

  it('is the rest of 1 when the sides change, and does not mind the scale', () => {
    const grid = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(grid, grid, (positives, negatives) => {
        const value = auroc(positives, negatives);
        expect(auroc(negatives, positives)).toBeCloseTo(1 - value, 10);
        const stretch = (score: number): number => score ** 3 + 5 * score - 100;
        expect(auroc(positives.map(stretch), negatives.map(stretch))).toBe(value);
      }),
    );
  });
});

const judgedList = fc.array(
  fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), correct: fc.boolean() }),
  { minLength: 1, maxLength: 40 },
);

describe('calibration', () => {
  /** `count` of one confidence, of which `correct` are right. */
  const group = (confidence: number, count: number, correct: number): Judged[] =>
    Array.from({ length: count }, (_, index) => ({ confidence, correct: index < correct }));

  it.each<[string, Judged[], number]>([
    ['nothing', [], 0],
    [
      'perfect calibration',
      [...group(0.25, 8, 2), ...group(0.75, 4, 3), ...group(1, 3, 3), ...group(0, 2, 0)],
      0,
    ],
    ['sure and wrong', group(1, 5, 0), 1],
    ['unsure and right', group(0, 5, 5), 1],
    // Half of them 0.2 too sure, half 0.1 too modest.
    ['two groups', [...group(0.7, 10, 5), ...group(0.3, 10, 4)], 0.5 * 0.2 + 0.5 * 0.1],
  ])('has the expected error for %s', (_, judged, wanted) => {
    expect(expectedCalibrationError(judged)).toBeCloseTo(wanted, 12);
  });

  it('counts every question in one bin, those of the highest confidence too', () => {
    fc.assert(
      fc.property(judgedList, fc.integer({ min: 1, max: 20 }), (judged, bins) => {
        const found = reliabilityBins(judged, bins);
        expect(found.reduce((sum, bin) => sum + bin.count, 0)).toBe(judged.length);
        for (const bin of found) {
          expect(bin.count).toBeGreaterThan(0);
          expect(bin.meanConfidence).toBeGreaterThanOrEqual(bin.from - 1e-12);
          expect(bin.meanConfidence).toBeLessThanOrEqual(bin.to + 1e-12);
          expect(bin.accuracy >= 0 && bin.accuracy <= 1).toBe(true);
        }
        const error = expectedCalibrationError(judged, bins);
        expect(error >= 0 && error <= 1).toBe(true);
      }),
    );
  });

  it('has in one bin the distance of the two means', () => {
    fc.assert(
      fc.property(judgedList, (judged) => {
        const mean = judged.reduce((sum, each) => sum + each.confidence, 0) / judged.length;
        const right = judged.filter((each) => each.correct).length / judged.length;
        expect(expectedCalibrationError(judged, 1)).toBeCloseTo(Math.abs(mean - right), 10);
      }),
    );
  });
});

describe('the coverage curve', () => {
  it('has precision and threshold of those answered', () => {
    const judged = [
      { confidence: 0.2, correct: false },
      { confidence: 0.9, correct: true },
      { confidence: 0.6, correct: false },
      { confidence: 0.7, correct: true },
    ];
    expect(coverageCurve(judged, [0.25, 0.5, 0.75, 1])).toEqual([
      { coverage: 0.25, threshold: 0.9, precision: 1 },
      { coverage: 0.5, threshold: 0.7, precision: 1 },
      { coverage: 0.75, threshold: 0.6, precision: 2 / 3 },
      { coverage: 1, threshold: 0.2, precision: 0.5 },
    ]);
  });

  it('of no answers is sure', () => {
    expect(coverageCurve([], [0, 1])).toEqual([
      { coverage: 0, threshold: 1, precision: 1 },
      { coverage: 1, threshold: 1, precision: 1 },
    ]);
  });

  it('has a threshold that falls with coverage and ends at the share of right answers', () => {
    fc.assert(
      fc.property(judgedList, (judged) => {
        const curve = coverageCurve(judged, [0.1, 0.3, 0.5, 0.7, 0.9, 1]);
        curve.slice(1).forEach((point, index) => {
          expect(point.threshold).toBeLessThanOrEqual(curve[index]!.threshold);
        });
        const right = judged.filter((each) => each.correct).length;
        expect(curve.at(-1)!.precision).toBeCloseTo(right / judged.length, 12);
      }),
    );
  });
});

describe('metrics of a rank', () => {
  it.each([
    [1, 10, 1, 1, 1],
    [2, 10, 0.63093, 0.5, 1],
    [3, 10, 0.5, 1 / 3, 1],
    [7, 10, 1 / 3, 1 / 7, 1],
    [10, 10, 0.28906, 0.1, 1],
    [11, 10, 0, 0, 0],
    [2, 1, 0, 0, 0],
    [undefined, 10, 0, 0, 0],
  ])('rank %s at depth %d', (rank, depth, gain, reciprocal, found) => {
    expect(ndcg(rank, depth)).toBeCloseTo(gain, 5);
    expect(reciprocalRank(rank, depth)).toBeCloseTo(reciprocal, 12);
    expect(recall(rank, depth)).toBe(found);
  });
});
