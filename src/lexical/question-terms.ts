import type { Word } from '../contracts/word.js';
import { isFunctionWord } from '../text/function-words.js';
import { findWords } from '../text/words.js';
import type { WeightedTerm } from './bm25.js';
import { termsOf } from './terms.js';

/** In a small index the words of asking are as rare as those of the subject; this keeps them apart. */
const functionWordWeight = 0.2;

export function questionWordWeight(word: Word): number {
  return isFunctionWord(word.folded) ? functionWordWeight : 1;
}

/** The words of a question by their stems: of those that share one, the first. */
export function wordsByStem(question: string): Map<number, Word> {
  const words = new Map<number, Word>();
  for (const word of findWords(question)) {
    const { stem } = termsOf(word);
    if (!words.has(stem)) words.set(stem, word);
  }
  return words;
}

/** The terms of a question, each once, with the weight of its weightiest word. */
export function questionTerms(question: string): { stems: WeightedTerm[]; grams: WeightedTerm[] } {
  const stems = new Map<number, number>();
  const grams = new Map<number, number>();
  const raise = (weights: Map<number, number>, term: number, weight: number): void => {
    weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  };
  for (const word of findWords(question)) {
    const weight = questionWordWeight(word);
    const terms = termsOf(word);
    raise(stems, terms.stem, weight);
    for (const gram of terms.grams) raise(grams, gram, weight);
  }
  const list = (weights: Map<number, number>): WeightedTerm[] =>
    [...weights].map(([term, weight]) => ({ term, weight }));
  return { stems: list(stems), grams: list(grams) };
}
