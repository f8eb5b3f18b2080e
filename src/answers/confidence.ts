import type { RerankedHit } from '../contracts/hit.js';
import type { RatedFeatures } from './features.js';
import { linearScore, probability } from './logistic.js';
import { supportNames, type Support } from './support.js';
import { confidenceModel } from './weights.js';

/** What is taken from the features of the best sentence as it is. */
const copiedNames = [
  'passageCosine',
  'passageScore',
  'contextCosine',
  'formSign',
  'noFormSign',
  'askedValue',
  'noAskedValue',
  'columnCoverage',
  'contradicts',
  'echo',
  'isListed',
  'contentTerms',
  'questionCoverage',
  'questionPrecision',
  'labelPrecision',
  'headingPrecision',
  'novelty',
  'superseded',
  'largestMissing',
  'lacksNumber',
  'emptyCell',
  'inAskedSection',
  'inOtherSection',
  'namesOthers',
  'saysYesOrNo',
  'isTurn',
  'heading',
  'asks',
  'negationMismatch',
  'isTableRow',
] as const satisfies readonly (keyof RatedFeatures)[];

type CopiedFeatures = Pick<RatedFeatures, (typeof copiedNames)[number]>;

/** What speaks for the best sentence being an answer at all. None depends on the size of the index. */
export interface ConfidenceFeatures extends ScoreMargins, CopiedFeatures, Support {
  /** How much of the question the sentence holds, plus how much it holds with the one before. */
  readonly sentenceCoverage: number;
  /** How much of it the sentence and all that stands above it and before it in its section hold. */
  readonly placeCoverage: number;
  /** Cosine of question and sentence. */
  readonly sentenceCosine: number;
}

export interface ScoreMargins {
  /** How far the passage's score stands above that of the best other document, at most 0.3. */
  readonly margin: number;
  /** How far its `bestWindowCoverage` stands above that of the best other document, at most 0.5. */
  readonly windowMargin: number;
  /** How far its score stands above the mean of the next passages of other documents, at most 0.4. */
  readonly meanMargin: number;
  /** The standard deviation of the scores of the best passages: one that stands out makes it large. */
  readonly spread: number;
  /** See ProximityFeatures. */
  readonly positionScore: number;
  /** 1 where no passage of another document was found: in a folder of one file nothing can stand out. */
  readonly isAlone: number;
  /** How far the sentence is rated above the best one that says something else, in units of the model, at most 1. */
  readonly sentenceMargin: number;
}

const marginNames = [
  'margin',
  'windowMargin',
  'meanMargin',
  'spread',
  'positionScore',
  'isAlone',
  'sentenceMargin',
] as const satisfies readonly (keyof ScoreMargins)[];

export const confidenceFeatureNames = [
  'sentenceCoverage',
  'placeCoverage',
  'sentenceCosine',
  ...supportNames,
  ...copiedNames,
  ...marginNames,
] as const satisfies readonly (keyof ConfidenceFeatures)[];

/**
 * Beyond these a margin says nothing more, since an index of one document has no other to stand above. Set by hand, before
 * the model was fitted to what they leave.
 */
const maxMargin = 0.3;
const maxWindowMargin = 0.5;
const maxMeanMargin = 0.4;
const maxSentenceMargin = 6;

/** So many passages of other documents make up their mean. */
const passagesCompared = 5;

/** A passage that was retrieved, by the document that it is of. */
export interface Competitor {
  readonly documentId: number;
  readonly hit: Pick<RerankedHit, 'score' | 'proximity'>;
  /** It holds the answering sentence word for word, as a copy or a new version of the document does: no rival. */
  readonly agrees?: boolean;
}

/** {@link ScoreMargins.sentenceMargin} of a margin in units of the sentence model. */
export function sentenceMarginOf(margin: number): number {
  return Math.min(1, margin / maxSentenceMargin);
}

function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}

/**
 * What sets the passage of an answer apart from the others that were retrieved, itself among them; best first.
 * `sentenceMargin`: how far its sentence is rated above the best that says something else, in units of the model.
 */
export function findScoreMargins(
  own: Competitor,
  retrieved: readonly Competitor[],
  sentenceMargin: number,
): ScoreMargins {
  const copies = new Set(retrieved.filter(({ agrees }) => agrees).map(({ documentId }) => documentId));
  const distinct = retrieved.filter(
    ({ documentId }) => documentId === own.documentId || !copies.has(documentId),
  );
  const others = distinct.filter(({ documentId }) => documentId !== own.documentId).map(({ hit }) => hit);
  const most = (of: (hit: Competitor['hit']) => number): number =>
    others.reduce((highest, hit) => Math.max(highest, of(hit)), 0);
  const window = ({ proximity }: Competitor['hit']): number => proximity?.bestWindowCoverage ?? 0;
  const scores = distinct.map(({ hit }) => hit.score);
  const middle = mean(scores);
  return {
    margin: Math.min(maxMargin, own.hit.score - most(({ score }) => score)),
    windowMargin: Math.min(maxWindowMargin, window(own.hit) - most(window)),
    meanMargin: Math.min(
      maxMeanMargin,
      own.hit.score - mean(others.slice(0, passagesCompared).map(({ score }) => score)),
    ),
    spread: Math.sqrt(mean(scores.map((score) => (score - middle) ** 2))),
    positionScore: own.hit.proximity?.positionScore ?? 0,
    isAlone: others.length === 0 ? 1 : 0,
    sentenceMargin: sentenceMarginOf(sentenceMargin),
  };
}

export function confidenceFeatures(
  best: RatedFeatures,
  support: Support,
  margins: ScoreMargins,
): ConfidenceFeatures {
  const copied = Object.fromEntries(copiedNames.map((name) => [name, best[name]])) as CopiedFeatures;
  return {
    ...copied,
    ...support,
    ...margins,
    sentenceCoverage: best.coverage + best.coverageWithPrevious,
    placeCoverage: best.coverage + best.leadCoverage + best.headingCoverage + best.sectionCoverage,
    sentenceCosine: best.cosine,
  };
}

/**
 * The estimated probability, from 0 to 1, that the marked sentence answers the question; 0 for a question of nothing
 * but stopwords, which any sentence holds.
 */
export function estimateConfidence(features: ConfidenceFeatures): number {
  if (features.contentTerms === 0) return 0;
  return probability(linearScore(confidenceModel, features));
}
