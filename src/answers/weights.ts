import type { LinearModel } from './logistic.js';
import type { sentenceFeatureNames } from './features.js';
import type { confidenceFeatureNames } from './confidence.js';

// Both fitted by scripts/fit-answers.ts; not to be edited by hand.

export const sentenceModel: LinearModel<(typeof sentenceFeatureNames)[number]> = {
  bias: 0,
  weights: {
    coverage: 4.826,
    coverageWithPrevious: 3.013,
    cosine: 1.454,
    evidence: 0.714,
    missingEvidence: -2.389,
    first: 0.176,
    firstForDefinition: 0.782,
    length: 0.321,
    passage: 5.534,
    passageCoverage: 1.416,
    passageCosine: 4.406,
  },
};

export const confidenceModel: LinearModel<(typeof confidenceFeatureNames)[number]> = {
  bias: -4.227,
  weights: {
    passage: -0.637,
    sentenceCoverage: 3.177,
    passageCosine: 0.267,
    sentenceCosine: 1.496,
    evidence: 0.078,
    missingEvidence: -0.224,
    questionWords: 0.628,
    margin: 7.279,
  },
};
