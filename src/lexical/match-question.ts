import type { QuestionMatch, WordMatch } from '../contracts/search.js';
import { WordTable } from '../text/word-table.js';
import { findWords, type FoldedWord } from '../text/words.js';
import { questionWordWeight } from './question-terms.js';
import { TermMap } from './term-map.js';
import { termsOf } from './terms.js';

/** Weights of terms by how rare they are in the index, in one unit for both kinds. */
export interface TermRarity {
  stem(term: number): number;
  gram(term: number): number;
}

/** Grams without the stem may be those of another word. */
export const gramOnlyShare = 0.7;

/** Finds which of a few terms a text holds. */
class HeldTerms {
  private readonly numbers = new TermMap<number>();
  /** Which of the terms the words read so far have: most have none, and come again and again. */
  private readonly seen = new WordTable<readonly number[]>(12);
  private readonly read = new Map<string, Uint8Array>();

  constructor(terms: Iterable<number>) {
    for (const term of terms) this.numbers.getOrMake(term, () => this.numbers.size);
  }

  /** The number that stands for one of the terms. */
  numberOf(term: number): number {
    return this.numbers.get(term)!;
  }

  /** By the numbers of the terms: 1 for one that is there. */
  in(text: string): Uint8Array {
    let held = this.read.get(text);
    if (!held) {
      held = new Uint8Array(this.numbers.size);
      for (const word of findWords(text)) {
        for (const number of this.seen.get(word) ?? this.seen.set(word, this.ofWord(word))) held[number] = 1;
      }
      this.read.set(text, held);
    }
    return held;
  }

  private ofWord(word: FoldedWord): readonly number[] {
    const { stem, grams } = termsOf(word);
    return [stem, ...grams].flatMap((term) => this.numbers.get(term) ?? []);
  }
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
    .map((word) => ({ word, terms: termsOf(word) }))
    .filter(({ terms }) => !seen.has(terms.stem) && seen.add(terms.stem))
    .map(({ word, terms }) => {
      const grams = terms.grams.map((term) => ({ term, rarity: rarity.gram(term) }));
      const gramTotal = grams.reduce((sum, gram) => sum + gram.rarity, 0);
      const weight = (rarity.stem(terms.stem) + gramTotal) * questionWordWeight(word);
      return { word, stem: terms.stem, grams, gramTotal, weight };
    });
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  const held = new HeldTerms(words.flatMap(({ stem, grams }) => [stem, ...grams.map(({ term }) => term)]));
  return texts.map((pieces) => {
    const inPieces = pieces.map((piece) => held.in(piece));
    const isThere = (term: number): boolean => {
      const number = held.numberOf(term);
      return inPieces.some((terms) => terms[number] === 1);
    };
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
