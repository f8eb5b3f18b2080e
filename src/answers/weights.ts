// Both fitted by scripts/fit-answers.ts; not to be edited by hand.

export const sentenceModel = {
  bias: 0,
  weights: {
    coverage: 5.091,
    coverageWithPrevious: 3.375,
    cosine: 1.745,
    evidence: 0.59,
    missingEvidence: -3.205,
    first: 0.235,
    firstForDefinition: 0.851,
    length: 0.556,
    passage: 5.883,
    passageCoverage: 0.575,
    passageCosine: 4.465,
  },
};

export const confidenceModel = {
  bias: -4.224,
  weights: {
    passage: -0.766,
    sentenceCoverage: 3.342,
    passageCosine: 0.163,
    sentenceCosine: 1.615,
    evidence: 0.17,
    missingEvidence: -1.404,
    questionWords: 0.492,
    margin: 7.411,
  },
};
