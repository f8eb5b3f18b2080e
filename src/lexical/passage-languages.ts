import type { AnswerLanguage } from '../contracts/answer.js';
import { hashTerm } from '../text/terms.js';
import { findSorted } from '../text/find-sorted.js';
import { PostingsReader, type Postings } from './postings.js';

/** Character grams that next to every text of a language has, and none of the other. */
const telling: Readonly<Record<AnswerLanguage, readonly string[]>> = {
  ar: [
    ...Array.from('ابتثجحخدذرزسشصضطظعغفقكلمنهوي', (letter) => `^ال${letter}`),
    ...[
      '^في$',
      '^من$',
      '^على',
      '^الى',
      '^هذا',
      '^هذه',
      '^التي',
      '^الذي',
      '^كان',
      '^عن$',
      '^مع$',
      '^ان$',
      '^لا$',
    ],
  ],
  en: [
    '^the',
    'the$',
    '^of$',
    '^and',
    '^in$',
    '^to$',
    '^is$',
    'ing$',
    'tion',
    '^for',
    '^are',
    '^was',
    '^you',
    '^not',
  ],
};

const tellingTerms: Readonly<Record<AnswerLanguage, readonly number[]>> = {
  ar: telling.ar.map(hashTerm),
  en: telling.en.map(hashTerm),
};

/** The language whose telling grams occur more often; undefined where neither do. */
export function tellLanguage(frequencyOf: (gram: number) => number): AnswerLanguage | undefined {
  const count = (grams: readonly number[]): number => grams.reduce((sum, gram) => sum + frequencyOf(gram), 0);
  const [arabic, english] = [count(tellingTerms.ar), count(tellingTerms.en)];
  if (arabic === english) return undefined;
  return arabic > english ? 'ar' : 'en';
}

const bits: Readonly<Record<AnswerLanguage, number>> = { ar: 1, en: 2 };

/**
 * The language that passages are in, told by the grams that they hold more of. A passage that holds none of either,
 * such as one of figures, is in neither.
 */
export class PassageLanguages {
  private readonly languages: Uint8Array;
  private readonly counts: Readonly<Record<AnswerLanguage, number>>;
  private readonly others: Partial<Record<AnswerLanguage, Uint32Array>> = {};

  constructor(grams: Postings) {
    const passages = grams.lengths.length;
    const arabic = countIn(grams, tellingTerms.ar, passages);
    const english = countIn(grams, tellingTerms.en, passages);
    this.languages = new Uint8Array(passages);
    const counts = { ar: 0, en: 0 };
    for (let docId = 0; docId < passages; docId++) {
      const [one, other] = [arabic[docId]!, english[docId]!];
      if (one === other) continue;
      const language: AnswerLanguage = one > other ? 'ar' : 'en';
      this.languages[docId] = bits[language];
      counts[language]++;
    }
    this.counts = counts;
  }

  isIn(docId: number, language: AnswerLanguage): boolean {
    return this.languages[docId] === bits[language];
  }

  /** The passages that are not in a language, ascending. */
  outside(language: AnswerLanguage): Uint32Array {
    let found = this.others[language];
    if (!found) {
      found = new Uint32Array(this.languages.length - this.count(language));
      let at = 0;
      for (let docId = 0; docId < this.languages.length; docId++) {
        if (!this.isIn(docId, language)) found[at++] = docId;
      }
      this.others[language] = found;
    }
    return found;
  }

  /** How many passages are in a language. */
  count(language: AnswerLanguage): number {
    return this.counts[language];
  }
}

/** How often the grams occur in each passage. */
function countIn(postings: Postings, grams: readonly number[], passages: number): Uint32Array {
  const counts = new Uint32Array(passages);
  const reader = new PostingsReader(postings);
  for (const gram of grams) {
    const index = findSorted(postings.terms, gram);
    if (index < 0) continue;
    reader.open(index);
    while (reader.readNext()) {
      for (let i = 0; i < reader.count; i++) counts[reader.docIds[i]!]! += reader.frequencies[i]!;
    }
  }
  return counts;
}
