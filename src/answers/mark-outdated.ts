import type { Query } from '../contracts/query.js';
import { isEarlier, speaksOfSame, wordsOf } from './editions.js';
import type { UnembeddedSentence } from './rate-passage.js';
import { sentenceModel } from './weights.js';

/**
 * Marks as superseded what a document says again of a later edition, as release notes do, unless the question names an
 * edition or asks for the old state.
 */
export function markOutdated(query: Query, sentences: readonly UnembeddedSentence[]): UnembeddedSentence[] {
  const isOfOne = query.asksForOld || query.tokens.some(({ folded }) => /^[0-9]+$/.test(folded));
  const dated = isOfOne ? [] : sentences.filter(({ edition }) => edition !== undefined);
  const words = new Map(dated.map((sentence) => [sentence, wordsOf(sentence.words)]));
  return sentences.map((sentence) => {
    const { edition, candidate, features } = sentence;
    if (!edition || features.superseded === 1 || !words.has(sentence)) return sentence;
    const isOutdated = dated.some(
      (other) =>
        other.candidate.document === candidate.document &&
        isEarlier(edition, other.edition!) &&
        speaksOfSame(words.get(sentence)!, words.get(other)!),
    );
    if (!isOutdated) return sentence;
    const score = sentence.score + sentenceModel.weights.superseded;
    return { ...sentence, features: { ...features, superseded: 1 }, score };
  });
}
