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
  bias: -4.256,
  weights: {
    sentenceCoverage: 3.061,
    passageCosine: 0.53,
    sentenceCosine: 1.194,
    missingEvidence: -1.401,
    questionWords: 0.631,
    margin: 5.823,
    nearMargin: -0.612,
  },
};
