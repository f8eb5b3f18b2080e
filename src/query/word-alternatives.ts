import type { Token } from '../contracts/token.js';
import { wordsForNumber } from '../text/number-words.js';
import { readNumbers } from '../text/read-numbers.js';
import { isStopword } from '../text/stopwords.js';
import { hashTerm, stemWord } from '../text/terms.js';
import { findRootForms } from './root-forms.js';
import { findRelatedWords } from './vocabulary/related-words.js';
import { findWordForms, raise, type WordForms } from './word-forms.js';

/** Of a number in words to the same in digits, and the other way. */
const sameNumber = 0.95;
/** Of an ordinal to the cardinal, of one gender to the other. */
const otherForm = 0.9;
const sameRoot = 0.5;
/** A form that is no more like the word than this is looked up in the tables no further. */
const lookedUpFrom = 0.65;

const article = /^(?:[وف]?[بكل]?ال|[وف]?لل)(?=\p{L}{3})/u;
const clitic = /^[وبلف](?=\p{L}{4})/u;

/**
 * Why a word may stand for another: it is the same number, another form of the word, of the same root, or of the same
 * meaning by a table.
 */
export type AlternativeKind = 'number' | 'form' | 'root' | 'dialect' | 'synonym';

export const alternativeKinds: ReadonlySet<AlternativeKind> = new Set<AlternativeKind>([
  'number',
  'form',
  'root',
  'dialect',
  'synonym',
]);

/** The stems of a question, each with those that mean the same and their similarity. */
export type Alternatives = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** What a word may be without what is written together with it. */
function bareForms(word: string): string[] {
  return [word, word.replace(article, ''), word.replace(clitic, ''), stemWord(word)];
}

function findWords(word: string, kinds: ReadonlySet<AlternativeKind>): WordForms {
  const found: WordForms = new Map();
  const looked = new Map<string, number>(bareForms(word).map((form) => [form, 1]));
  for (const [form, similarity] of findWordForms(word)) {
    if (kinds.has('form')) raise(found, form, similarity);
    if (similarity >= lookedUpFrom) looked.set(form, Math.max(similarity, looked.get(form) ?? 0));
  }
  for (const form of looked.keys()) {
    for (const [other, similarity] of findRelatedWords(form, kinds)) raise(found, other, similarity);
  }
  if (kinds.has('root')) {
    for (const form of new Set(bareForms(word).map(stemWord))) {
      for (const other of findRootForms(form)) raise(found, other, sameRoot);
    }
  }
  return found;
}

/**
 * For each stem of a question's words, stems that mean the same, with their similarity: the number in digits and in
 * other words ("الخامسة عشرة" is 15 and not 5), other forms of the word, the standard words of dialect, synonyms. The
 * word itself may be standard as well, so it is kept beside them.
 */
export function findAlternatives(
  text: string,
  tokens: readonly Token[],
  kinds: ReadonlySet<AlternativeKind> = alternativeKinds,
): Alternatives {
  const found = new Map<number, Map<number, number>>();
  const add = (word: string, alternatives: WordForms): void => {
    const stem = hashTerm(stemWord(word));
    const known = found.get(stem) ?? new Map<number, number>();
    for (const [other, similarity] of alternatives) {
      const otherStem = hashTerm(stemWord(other));
      if (otherStem !== stem) known.set(otherStem, Math.max(similarity, known.get(otherStem) ?? 0));
    }
    if (known.size > 0) found.set(stem, known);
  };
  for (const number of kinds.has('number') ? readNumbers(text, tokens) : []) {
    const isOneWord = number.first === number.last;
    if (!Number.isInteger(number.value) || (number.isDigits && !isOneWord)) continue;
    const alternatives: WordForms = new Map();
    if (!number.isDigits) raise(alternatives, String(number.value), sameNumber);
    if (!(number.isAmbiguous && !number.isOrdinal)) {
      for (const word of wordsForNumber(number.value)) raise(alternatives, word, otherForm);
    }
    for (let at = number.first; at <= number.last; at++) add(tokens[at]!.folded, alternatives);
  }
  for (const { folded } of tokens) {
    if (!isStopword(folded)) add(folded, findWords(folded, kinds));
  }
  return found;
}
