import { linearScore, probability } from './logistic.js';
import type { RatedSentence } from './rate-passage.js';
import { citationModel } from './weights.js';

/** What speaks for a further passage being about what was asked, beside the one cited first. */
export interface RelevanceFeatures {
  /** The passage's score after re-ranking. */
  readonly passageScore: number;
  /** How far it falls behind that of the passage cited first. */
  readonly passageGap: number;
  /** Cosine of question and passage. */
  readonly passageCosine: number;
}

export const relevanceFeatureNames = [
  'passageScore',
  'passageGap',
  'passageCosine',
] as const satisfies readonly (keyof RelevanceFeatures)[];

/** A further citation is shown from this probability on; chosen with scripts/experiments/citations.ts. */
const relevantFrom = 0.4;

/** `own` is the best sentence of its passage, `first` that of the passage cited first. */
export function relevanceFeatures(first: RatedSentence, own: RatedSentence): RelevanceFeatures {
  const { passageScore, passageCosine } = own.features;
  return { passageScore, passageGap: first.features.passageScore - passageScore, passageCosine };
}

/**
 * Whether a further passage is shown as a source beside the first: being the next best is not enough, for in a folder
 * of many subjects the next best is of another. What the sentence itself holds adds nothing to this.
 */
export function isRelevant(first: RatedSentence, own: RatedSentence): boolean {
  return probability(linearScore(citationModel, relevanceFeatures(first, own))) >= relevantFrom;
}
