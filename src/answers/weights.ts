// All fitted by scripts/fit-answers.ts; not to be edited by hand.

export const sentenceModel = {
  bias: 0,
  weights: {
    coverage: 2.051,
    coverageWithPrevious: 2.996,
    near: 1.416,
    kin: 2.39,
    cosine: 0.442,
    evidence: 0.891,
    evidenceNear: 0.736,
    missingEvidence: -2.652,
    heading: -4.15,
    first: 0.091,
    firstForDefinition: 0.904,
    length: 0.217,
    passage: 10.734,
    passageCoverage: -0.183,
    passageCosine: 5.826,
  },
};

/** Of further citations. */
export const citationModel = {
  bias: -2.259,
  weights: {
    passage: 3.343,
    passageGap: -3.202,
    passageCosine: 5.211,
  },
};

export const confidenceModel = {
  bias: -4.708,
  weights: {
    sentenceCoverage: 3.565,
    passageCosine: -0.237,
    sentenceCosine: 1.319,
    missingEvidence: -1.689,
    questionWords: 0.775,
    margin: 4.757,
    nearMargin: -0.729,
    meanMargin: 1.712,
    spread: 4.354,
    early: 0.15,
  },
};
