import type { RatedFeatures } from './features.js';
import { linearScore, probability } from './logistic.js';
import { confidenceModel } from './weights.js';

/** What speaks for the best sentence being an answer at all. None depends on the size of the index. */
export interface ConfidenceFeatures {
  /** The passage's fused score. */
  readonly passage: number;
  readonly sentenceCoverage: number;
  readonly passageCosine: number;
  readonly sentenceCosine: number;
  readonly evidence: number;
  readonly missingEvidence: number;
  readonly questionWords: number;
  /** How far the passage's fused score stands above that of the best other document, at most 0.3. */
  readonly margin: number;
}

export const confidenceFeatureNames = [
  'passage',
  'sentenceCoverage',
  'passageCosine',
  'sentenceCosine',
  'evidence',
  'missingEvidence',
  'questionWords',
  'margin',
] as const satisfies readonly (keyof ConfidenceFeatures)[];

/** Beyond this a margin says nothing more; an index of one document has no other to stand above. */
const maxMargin = 0.3;

export function confidenceFeatures(best: RatedFeatures, margin: number): ConfidenceFeatures {
  return {
    passage: best.passage,
    sentenceCoverage: best.coverage + best.coverageWithPrevious,
    passageCosine: best.passageCosine,
    sentenceCosine: best.cosine,
    evidence: best.evidence,
    missingEvidence: best.missingEvidence,
    questionWords: best.questionWords,
    margin: Math.min(maxMargin, margin),
  };
}

/** The estimated probability, from 0 to 1, that the marked sentence answers the question. */
export function estimateConfidence(features: ConfidenceFeatures): number {
  return probability(linearScore(confidenceModel, features));
}
