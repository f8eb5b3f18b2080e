// All fitted by scripts/fit-answers.ts; not to be edited by hand.

export const sentenceModel = {
  bias: 0,
  weights: {
    coverage: 3.938,
    coverageWithPrevious: 2.97,
    softWindowCoverage: 1.797,
    cosine: 0.91,
    contextCosine: 0.9,
    answerTypeSignal: 0.689,
    missingSignal: -2.95,
    heading: -4.235,
    first: 0.108,
    firstForDefinition: 0.854,
    length: 0.365,
    passageScore: 10.705,
    passageCoverage: -0.174,
    passageCosine: 5.687,
    leadCoverage: 2.5,
    headingCoverage: 2,
    headingPrecision: 0.3,
    questionCoverage: 1.0,
    questionPrecision: 1.5,
    asks: -6,
    firstAnswer: 0.5,
    labelPrecision: 1,
    columnCoverage: 1,
    labelNamesKind: 1,
    labelNamesProblem: -1,
    sectionCoverage: 1,
    novelty: 1,
    superseded: -1,
    inAskedSection: 3,
    inOtherSection: -2,
    largestMissing: 0,
    lacksNumber: -1,
    askedValue: 0.7,
    noAskedValue: -1.5,
    negationMismatch: -0.5,
    isListItem: 0,
    isTableRow: 0,
    isField: 0,
    isTurn: 0,
    isAside: 0,
  },
};

/** Of further citations. */
export const citationModel = {
  bias: -2.259,
  weights: {
    passageScore: 3.343,
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
    missingSignal: -1.689,
    contentTerms: 0.775,
    margin: 4.757,
    windowMargin: -0.729,
    meanMargin: 1.712,
    spread: 4.354,
    positionScore: 0.15,
  },
};
