// Both fitted by scripts/fit-answers.ts; not to be edited by hand.

export const sentenceModel = {
  bias: 0,
  weights: {
    coverage: 3.699,
    coverageWithPrevious: 3.069,
    near: 2.265,
    cosine: 0.997,
    evidence: 0.666,
    missingEvidence: -3.163,
    first: 0.194,
    firstForDefinition: 0.847,
    length: 0.259,
    passage: 8.047,
    passageCoverage: -0.229,
    passageCosine: 5.19,
  },
};

export const confidenceModel = {
  bias: -4.935,
  weights: {
    sentenceCoverage: 3.436,
    passageCosine: -0.256,
    sentenceCosine: 1.249,
    missingEvidence: -1.695,
    questionWords: 0.921,
    margin: 4.179,
    nearMargin: -0.655,
    meanMargin: 2.526,
    spread: 3.365,
    early: 0.359,
  },
};
