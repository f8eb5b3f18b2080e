import type { SentenceFeatures } from './features.js';
import { linearScore, probability } from './logistic.js';
import { confidenceModel } from './weights.js';

/** What speaks for the best sentence being an answer at all. None depends on the size of the index. */
export interface ConfidenceFeatures {
  readonly passageCoverage: number;
  readonly sentenceCoverage: number;
  readonly passageCosine: number;
  readonly sentenceCosine: number;
  readonly evidence: number;
  readonly missingEvidence: number;
  /** How far the best passage's fused score stands above the next. */
  readonly margin: number;
}

export const confidenceFeatureNames = [
  'passageCoverage',
  'sentenceCoverage',
  'passageCosine',
  'sentenceCosine',
  'evidence',
  'missingEvidence',
  'margin',
] as const satisfies readonly (keyof ConfidenceFeatures)[];

export function confidenceFeatures(best: SentenceFeatures, margin: number): ConfidenceFeatures {
  return {
    passageCoverage: best.passageCoverage,
    sentenceCoverage: best.coverage + best.coverageWithPrevious,
    passageCosine: best.passageCosine,
    sentenceCosine: best.cosine,
    evidence: best.evidence,
    missingEvidence: best.missingEvidence,
    margin,
  };
}

/** The estimated probability, from 0 to 1, that the marked sentence answers the question. */
export function estimateConfidence(features: ConfidenceFeatures): number {
  return probability(linearScore(confidenceModel, features));
}
