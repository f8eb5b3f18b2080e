import type { LexicalTerms, QueryTerm, WeightedTerm } from '../contracts/query.js';
import type { TermStatistics, Thesaurus } from '../contracts/search.js';
import type { Word } from '../contracts/word.js';
import { isStopword } from '../text/stopwords.js';
import { termsOf } from '../text/terms.js';
import { expandTerms } from './expand-terms.js';

/** In a small index the words of a question that ask are as rare as those of its subject; this keeps them apart. */
const stopwordWeight = 0.2;

function weightOf(word: Word): number {
  return isStopword(word.folded) ? stopwordWeight : 1;
}

/** The words by their stems: of those that share one, the first. */
function firstByStem(words: readonly Word[]): Map<number, Word> {
  const byStem = new Map<number, Word>();
  for (const word of words) {
    const { stem } = termsOf(word);
    if (!byStem.has(stem)) byStem.set(stem, word);
  }
  return byStem;
}

/** The distinct stems of a question, with what an index and a thesaurus know of them. */
export function findQueryTerms(
  words: readonly Word[],
  statistics: TermStatistics,
  thesaurus: Thesaurus,
): QueryTerm[] {
  return [...firstByStem(words)].map(([stem, word]): QueryTerm => ({
    word,
    stem,
    idf: statistics.stemIdf(stem),
    weight: weightOf(word),
    grams: termsOf(word).grams.map((term) => ({ term, idf: statistics.gramIdf(term) })),
    related: [...thesaurus.neighboursOf(stem)].map(([neighbour, similarity]) => ({
      stem: neighbour,
      similarity,
    })),
  }));
}

/** How many of the terms are no stopwords. */
export function countContentTerms(terms: readonly QueryTerm[]): number {
  return terms.filter(({ word }) => !isStopword(word.folded)).length;
}

/** What to look up in the inverted index: each term once, with the weight of its weightiest word. */
export function findLexicalTerms(
  words: readonly Word[],
  statistics: TermStatistics,
  thesaurus: Thesaurus,
): LexicalTerms {
  const stems = new Map<number, number>();
  const grams = new Map<number, number>();
  const raise = (weights: Map<number, number>, term: number, weight: number): void => {
    weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  };
  for (const word of words) {
    const weight = weightOf(word);
    const terms = termsOf(word);
    raise(stems, terms.stem, weight);
    for (const gram of terms.grams) raise(grams, gram, weight);
  }
  const list = (weights: Map<number, number>): WeightedTerm[] =>
    [...weights].map(([term, weight]) => ({ term, weight }));
  const stemList = list(stems);
  const isHeld = (stem: number): boolean => statistics.documentFrequency(stem) > 0;
  return { stems: stemList, grams: list(grams), expansion: expandTerms(stemList, isHeld, thesaurus) };
}
