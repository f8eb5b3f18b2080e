import type { QuestionMatch } from '../contracts/search.js';
import type { Span } from '../contracts/span.js';
import type { Word } from '../contracts/word.js';
import { isFunctionWord } from '../text/function-words.js';
import { skeletonOf } from '../text/word-skeleton.js';
import { findWords } from '../text/words.js';

/** The words that a question is about, each by its skeleton with its part in the whole; they add up to 1. */
export type AskedWords = ReadonlyMap<string, number>;

/** `match`: of the question and any text, for how much each word weighs. */
export function findAskedWords({ words }: QuestionMatch): AskedWords {
  const weights = new Map<string, number>();
  for (const { word: text, weight } of words) {
    for (const word of findWords(text)) {
      if (isFunctionWord(word.folded)) continue;
      const skeleton = skeletonOf(word);
      weights.set(skeleton, (weights.get(skeleton) ?? 0) + weight);
    }
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return new Map([...weights].map(([skeleton, weight]) => [skeleton, total > 0 ? weight / total : 0]));
}

/** The share of the question's words that a sentence has in any form of the same skeleton. */
export function measureKin(asked: AskedWords, words: readonly Word[]): number {
  const found = new Set(words.map(skeletonOf));
  return [...asked].reduce((sum, [skeleton, weight]) => sum + (found.has(skeleton) ? weight : 0), 0);
}

/** At this distance in words, a word of the question counts half. */
const halfDistance = 6;

/** Words between position `at` and those of a span; 0 inside of it. */
function distanceTo(at: number, [first, last]: readonly [number, number]): number {
  return at < first ? first - at : Math.max(0, at - last);
}

/**
 * How near the words of the question stand to one of `evidence`, spans of the text whose words these are: of a sentence
 * with two dates and two events, the date that was asked for is beside the event. 0 without evidence.
 */
export function measureEvidenceNear(
  asked: AskedWords,
  words: readonly Word[],
  evidence: readonly Span[],
): number {
  const seen = words.flatMap((word, at) => {
    const skeleton = skeletonOf(word);
    return asked.has(skeleton) ? [{ skeleton, at }] : [];
  });
  return evidence.reduce((best, { start, end }) => {
    const range = [
      words.findIndex((word) => word.end > start),
      words.findLastIndex((word) => word.start < end),
    ] as const;
    const nearest = new Map<string, number>();
    for (const { skeleton, at } of seen) {
      const nearness = 1 / (1 + distanceTo(at, range) / halfDistance);
      nearest.set(skeleton, Math.max(nearness, nearest.get(skeleton) ?? 0));
    }
    const sum = [...nearest].reduce((total, [skeleton, near]) => total + near * asked.get(skeleton)!, 0);
    return Math.max(best, sum);
  }, 0);
}
