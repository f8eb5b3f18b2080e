import type { Token } from '../contracts/token.js';
import { wordsForNumber } from '../text/number-words.js';
import { readNumbers } from '../text/read-numbers.js';
import { isStopword } from '../text/stopwords.js';
import { hashTerm, stemWord } from '../text/terms.js';
import { standardWords } from './dialect-words.js';

/** Of a number in words to the same in digits, and the other way. */
const sameNumber = 0.95;
/** Of an ordinal to the cardinal, of one gender to the other. */
const otherForm = 0.9;
/** Of a dialect verb to the same without its prefix, to another person of it, and to its past. */
const sameVerb = 0.95;
const otherPerson = 0.8;
const past = 0.65;

/** A particle of dialect in front of an imperfect: "بيفتح", "هيفتح", "حيفتح", "ميفتحش". */
const prefixedVerb = /^(?:ب|ه|ح|ما?ب?)([يتنا])(\p{L}{2,8})$/u;
const demonstrative = /^(?:ه|ع)(ال\p{L}{3,})$/u;
const article = /^(?:[وف]?[بكل]?ال|[وف]?لل)(?=\p{L}{3})/u;
const clitic = /^[وبلف](?=\p{L}{4})/u;
const finalAlif = /^\p{L}{3,}ا$/u;
const objects = /(?:وا|و|لي|ني|ها|ه)$/u;

/** The stems of a question, each with those that mean the same and their similarity. */
export type Alternatives = ReadonlyMap<number, ReadonlyMap<number, number>>;

type Words = Map<string, number>;

function raise(alternatives: Words, word: string, similarity: number): void {
  alternatives.set(word, Math.max(similarity, alternatives.get(word) ?? 0));
}

/** What a word of dialect may be in standard Arabic, by its form. */
function addDialectForms(word: string, alternatives: Words): void {
  if (!/^\p{Script=Arabic}/u.test(word)) return;
  const shown = demonstrative.exec(word)?.[1];
  if (shown !== undefined) raise(alternatives, shown, sameVerb);
  if (finalAlif.test(word)) raise(alternatives, `${word}ء`, sameVerb);
  const isNegated = word.endsWith('ش') && /^ما?/u.test(word);
  const verb = prefixedVerb.exec(isNegated ? word.slice(0, -1) : word);
  if (!verb || (word.startsWith('م') && !isNegated)) return;
  const [, person = '', rest = ''] = verb;
  raise(alternatives, person + rest, sameVerb);
  const bare = rest.length > 4 ? rest.replace(objects, '') : rest;
  if (bare.length < 3) return;
  for (const other of ['ي', 'ت'])
    raise(alternatives, other + bare, other === person ? sameVerb : otherPerson);
  raise(alternatives, bare, past);
}

function addStandardWords(word: string, alternatives: Words): void {
  const forms = [word, word.replace(article, ''), word.replace(clitic, '')];
  // The meanings of the verb that a prefix hides: "بتسكر" → "يسكر".
  for (const [verb, similarity] of [...alternatives]) if (similarity >= otherPerson) forms.push(verb);
  for (const form of forms) {
    for (const [standard, similarity] of standardWords(form)) raise(alternatives, standard, similarity);
  }
}

/**
 * For each stem of a question's words, stems that mean the same, with their similarity: the number in digits and in
 * other words ("الخامسة عشرة" is 15 and not 5), the standard form of dialect, synonyms. The word itself may be standard
 * as well, so it is kept beside them.
 */
export function findAlternatives(text: string, tokens: readonly Token[]): Alternatives {
  const found = new Map<number, Map<number, number>>();
  const add = (word: string, alternatives: Words): void => {
    const stem = hashTerm(stemWord(word));
    const known = found.get(stem) ?? new Map<number, number>();
    for (const [other, similarity] of alternatives) {
      const otherStem = hashTerm(stemWord(other));
      if (otherStem !== stem) known.set(otherStem, Math.max(similarity, known.get(otherStem) ?? 0));
    }
    if (known.size > 0) found.set(stem, known);
  };
  for (const number of readNumbers(text, tokens)) {
    const isOneWord = number.first === number.last;
    if (!Number.isInteger(number.value) || (number.isDigits && !isOneWord)) continue;
    const alternatives: Words = new Map();
    if (!number.isDigits) raise(alternatives, String(number.value), sameNumber);
    if (!(number.isAmbiguous && !number.isOrdinal)) {
      for (const word of wordsForNumber(number.value)) raise(alternatives, word, otherForm);
    }
    for (let at = number.first; at <= number.last; at++) add(tokens[at]!.folded, alternatives);
  }
  for (const { folded } of tokens) {
    if (isStopword(folded)) continue;
    const alternatives: Words = new Map();
    addDialectForms(folded, alternatives);
    addStandardWords(folded, alternatives);
    add(folded, alternatives);
  }
  return found;
}
