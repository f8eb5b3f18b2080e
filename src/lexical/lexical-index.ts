import { findWords } from '../text/words.js';
import { matchQuestion, type TermRarity } from './match-question.js';
import { measureCloseness } from './closeness.js';
import { correctSpelling } from './spelling.js';
import { expandTerms } from './expand-terms.js';
import { questionTerms } from './question-terms.js';
import { Bm25Field } from './bm25.js';
import { findSorted, mergePostings, PostingsBuilder, type Postings } from './postings.js';
import { termsOf } from './terms.js';
import { loadThesaurus } from './thesaurus.js';
import type { Closeness, RankedPassage } from '../contracts/hit.js';
import type { ReadablePassage } from '../contracts/passage.js';
import type { QuestionMatch, TextIndex } from '../contracts/search.js';

/** The passages of an index and the inverted file of each field. Positions index all of the arrays. */
export interface LexicalData {
  /** Position → passage id, ascending. */
  readonly passageIds: Uint32Array;
  readonly stems: Postings;
  readonly grams: Postings;
}

/** What a passage is matched by: its context (title and heading) and its own text. */
export interface LexicalPassage {
  readonly id: number;
  readonly context: string;
  readonly body: string;
}

// Chosen on the development questions; see the experiments table.
const parameters = { k1: 0.9, b: 0.8 };
const gramWeight = 0.8;

/** Passages that are looked into for what a misspelt word was meant to be. */
const passagesOfContext = 50;

/** Builds the data of some passages, given in ascending order of id. */
export class LexicalBuilder {
  private readonly passageIds: number[] = [];
  private readonly stems = new PostingsBuilder();
  private readonly grams = new PostingsBuilder();

  add(passage: LexicalPassage): void {
    const stems: number[] = [];
    const grams: number[] = [];
    for (const text of [passage.context, passage.body]) {
      for (const word of findWords(text)) {
        const terms = termsOf(word.folded);
        stems.push(terms.stem);
        for (const gram of terms.grams) grams.push(gram);
      }
    }
    this.passageIds.push(passage.id);
    this.stems.add(stems);
    this.grams.add(grams);
  }

  build(): LexicalData {
    return {
      passageIds: Uint32Array.from(this.passageIds),
      stems: this.stems.build(),
      grams: this.grams.build(),
    };
  }
}

/** The data of `old` without the passages of which `isKept` is false, followed by `added`. */
export function mergeLexical(
  old: LexicalData,
  isKept: (passageId: number) => boolean,
  added: LexicalData,
): LexicalData {
  const newPositions = new Int32Array(old.passageIds.length);
  const passageIds = new Uint32Array(old.passageIds.length + added.passageIds.length);
  let kept = 0;
  old.passageIds.forEach((id, position) => {
    const keep = isKept(id);
    newPositions[position] = keep ? kept : -1;
    if (keep) passageIds[kept++] = id;
  });
  passageIds.set(added.passageIds, kept);
  return {
    passageIds: passageIds.slice(0, kept + added.passageIds.length),
    stems: mergePostings(old.stems, newPositions, kept, added.stems),
    grams: mergePostings(old.grams, newPositions, kept, added.grams),
  };
}

/** The `limit` highest of `scores` that are above zero, best first; ties go to the lower position. */
export function selectTop(
  scores: Float32Array,
  limit: number,
  isAllowed?: (position: number) => boolean,
): number[] {
  // A small sorted list beats a heap here: few scores get past its last entry.
  const best: number[] = [];
  let lowest = 0;
  for (let position = 0; position < scores.length; position++) {
    const score = scores[position]!;
    if (score <= lowest || (isAllowed && !isAllowed(position))) continue;
    let low = 0;
    let high = best.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (scores[best[middle]!]! >= score) low = middle + 1;
      else high = middle;
    }
    best.splice(low, 0, position);
    if (best.length > limit) best.pop();
    if (best.length === limit) lowest = scores[best[limit - 1]!]!;
  }
  return best;
}

/** Ranks passages by the words that they share with a question. */
export class LexicalIndex implements TextIndex {
  private readonly stems: Bm25Field;
  private readonly grams: Bm25Field;
  private readonly rarity: TermRarity = {
    stem: (term) => this.stems.rarity(term),
    gram: (term) => gramWeight * this.grams.rarity(term),
  };
  private readonly scores: Float32Array;
  /** The question that `scores` holds the scores of: search and score ask for the same one in turn. */
  private scoredQuestion: string | undefined;

  constructor(readonly data: LexicalData) {
    this.stems = new Bm25Field(data.stems, parameters);
    this.grams = new Bm25Field(data.grams, parameters);
    this.scores = new Float32Array(data.passageIds.length);
  }

  get size(): number {
    return this.data.passageIds.length;
  }

  search(question: string, limit: number, isAllowed?: (passageId: number) => boolean): RankedPassage[] {
    const scores = this.scoreAll(question);
    const { passageIds } = this.data;
    const allowed = isAllowed && ((position: number) => isAllowed(passageIds[position]!));
    return selectTop(scores, limit, allowed).map((position, index) => ({
      passageId: passageIds[position]!,
      rank: index + 1,
      score: scores[position]!,
    }));
  }

  score(question: string, passageIds: readonly number[]): number[] {
    const scores = this.scoreAll(question);
    return passageIds.map((id) => scores[findSorted(this.data.passageIds, id)] ?? 0);
  }

  ceiling(question: string): number {
    const { stems, grams } = questionTerms(question);
    return this.stems.ceiling(stems) + gramWeight * this.grams.ceiling(grams);
  }

  match(question: string, texts: readonly string[]): QuestionMatch[] {
    return matchQuestion(question, texts, this.rarity);
  }

  correct(question: string): string {
    let nearest: number[] | undefined;
    return correctSpelling(question, {
      frequencyOf: (stem) => this.stems.frequency(stem),
      nearnessOf: (word) => {
        nearest ??= selectTop(this.scoreAll(question), passagesOfContext);
        return nearest.reduce((sum, position, rank) => sum + this.held(word, position) / (1 + rank), 0);
      },
      isWord: (stem) => loadThesaurus().has(stem),
    });
  }

  closeness(question: string, passages: readonly ReadablePassage[]): Closeness[] {
    return measureCloseness(question, passages, this.rarity, loadThesaurus());
  }

  /** How much of a word a passage holds: nothing without its stem, all of it with all its grams. */
  private held(word: string, position: number): number {
    const { stem, grams } = termsOf(word);
    if (!this.stems.holds(stem, position)) return 0;
    const there = grams.filter((gram) => this.grams.holds(gram, position)).length;
    return (there / Math.max(1, grams.length)) ** 3;
  }

  private scoreAll(question: string): Float32Array {
    if (question !== this.scoredQuestion) {
      const { stems, grams } = questionTerms(question);
      this.scores.fill(0);
      this.stems.accumulate(this.scores, stems, 1);
      this.grams.accumulate(this.scores, grams, gramWeight);
      const held = (stem: number): boolean => this.stems.frequency(stem) > 0;
      // They stand for the words' grams too.
      this.stems.accumulate(this.scores, expandTerms(stems, held, loadThesaurus()), 1 + gramWeight);
      this.scoredQuestion = question;
    }
    return this.scores;
  }
}
