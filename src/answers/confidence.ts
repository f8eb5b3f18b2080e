import type { RatedFeatures } from './features.js';
import { linearScore, probability } from './logistic.js';
import { confidenceModel } from './weights.js';

/** What speaks for the best sentence being an answer at all. None depends on the size of the index. */
export interface ConfidenceFeatures {
  readonly sentenceCoverage: number;
  readonly passageCosine: number;
  readonly sentenceCosine: number;
  readonly missingEvidence: number;
  readonly questionWords: number;
  /** How far the passage's score stands above that of the best other document, at most 0.3. */
  readonly margin: number;
  /** The same of how near the passage comes to the question, at most 0.5. */
  readonly nearMargin: number;
}

export const confidenceFeatureNames = [
  'sentenceCoverage',
  'passageCosine',
  'sentenceCosine',
  'missingEvidence',
  'questionWords',
  'margin',
  'nearMargin',
] as const satisfies readonly (keyof ConfidenceFeatures)[];

/** Beyond these a margin says nothing more; an index of one document has no other to stand above. */
const maxMargin = 0.3;
const maxNearMargin = 0.5;

/** How far the passage of an answer stands above the best of other documents; may be below zero. */
export interface Margins {
  readonly score: number;
  readonly near: number;
}

export function confidenceFeatures(best: RatedFeatures, margins: Margins): ConfidenceFeatures {
  return {
    sentenceCoverage: best.coverage + best.coverageWithPrevious,
    passageCosine: best.passageCosine,
    sentenceCosine: best.cosine,
    missingEvidence: best.missingEvidence,
    questionWords: best.questionWords,
    margin: Math.min(maxMargin, margins.score),
    nearMargin: Math.min(maxNearMargin, margins.near),
  };
}

/** The estimated probability, from 0 to 1, that the marked sentence answers the question. */
export function estimateConfidence(features: ConfidenceFeatures): number {
  return probability(linearScore(confidenceModel, features));
}
