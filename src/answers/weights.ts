// Both fitted by scripts/fit-answers.ts; not to be edited by hand.

export const sentenceModel = {
  bias: 0,
  weights: {
    coverage: 3.871,
    coverageWithPrevious: 2.938,
    near: 1.783,
    cosine: 1.061,
    evidence: 0.665,
    missingEvidence: -2.966,
    first: 0.104,
    firstForDefinition: 0.819,
    length: 0.28,
    passage: 11.229,
    passageCoverage: -0.208,
    passageCosine: 4.265,
  },
};

export const confidenceModel = {
  bias: -4.654,
  weights: {
    sentenceCoverage: 3.519,
    passageCosine: -0.17,
    sentenceCosine: 1.218,
    missingEvidence: -1.705,
    questionWords: 0.818,
    margin: 3.841,
    nearMargin: -0.441,
    meanMargin: 2.038,
    spread: 4.641,
    early: 0.153,
  },
};
