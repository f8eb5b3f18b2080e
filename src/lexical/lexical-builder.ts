import type { FoldedToken } from '../contracts/token.js';
import { termsOf } from '../text/terms.js';
import { tokenize } from '../text/tokenize.js';
import { mergePostings, PostingsBuilder } from './build-postings.js';
import type { Postings } from './postings.js';

/** The passages of an index and the inverted file of each field. DocIds index all of the arrays. */
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
      parts.map(({ data }, index) => ({ postings: data[field], newDocIds: places[index]! })),
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
      for (const word of tokenize(text)) {
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

  private numbersOf(word: FoldedToken): { readonly stem: number; readonly grams: readonly number[] } {
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
