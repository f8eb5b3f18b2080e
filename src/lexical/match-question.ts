import type { QuestionMatch, WordMatch } from '../contracts/search.js';
import type { Span } from '../contracts/span.js';
import type { FoldedWord } from '../contracts/word.js';
import { WordTable } from '../text/word-table.js';
import { questionWordWeight, wordsByStem } from './question-terms.js';
import { TermMap } from './term-map.js';
import { termsOf } from './terms.js';

/** Weights of terms by how rare they are in the index, in one unit for both kinds. */
export interface TermRarity {
  stem(term: number): number;
  gram(term: number): number;
}

/** Grams without the stem may be those of another word. */
const gramOnlyShare = 0.7;

/** A word of the question with its terms, by the numbers of {@link QuestionMatcher}. */
interface AskedWord extends Span {
  readonly weight: number;
  readonly stem: number;
  readonly grams: readonly { readonly number: number; readonly part: number }[];
}

/**
 * Finds how much of a question texts hold. A word's weight is the rarity of its stem and grams; its share is that of the
 * terms of it that the text has, all of it where the text has the stem.
 */
export class QuestionMatcher {
  private readonly words: readonly AskedWord[];
  /** Term of the question → its number. */
  private readonly numbers = new TermMap<number>();
  /** Which of them the words read so far have: most have none, and come again and again. */
  private readonly seen = new WordTable<readonly number[]>(12);
  /** Which of them pieces hold: 1 at the number of one that is there. */
  private readonly read = new WeakMap<readonly FoldedWord[], Uint8Array>();

  constructor(
    private readonly question: string,
    rarity: TermRarity,
  ) {
    const words = [...wordsByStem(question)].map(([stem, word]) => {
      const { grams } = termsOf(word);
      const whole = grams.reduce((sum, gram) => sum + rarity.gram(gram), 0);
      return {
        start: word.start,
        end: word.end,
        weight: (rarity.stem(stem) + whole) * questionWordWeight(word),
        stem: this.numberOf(stem),
        grams: grams.map((gram) => ({
          number: this.numberOf(gram),
          part: whole > 0 ? rarity.gram(gram) / whole : 0,
        })),
      };
    });
    const total = words.reduce((sum, { weight }) => sum + weight, 0);
    this.words = words.map((word) => ({ ...word, weight: total > 0 ? word.weight / total : 0 }));
  }

  match(words: readonly FoldedWord[]): QuestionMatch {
    const there = [this.termsIn(words)];
    const matches = this.words.map((asked): WordMatch => {
      const { start, end, weight } = asked;
      return { word: this.question.slice(start, end), start, end, weight, share: shareOf(asked, there) };
    });
    return { coverage: this.coverage([words]), words: matches };
  }

  /** Of a text given in pieces. */
  coverage(pieces: readonly (readonly FoldedWord[])[]): number {
    const there = pieces.map((piece) => this.termsIn(piece));
    return this.words.reduce((sum, asked) => sum + asked.weight * shareOf(asked, there), 0);
  }

  private numberOf(term: number): number {
    return this.numbers.getOrMake(term, () => this.numbers.size);
  }

  private termsIn(piece: readonly FoldedWord[]): Uint8Array {
    let terms = this.read.get(piece);
    if (!terms) {
      terms = new Uint8Array(this.numbers.size);
      for (const word of piece) {
        for (const number of this.seen.get(word) ?? this.seen.set(word, this.termsOf(word)))
          terms[number] = 1;
      }
      this.read.set(piece, terms);
    }
    return terms;
  }

  private termsOf(word: FoldedWord): readonly number[] {
    const { stem, grams } = termsOf(word);
    return [stem, ...grams].flatMap((term) => this.numbers.get(term) ?? []);
  }
}

function shareOf({ stem, grams }: AskedWord, pieces: readonly Uint8Array[]): number {
  const isThere = (number: number): boolean => pieces.some((terms) => terms[number] === 1);
  if (isThere(stem)) return 1;
  const share = grams.reduce((sum, { number, part }) => sum + (isThere(number) ? part : 0), 0);
  return Math.min(1, share) * gramOnlyShare;
}
