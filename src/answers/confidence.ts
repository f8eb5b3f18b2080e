import type { FusedHit } from '../contracts/hit.js';
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
  /** How far its score stands above the mean of the next passages of other documents, at most 0.4. */
  readonly meanMargin: number;
  /** The standard deviation of the scores of the best passages: one that stands out makes it large. */
  readonly spread: number;
  /** How early the passage comes to the words of the question; see Closeness. */
  readonly early: number;
}

export const confidenceFeatureNames = [
  'sentenceCoverage',
  'passageCosine',
  'sentenceCosine',
  'missingEvidence',
  'questionWords',
  'margin',
  'nearMargin',
  'meanMargin',
  'spread',
  'early',
] as const satisfies readonly (keyof ConfidenceFeatures)[];

/** Beyond these a margin says nothing more; an index of one document has no other to stand above. */
const maxMargin = 0.3;
const maxNearMargin = 0.5;
const maxMeanMargin = 0.4;

/** So many passages of other documents make up their mean. */
const passagesCompared = 5;

/** A passage that was retrieved, by the document that it is of. */
export interface Rival {
  readonly documentId: number;
  readonly hit: Pick<FusedHit, 'score' | 'reading'>;
}

function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}

/** What sets the passage of an answer apart from the others that were retrieved, itself among them; best first. */
export function compareWithRivals(own: Rival, retrieved: readonly Rival[]): Standing {
  const others = retrieved.filter(({ documentId }) => documentId !== own.documentId).map(({ hit }) => hit);
  const most = (of: (hit: Rival['hit']) => number): number =>
    others.reduce((highest, hit) => Math.max(highest, of(hit)), 0);
  const near = ({ reading }: Rival['hit']): number => reading?.near ?? 0;
  const scores = retrieved.map(({ hit }) => hit.score);
  const middle = mean(scores);
  return {
    margin: Math.min(maxMargin, own.hit.score - most(({ score }) => score)),
    nearMargin: Math.min(maxNearMargin, near(own.hit) - most(near)),
    meanMargin: Math.min(
      maxMeanMargin,
      own.hit.score - mean(others.slice(0, passagesCompared).map(({ score }) => score)),
    ),
    spread: Math.sqrt(mean(scores.map((score) => (score - middle) ** 2))),
    early: own.hit.reading?.early ?? 0,
  };
}

export type Standing = Pick<ConfidenceFeatures, 'margin' | 'nearMargin' | 'meanMargin' | 'spread' | 'early'>;

export function confidenceFeatures(best: RatedFeatures, standing: Standing): ConfidenceFeatures {
  return {
    sentenceCoverage: best.coverage + best.coverageWithPrevious,
    passageCosine: best.passageCosine,
    sentenceCosine: best.cosine,
    missingEvidence: best.missingEvidence,
    questionWords: best.questionWords,
    ...standing,
  };
}

/**
 * The estimated probability, from 0 to 1, that the marked sentence answers the question; 0 for one of nothing but words
 * of asking, which any sentence holds.
 */
export function estimateConfidence(features: ConfidenceFeatures): number {
  if (features.questionWords === 0) return 0;
  return probability(linearScore(confidenceModel, features));
}
