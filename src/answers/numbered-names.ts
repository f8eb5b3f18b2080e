import type { Query } from '../contracts/query.js';
import type { FoldedToken, Token } from '../contracts/token.js';
import { readNumbers } from '../text/read-numbers.js';
import { isStopword } from '../text/stopwords.js';
import { unitSense } from '../text/unit-words.js';
import { wordSet } from '../text/word-set.js';
import { termsOf } from '../text/terms.js';

const number = /^[0-9]+$/;

/** A text with its words. */
interface NumberedText {
  readonly text: string;
  readonly words: readonly Token[];
}

/** A word with the number behind it: "ثريا 4", "room 12", "المرة الخامسة". */
interface NumberedName {
  readonly stem: number;
  readonly number: string;
}

/** Behind these a number is a date or an amount, and no name: texts have many years. */
const noNames = wordSet('عام العام سنه السنه يوم اليوم شهر قرن القرن year in of حوالي نحو about');

function mayBeNamed({ folded }: FoldedToken): boolean {
  return !number.test(folded) && !isStopword(folded) && !noNames.has(folded) && !unitSense(folded);
}

/** With an article: "المرة الخامسة", not "فلاد الثالث", who may be named without his number. */
const definite = /^(?:[وف]?[بك]?ال|[وف]?لل)/u;

/** Ordinals in words, with the noun before them or, as "ثالث مرة" and "third time", behind. */
function findRanks(text: string, words: readonly Token[]): NumberedName[] {
  return readNumbers(text, words).flatMap(({ value, isOrdinal, isDigits, first, last }) => {
    if (!isOrdinal || isDigits) return [];
    const isBehind = definite.test(words[first]!.folded);
    const name = isBehind ? words[first - 1] : words[last + 1];
    if (!name || !mayBeNamed(name) || (isBehind && !definite.test(name.folded))) return [];
    return [{ stem: termsOf(name).stem, number: String(value) }];
  });
}

function findNumberedNames({ text, words }: NumberedText): NumberedName[] {
  let name: Token | undefined;
  const named = words.flatMap((word) => {
    // "رقم القطار 811 813 815": the numbers of a row are all of what it names.
    if (!number.test(word.folded)) name = word;
    if (name === word || !name || !mayBeNamed(name)) return [];
    return [{ stem: termsOf(name).stem, number: word.folded }];
  });
  return [...named, ...findRanks(text, words)];
}

/**
 * Whether texts have a name of the question with other numbers alone: "ثريا 5" where "ثريا 4" is asked for, or "Thurayya 4"
 * by what may translate it.
 */
export function namesOthers(
  { corrected, tokens, terms }: Pick<Query, 'corrected' | 'tokens' | 'terms'>,
  texts: readonly NumberedText[],
): boolean {
  const asked = findNumberedNames({ text: corrected, words: tokens });
  if (asked.length === 0) return false;
  const found = texts.flatMap(findNumberedNames);
  return asked.some((name) => {
    const { translations = [] } = terms.find(({ stem }) => stem === name.stem) ?? {};
    const stems = new Set([name.stem, ...translations.map(({ stem }) => stem)]);
    const same = found.filter(({ stem }) => stems.has(stem));
    return same.length > 0 && same.every((other) => other.number !== name.number);
  });
}
