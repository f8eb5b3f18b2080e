// Both fitted by scripts/fit-answers.ts; not to be edited by hand.

export const sentenceModel = {
  bias: 0,
  weights: {
    coverage: 3.936,
    coverageWithPrevious: 2.972,
    near: 1.702,
    cosine: 1.113,
    evidence: 0.676,
    missingEvidence: -2.97,
    first: 0.111,
    firstForDefinition: 0.838,
    length: 0.288,
    passage: 10.834,
    passageCoverage: -0.357,
    passageCosine: 4.713,
  },
};

export const confidenceModel = {
  bias: -4.731,
  weights: {
    sentenceCoverage: 3.514,
    passageCosine: -0.164,
    sentenceCosine: 1.19,
    missingEvidence: -1.719,
    questionWords: 0.858,
    margin: 4.133,
    nearMargin: -0.631,
    meanMargin: 2.114,
    spread: 4.287,
    early: 0.239,
  },
};
