import type { LinearModel } from './logistic.js';
import type { sentenceFeatureNames } from './features.js';
import type { confidenceFeatureNames } from './confidence.js';

// Both fitted by scripts/fit-answers.ts; not to be edited by hand.

export const sentenceModel: LinearModel<(typeof sentenceFeatureNames)[number]> = {
  bias: 0,
  weights: {
    coverage: 3,
    coverageWithPrevious: 1.5,
    cosine: 2,
    evidence: 0.6,
    missingEvidence: -0.6,
    first: 0.2,
    firstForDefinition: 0.2,
    length: 0.8,
    passage: 6,
    passageCoverage: 1,
    passageCosine: 0,
  },
};

export const confidenceModel: LinearModel<(typeof confidenceFeatureNames)[number]> = {
  bias: -6,
  weights: {
    passageCoverage: 5,
    sentenceCoverage: 2,
    passageCosine: 3,
    sentenceCosine: 1,
    evidence: 0.5,
    missingEvidence: -0.5,
    margin: 1,
  },
};
