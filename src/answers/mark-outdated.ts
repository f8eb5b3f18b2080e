import type { Query } from '../contracts/query.js';
import { isEarlier, speaksOfSame, wordsOf } from './editions.js';
import type { PartlyRatedSentence } from './rate-passage.js';
import { sentenceModel } from './weights.js';

/**
 * Marks as superseded what a document says again of a later edition, as release notes do, unless the question names an
 * edition or asks for the old state.
 */
export function markOutdated(query: Query, sentences: readonly PartlyRatedSentence[]): PartlyRatedSentence[] {
  const isOfOne = query.asksForOld || query.tokens.some(({ folded }) => /^[0-9]+$/.test(folded));
  const dated = isOfOne ? [] : sentences.filter(({ place }) => place.edition !== undefined);
  if (dated.length === 0) return [...sentences];
  const words = new Map(dated.map((sentence) => [sentence, wordsOf(sentence.read.words)]));
  return sentences.map((sentence) => {
    const { place, candidate, features } = sentence;
    const own = words.get(sentence);
    if (!own || features.superseded === 1) return sentence;
    const isOutdated = dated.some(
      (other) =>
        other.candidate.document === candidate.document &&
        isEarlier(place.edition!, other.place.edition!) &&
        speaksOfSame(own, words.get(other)!),
    );
    if (!isOutdated) return sentence;
    const score = sentence.score + sentenceModel.weights.superseded;
    return { ...sentence, features: { ...features, superseded: 1 }, score };
  });
}
