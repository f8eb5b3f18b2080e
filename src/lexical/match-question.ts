import type { QuestionMatch, WordMatch } from '../contracts/search.js';
import { findWords } from '../text/words.js';
import { questionWordWeight } from './question-terms.js';
import { termsOf } from './terms.js';

/** Weights of terms by how rare they are in the index, in one unit for both kinds. */
export interface TermRarity {
  stem(term: number): number;
  gram(term: number): number;
}

/** Grams without the stem may be those of another word. */
export const gramOnlyShare = 0.7;

function termSet(text: string): Set<number> {
  const terms = new Set<number>();
  for (const word of findWords(text)) {
    const { stem, grams } = termsOf(word.folded);
    terms.add(stem);
    for (const gram of grams) terms.add(gram);
  }
  return terms;
}

/**
 * How much of a question each text holds, given in pieces. A word's weight is the rarity of its stem and grams; its share is
 * that of the terms of it that the text has, all of it where the text has the stem.
 */
export function matchQuestion(
  question: string,
  texts: readonly (readonly string[])[],
  rarity: TermRarity,
): QuestionMatch[] {
  const seen = new Set<number>();
  const words = findWords(question)
    .map((word) => ({ word, terms: termsOf(word.folded) }))
    .filter(({ terms }) => !seen.has(terms.stem) && seen.add(terms.stem))
    .map(({ word, terms }) => {
      const grams = terms.grams.map((term) => ({ term, rarity: rarity.gram(term) }));
      const gramTotal = grams.reduce((sum, gram) => sum + gram.rarity, 0);
      const weight = (rarity.stem(terms.stem) + gramTotal) * questionWordWeight(word);
      return { word, stem: terms.stem, grams, gramTotal, weight };
    });
  const total = words.reduce((sum, { weight }) => sum + weight, 0);

  const termsOfPieces = new Map<string, Set<number>>();
  const termsIn = (piece: string): Set<number> => {
    let terms = termsOfPieces.get(piece);
    if (!terms) {
      terms = termSet(piece);
      termsOfPieces.set(piece, terms);
    }
    return terms;
  };
  return texts.map((pieces) => {
    const sets = pieces.map(termsIn);
    const isThere = (term: number): boolean => sets.some((terms) => terms.has(term));
    let covered = 0;
    const matches = words.map(({ word, stem, grams, gramTotal, weight }): WordMatch => {
      let share = isThere(stem) ? 1 : 0;
      if (share === 0 && gramTotal > 0) {
        for (const gram of grams) if (isThere(gram.term)) share += gram.rarity / gramTotal;
        share = Math.min(1, share) * gramOnlyShare;
      }
      covered += share * weight;
      const { start, end } = word;
      return { word: question.slice(start, end), start, end, weight: total > 0 ? weight / total : 0, share };
    });
    return { coverage: total > 0 ? covered / total : 0, words: matches };
  });
}
