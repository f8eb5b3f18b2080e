import { confidenceFeatureNames, sentenceMarginOf } from '../../../src/answers/confidence.js';
import { sentenceFeatureNames } from '../../../src/answers/features.js';
import { sentenceModel } from '../../../src/answers/weights.js';
import type { AskedExample, RatedExample } from './collect-examples.js';
import { dot, type Features } from './linear-models.js';

/** The best sentence of one question in one index, by some sentence model. */
export interface BestAnswer {
  /** By `confidenceFeatureNames`. */
  readonly features: Features;
  readonly right: boolean;
  readonly isElsewhere: boolean;
}

/** The weights of the shipped sentence model. */
export const shippedSentenceWeights: Float64Array = Float64Array.from(
  sentenceFeatureNames,
  (name) => sentenceModel.weights[name],
);

const marginAt = confidenceFeatureNames.indexOf('sentenceMargin');
const cosines = ['cosine', 'contextCosine'].map((name) =>
  (sentenceFeatureNames as readonly string[]).indexOf(name),
);

/** `weights` without those of the cosines, which the product does not know of all sentences. */
function withoutCosines(weights: Float64Array): Float64Array {
  const others = weights.slice();
  for (const at of cosines) others[at] = 0;
  return others;
}

/** Which sentence a model of sentences chooses, and what the confidence of it is estimated from; undefined where none was found. */
export function findBestAnswer({ sentences }: AskedExample, weights: Float64Array): BestAnswer | undefined {
  const score = (by: Float64Array, { features, handicap }: RatedExample): number =>
    dot(by, features) - handicap;
  let best: RatedExample | undefined;
  for (const each of sentences) {
    if (each.confidence && (!best || score(weights, each) > score(weights, best))) best = each;
  }
  if (!best?.confidence) return undefined;
  const others = withoutCosines(weights);
  const rivals = sentences.filter(({ words }) => words !== best.words);
  const most = rivals.reduce((highest, rival) => Math.max(highest, score(others, rival)), -Infinity);
  const features = best.confidence.slice();
  features[marginAt] = sentenceMarginOf(score(others, best) - most);
  return { features, right: best.holds, isElsewhere: best.isElsewhere };
}
