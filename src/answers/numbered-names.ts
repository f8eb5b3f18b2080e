import type { Query } from '../contracts/query.js';
import type { FoldedToken } from '../contracts/token.js';
import { isStopword } from '../text/stopwords.js';
import { unitSense } from '../text/unit-words.js';
import { wordSet } from '../text/word-set.js';
import { termsOf } from '../text/terms.js';

const number = /^[0-9]+$/;

/** A word with the number behind it: "ثريا 4", "room 12". */
interface NumberedName {
  readonly stem: number;
  readonly number: string;
}

/** Behind these a number is a date or an amount, and no name: texts have many years. */
const noNames = wordSet('عام العام سنه السنه يوم اليوم شهر قرن القرن year in of حوالي نحو about');

function mayBeNamed({ folded }: FoldedToken): boolean {
  return !number.test(folded) && !isStopword(folded) && !noNames.has(folded) && !unitSense(folded);
}

function findNumberedNames(words: readonly FoldedToken[]): NumberedName[] {
  return words.flatMap((word, at) => {
    const name = words[at - 1];
    if (!number.test(word.folded) || !name || !mayBeNamed(name)) return [];
    return [{ stem: termsOf(name).stem, number: word.folded }];
  });
}

/**
 * Whether texts have a name of the question with other numbers alone: "ثريا 5" where "ثريا 4" is asked for, or "Thurayya 4"
 * by what may translate it.
 */
export function namesOthers(
  { tokens, terms }: Pick<Query, 'tokens' | 'terms'>,
  texts: readonly { readonly words: readonly FoldedToken[] }[],
): boolean {
  const asked = findNumberedNames(tokens);
  if (asked.length === 0) return false;
  const found = texts.flatMap(({ words }) => findNumberedNames(words));
  return asked.some((name) => {
    const { translations = [] } = terms.find(({ stem }) => stem === name.stem) ?? {};
    const stems = new Set([name.stem, ...translations.map(({ stem }) => stem)]);
    const same = found.filter(({ stem }) => stems.has(stem));
    return same.length > 0 && same.every((other) => other.number !== name.number);
  });
}
