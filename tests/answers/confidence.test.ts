import fc from 'fast-check';
import { structureFeatureNames } from '../../src/answers/structure-features.js';
import { describe, expect, it } from 'vitest';
import {
  confidenceFeatureNames,
  confidenceFeatures,
  estimateConfidence,
  findScoreMargins,
  type Competitor,
  type ConfidenceFeatures,
} from '../../src/answers/confidence.js';
import { sentenceFeatureNames } from '../../src/answers/features.js';
import { linearScore, probability } from '../../src/answers/logistic.js';
import { confidenceModel, sentenceModel } from '../../src/answers/weights.js';

const share = fc.double({ min: -1, max: 2, noNaN: true });
const features = fc.record(
  Object.fromEntries(confidenceFeatureNames.map((name) => [name, share])),
) as fc.Arbitrary<ConfidenceFeatures>;

/** Features of a sentence that stands under nothing. */
const withoutStructure = Object.fromEntries(structureFeatureNames.map((name) => [name, 0])) as Record<
  (typeof structureFeatureNames)[number],
  number
>;

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
      fc.property(features, (given) => {
        const confidence = estimateConfidence(given);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is nothing for a question of nothing but stopwords', () => {
    fc.assert(
      fc.property(features, (given) => {
        expect(estimateConfidence({ ...given, contentTerms: 0 })).toBe(0);
      }),
    );
  });

  it('is ordered as the linear score of its features', () => {
    fc.assert(
      fc.property(features, features, (a, b) => {
        fc.pre(a.contentTerms > 0 && b.contentTerms > 0);
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
    const full = {
      ...none,
      sentenceCoverage: 1,
      placeCoverage: 1,
      softCoverage: 1,
      askedValue: 1,
      passageCosine: 0.8,
      passageScore: 0.8,
      sentenceCosine: 0.8,
      contextCosine: 0.8,
      windowMargin: 0.4,
    };
    const alone = {
      ...full,
      margin: 0.3,
      meanMargin: 0.4,
      spread: 0.2,
      positionScore: 0.8,
      sentenceMargin: 0.5,
      contentTerms: 0.5,
    };
    expect(estimateConfidence(alone)).toBeGreaterThan(0.5);
    expect(estimateConfidence({ ...none, noAskedValue: 1, softMissing: 1, contentTerms: 0.5 })).toBeLessThan(
      0.1,
    );
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
    softWindowCoverage: 0.6,
    ...withoutStructure,
    cosine: 0.3,
    contextCosine: 0.3,
    askedValue: 1,
    noAskedValue: 0,
    negationMismatch: 0,
    directionMatch: 0,
    saysYesOrNo: 0,
    formSign: 0,
    noFormSign: 0,
    heading: 0,
    first: 1,
    firstForDefinition: 0,
    length: 0.4,
    passageScore: 0.6,
    passageCoverage: 0.7,
    passageCosine: 0.8,
    contentTerms: 0.9,
  };

  const support = {
    softCoverage: 1,
    softMissing: 0,
    lacksName: 0,
    lacksSection: 0,
    isTranslated: 0,
    isOfAnother: 0,
  };

  const competitor = (documentId: number, score: number, coverage = 0.5): Competitor => ({
    documentId,
    hit: {
      score,
      proximity: {
        bestWindowCoverage: coverage,
        answerTypeSentenceCoverage: 0,
        softPassageCoverage: coverage,
        positionScore: 0.4,
        queryTermFrequency: 1,
      },
    },
  });

  it('gives a number for every name', () => {
    const own = competitor(1, 0.7, 0.6);
    const features = confidenceFeatures(
      best,
      support,
      findScoreMargins(own, [own, competitor(2, 0.5, 0.8)], 3),
    );
    // What settles the confidence beside the model is not weighed by it.
    expect(Object.keys(features).sort()).toEqual([...confidenceFeatureNames, 'isOfAnother'].sort());
    expect(features.margin).toBeCloseTo(0.2);
    expect(features.windowMargin).toBeCloseTo(-0.2);
    expect(features.meanMargin).toBeCloseTo(0.2);
    expect(features.spread).toBeCloseTo(0.1);
    expect(features.positionScore).toBe(0.4);
  });

  it('compares with other documents, not with other passages of its own', () => {
    const own = competitor(1, 0.7);
    const margins = findScoreMargins(
      own,
      [own, competitor(1, 0.69), competitor(2, 0.6), competitor(3, 0.4)],
      3,
    );
    expect(margins.margin).toBeCloseTo(0.1);
    expect(margins.meanMargin).toBeCloseTo(0.2);
  });

  it('does not let an index without another document speak for an answer without bound', () => {
    const [sure, surer] = [competitor(1, 0.6, 0.6), competitor(1, 0.9, 0.9)];
    expect(findScoreMargins(sure, [sure], 3)).toEqual(findScoreMargins(surer, [surer], 3));
    expect(findScoreMargins(sure, [sure], 3).spread).toBe(0);
  });

  it('takes a passage below the re-ranking depth for one that covers nothing', () => {
    const own = { documentId: 1, hit: { score: 0.2, proximity: undefined } };
    expect(findScoreMargins(own, [own], 3)).toMatchObject({ windowMargin: 0, positionScore: 0 });
  });
});
