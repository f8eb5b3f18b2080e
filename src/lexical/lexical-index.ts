import type { FoldedWord } from '../contracts/word.js';
import { asWord, findWords } from '../text/words.js';
import { QuestionMatcher, type TermRarity } from './match-question.js';
import { measureCloseness, measureNear } from './closeness.js';
import { correctSpelling } from './spelling.js';
import { expandTerms } from './expand-terms.js';
import { questionTerms } from './question-terms.js';
import { Bm25Field, type TermScorer } from './bm25.js';
import { mergePostings, PostingsBuilder } from './build-postings.js';
import { findSorted, type Postings } from './postings.js';
import { PassageScores, type ScoredPosition } from './passage-scores.js';
import { stemsOf } from './passage-digest.js';
import { StandIns } from './stand-ins.js';
import { termsOf } from './terms.js';
import { loadThesaurus } from './thesaurus.js';
import type { Closeness, RankedPassage } from '../contracts/hit.js';
import type { PassageDigest } from '../contracts/passage.js';
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

/** Data to be merged, and which of its passages stay; all where it is not said. */
export interface LexicalPart {
  readonly data: LexicalData;
  readonly isKept?: (passageId: number) => boolean;
}

/** The data of the passages that stay, of which those of a part have higher ids than those of the parts before. */
export function mergeLexical(parts: readonly LexicalPart[]): LexicalData {
  const passageIds: number[] = [];
  const places = parts.map(({ data, isKept }) =>
    Int32Array.from(data.passageIds, (id) => (!isKept || isKept(id) ? passageIds.push(id) - 1 : -1)),
  );
  const merge = (field: 'stems' | 'grams'): Postings =>
    mergePostings(
      parts.map(({ data }, index) => ({ postings: data[field], newPositions: places[index]! })),
      passageIds.length,
    );
  return { passageIds: Uint32Array.from(passageIds), stems: merge('stems'), grams: merge('grams') };
}

/** Passages that are built at a time: a few dozen megabytes until they are compressed. */
const passagesPerPart = 4096;

/** The passages that a {@link LexicalBuilder} collects before it compresses them. */
class PartBuilder {
  readonly passageIds: number[] = [];
  private readonly stems = new PostingsBuilder();
  private readonly grams = new PostingsBuilder();
  /** Folded word → the numbers of its terms: passages repeat a small vocabulary. */
  private readonly words = new Map<string, { readonly stem: number; readonly grams: readonly number[] }>();

  add(passage: LexicalPassage): void {
    const stems: number[] = [];
    const grams: number[] = [];
    for (const text of [passage.context, passage.body]) {
      for (const word of findWords(text)) {
        const numbers = this.numbersOf(word);
        stems.push(numbers.stem);
        for (const gram of numbers.grams) grams.push(gram);
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

  private numbersOf(word: FoldedWord): { readonly stem: number; readonly grams: readonly number[] } {
    let numbers = this.words.get(word.folded);
    if (!numbers) {
      const { stem, grams } = termsOf(word);
      numbers = {
        stem: this.stems.numberOf(stem),
        grams: grams.map((gram) => this.grams.numberOf(gram)),
      };
      this.words.set(word.folded, numbers);
    }
    return numbers;
  }
}

/** Builds the data of some passages, given in ascending order of id. */
export class LexicalBuilder {
  private readonly finished: LexicalData[] = [];
  private current = new PartBuilder();

  add(passage: LexicalPassage): void {
    this.current.add(passage);
    if (this.current.passageIds.length < passagesPerPart) return;
    this.finished.push(this.current.build());
    this.current = new PartBuilder();
  }

  build(): LexicalData {
    return mergeLexical([...this.finished, this.current.build()].map((data) => ({ data })));
  }
}

/** What the steps of a question have in common; they come one behind the other. */
interface AskedQuestion {
  readonly question: string;
  readonly scorers: readonly TermScorer[];
  readonly ceiling: number;
  readonly matcher: QuestionMatcher;
  readonly standIns: StandIns;
  /** What was searched for last. */
  top?: { readonly limit: number; readonly found: ScoredPosition[] };
}

/** Ranks passages by the words that they share with a question. */
export class LexicalIndex implements TextIndex {
  private readonly stems: Bm25Field;
  private readonly grams: Bm25Field;
  private readonly rarity: TermRarity = {
    stem: (term) => this.stems.rarity(term),
    gram: (term) => gramWeight * this.grams.rarity(term),
  };
  private readonly scores: PassageScores;
  private lastAsked: AskedQuestion | undefined;

  constructor(readonly data: LexicalData) {
    this.stems = new Bm25Field(data.stems, parameters);
    this.grams = new Bm25Field(data.grams, parameters);
    this.scores = new PassageScores(data.passageIds.length);
  }

  get size(): number {
    return this.data.passageIds.length;
  }

  search(question: string, limit: number, isAllowed?: (passageId: number) => boolean): RankedPassage[] {
    const { passageIds } = this.data;
    const top = isAllowed
      ? this.scores.top(this.asked(question).scorers, limit, (position) => isAllowed(passageIds[position]!))
      : this.findTop(question, limit);
    return top.map(({ position, score }, index) => ({
      passageId: passageIds[position]!,
      rank: index + 1,
      score,
    }));
  }

  score(question: string, passageIds: readonly number[]): number[] {
    const positions = passageIds.map((id) => findSorted(this.data.passageIds, id));
    const known = Uint32Array.from(new Set(positions.filter((position) => position >= 0))).sort();
    const scores = this.scores.of(known, this.asked(question).scorers);
    return positions.map((position) => scores[findSorted(known, position)] ?? 0);
  }

  lengths(passageIds: readonly number[]): number[] {
    const { passageIds: known, stems } = this.data;
    return passageIds.map((id) => stems.lengths[findSorted(known, id)] ?? 0);
  }

  ceiling(question: string): number {
    return this.asked(question).ceiling;
  }

  match(question: string, text: string): QuestionMatch {
    return this.asked(question).matcher.match(findWords(text));
  }

  coverage(question: string, texts: readonly (readonly (readonly FoldedWord[])[])[]): number[] {
    const { matcher } = this.asked(question);
    return texts.map((pieces) => matcher.coverage(pieces));
  }

  correct(question: string): string {
    let nearest: ScoredPosition[] | undefined;
    return correctSpelling(question, {
      frequencyOf: (stem) => this.stems.frequency(stem),
      nearnessOf: (word) => {
        nearest ??= this.findTop(question, passagesOfContext);
        return nearest.reduce((sum, { position }, rank) => sum + this.held(word, position) / (1 + rank), 0);
      },
      isWord: (stem) => loadThesaurus().has(stem),
    });
  }

  closeness(question: string, passages: readonly PassageDigest[], asked: number): Closeness[] {
    return measureCloseness(this.asked(question).standIns, passages, asked);
  }

  near(question: string, texts: readonly (readonly FoldedWord[])[]): number[] {
    return measureNear(this.asked(question).standIns, texts.map(stemsOf));
  }

  /** How much of a word a passage holds: nothing without its stem, all of it with all its grams. */
  private held(word: string, position: number): number {
    const { stem, grams } = termsOf(asWord(word));
    if (!this.stems.holds(stem, position)) return 0;
    const there = grams.filter((gram) => this.grams.holds(gram, position)).length;
    return (there / Math.max(1, grams.length)) ** 3;
  }

  private findTop(question: string, limit: number): ScoredPosition[] {
    const asked = this.asked(question);
    if (asked.top?.limit !== limit) asked.top = { limit, found: this.scores.top(asked.scorers, limit) };
    return asked.top.found;
  }

  private asked(question: string): AskedQuestion {
    if (this.lastAsked?.question !== question) this.lastAsked = this.take(question);
    return this.lastAsked;
  }

  private take(question: string): AskedQuestion {
    const { stems, grams } = questionTerms(question);
    const held = (stem: number): boolean => this.stems.frequency(stem) > 0;
    return {
      question,
      scorers: [
        ...this.stems.scorersOf(stems, 1),
        ...this.grams.scorersOf(grams, gramWeight),
        // They stand for the words' grams too.
        ...this.stems.scorersOf(expandTerms(stems, held, loadThesaurus()), 1 + gramWeight),
      ],
      ceiling: this.stems.ceiling(stems) + gramWeight * this.grams.ceiling(grams),
      matcher: new QuestionMatcher(question, this.rarity),
      standIns: new StandIns(question, this.rarity, loadThesaurus()),
    };
  }
}
