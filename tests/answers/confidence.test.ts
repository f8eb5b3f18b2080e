import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareWithRivals,
  confidenceFeatureNames,
  confidenceFeatures,
  estimateConfidence,
  type ConfidenceFeatures,
} from '../../src/answers/confidence.js';
import { sentenceFeatureNames } from '../../src/answers/features.js';
import { linearScore, probability } from '../../src/answers/logistic.js';
import { confidenceModel, sentenceModel } from '../../src/answers/weights.js';

const share = fc.double({ min: -1, max: 2, noNaN: true });
const features = fc.record(
  Object.fromEntries(confidenceFeatureNames.map((name) => [name, share])),
) as fc.Arbitrary<ConfidenceFeatures>;

describe('probability', () => {
  it.each([
    [0, 0.5],
    [Math.log(3), 0.75],
    [-Math.log(3), 0.25],
    [1e6, 1],
    [-1e6, 0],
    [Infinity, 1],
    [-Infinity, 0],
  ])('of a score of %d is %d', (score, expected) => {
    expect(probability(score)).toBeCloseTo(expected, 12);
  });

  it('never falls as the score rises', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        expect(probability(Math.min(a, b))).toBeLessThanOrEqual(probability(Math.max(a, b)));
      }),
    );
  });
});

describe('estimateConfidence', () => {
  it('lies between 0 and 1', () => {
    fc.assert(
      fc.property(features, (evidence) => {
        const confidence = estimateConfidence(evidence);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is nothing where nothing but words of asking is asked', () => {
    fc.assert(
      fc.property(features, (evidence) => {
        expect(estimateConfidence({ ...evidence, questionWords: 0 })).toBe(0);
      }),
    );
  });

  it('is ordered as the linear score of its evidence', () => {
    fc.assert(
      fc.property(features, features, (a, b) => {
        fc.pre(a.questionWords > 0 && b.questionWords > 0);
        const scores = [linearScore(confidenceModel, a), linearScore(confidenceModel, b)] as const;
        const [low, high] = scores[0] <= scores[1] ? [a, b] : [b, a];
        expect(estimateConfidence(low)).toBeLessThanOrEqual(estimateConfidence(high));
      }),
    );
  });

  it('is high where everything speaks for an answer, and low where nothing does', () => {
    const none = Object.fromEntries(
      confidenceFeatureNames.map((name) => [name, 0]),
    ) as unknown as ConfidenceFeatures;
    const full = { ...none, sentenceCoverage: 1, passageCosine: 0.8, sentenceCosine: 0.8, nearMargin: 0.4 };
    const alone = { ...full, margin: 0.3, meanMargin: 0.4, spread: 0.2, early: 0.8, questionWords: 0.5 };
    expect(estimateConfidence(alone)).toBeGreaterThan(0.5);
    expect(estimateConfidence({ ...none, missingEvidence: 1, questionWords: 0.5 })).toBeLessThan(0.1);
  });

  it('has a finite weight for every feature and for none else', () => {
    for (const [model, names] of [
      [confidenceModel, confidenceFeatureNames],
      [sentenceModel, sentenceFeatureNames],
    ] as const) {
      expect(Object.keys(model.weights).sort()).toEqual([...names].sort());
      expect([model.bias, ...Object.values(model.weights)].every(Number.isFinite)).toBe(true);
    }
  });
});

describe('confidenceFeatures', () => {
  const best = {
    coverage: 0.5,
    coverageWithPrevious: 0.2,
    near: 0.6,
    kin: 0.6,
    cosine: 0.3,
    evidence: 1,
    evidenceNear: 0.4,
    missingEvidence: 0,
    heading: 0,
    first: 1,
    firstForDefinition: 0,
    length: 0.4,
    passage: 0.6,
    passageCoverage: 0.7,
    passageCosine: 0.8,
    questionWords: 0.9,
  };

  const rival = (documentId: number, score: number, near = 0.5) => ({
    documentId,
    hit: { score, reading: { near, answering: 0, whole: near, early: 0.4, mentions: 1 } },
  });

  it('gives a number for every name', () => {
    const own = rival(1, 0.7, 0.6);
    const features = confidenceFeatures(best, compareWithRivals(own, [own, rival(2, 0.5, 0.8)]));
    expect(Object.keys(features).sort()).toEqual([...confidenceFeatureNames].sort());
    expect(features.margin).toBeCloseTo(0.2);
    expect(features.nearMargin).toBeCloseTo(-0.2);
    expect(features.meanMargin).toBeCloseTo(0.2);
    expect(features.spread).toBeCloseTo(0.1);
    expect(features.early).toBe(0.4);
  });

  it('compares with other documents, not with other passages of its own', () => {
    const own = rival(1, 0.7);
    const standing = compareWithRivals(own, [own, rival(1, 0.69), rival(2, 0.6), rival(3, 0.4)]);
    expect(standing.margin).toBeCloseTo(0.1);
    expect(standing.meanMargin).toBeCloseTo(0.2);
  });

  it('does not let an index without another document speak for an answer without bound', () => {
    const [sure, surer] = [rival(1, 0.6, 0.6), rival(1, 0.9, 0.9)];
    expect(compareWithRivals(sure, [sure])).toEqual(compareWithRivals(surer, [surer]));
    expect(compareWithRivals(sure, [sure]).spread).toBe(0);
  });

  it('takes a passage that was not read for one that comes near to nothing', () => {
    const own = { documentId: 1, hit: { score: 0.2, reading: undefined } };
    expect(compareWithRivals(own, [own])).toMatchObject({ nearMargin: 0, early: 0 });
  });
});
