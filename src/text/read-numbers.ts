import type { Span } from '../contracts/span.js';
import type { Token } from '../contracts/token.js';
import { readNumberWord, type ReadNumberWord } from './number-words.js';
import { hasDigit, withoutDigitClitic, wordSet } from './word-set.js';

/** A number in a text, in digits or in words. */
export interface ReadNumber extends Span {
  /** Where its first and last word stand among the words of the text. */
  readonly first: number;
  readonly last: number;
  readonly value: number;
  readonly isOrdinal: boolean;
  readonly isDigits: boolean;
  /** In words, and more often something else: "ست", "one", "second". */
  readonly isAmbiguous: boolean;
  /** What is written onto its digits: "kg" of "10kg", "th" of "5th"; empty otherwise. */
  readonly suffix: string;
}

const fractions = new Map<string, number>();
for (const [value, list] of [
  [1 / 2, 'نصف نصفا النصف نص half'],
  [1 / 4, 'ربع ربعا الربع quarter'],
  [1 / 3, 'ثلث ثلثا الثلث third'],
] as const) {
  for (const word of wordSet(list)) fractions.set(word, value);
}

const digitWord = /^([0-9]{1,18})(\p{L}{0,6})$/u;
const englishOrdinal = /^(?:st|nd|rd|th)$/;
const arabic = /^\p{Script=Arabic}/u;

function partOfDigits(folded: string): { digits: string; suffix: string } | undefined {
  if (!hasDigit(folded)) return undefined;
  const [, digits, suffix = ''] = digitWord.exec(withoutDigitClitic(folded)) ?? [];
  return digits === undefined ? undefined : { digits, suffix };
}

/** A number in digits that begins with the word at `first`: groups of thousands and decimals taken together. */
function readDigits(text: string, words: readonly Token[], first: number): ReadNumber | undefined {
  const start = partOfDigits(words[first]!.folded);
  if (!start) return undefined;
  let { digits, suffix } = start;
  let last = first;
  let decimals: string | undefined;
  while (suffix === '') {
    const next = words[last + 1];
    if (!next || decimals !== undefined) break;
    const gap = text.slice(words[last]!.end, next.start);
    const part = /^[0-9]/.test(next.folded) ? partOfDigits(next.folded) : undefined;
    if (!part) break;
    const isGroup = part.digits.length === 3 && (last > first || digits.length <= 3) && digits !== '0';
    if (isGroup && /^[,٬'’\u00a0\u202f]$/u.test(gap)) digits += part.digits;
    else if (/^[.٫]$/u.test(gap) && !/^[.٫]/u.test(text.slice(next.end, next.end + 1)))
      decimals = part.digits;
    else if (gap === ',' && !isGroup) decimals = part.digits;
    else break;
    ({ suffix } = part);
    last++;
  }
  const { start: wordStart } = words[first]!;
  const clitic = words[first]!.folded.length - withoutDigitClitic(words[first]!.folded).length;
  // The digits alone, where a clitic is written onto them in as many characters as it folds to.
  const from = clitic > 0 && /^\p{Nd}/u.test(text.slice(wordStart + clitic)) ? wordStart + clitic : wordStart;
  return {
    start: from,
    end: words[last]!.end,
    first,
    last,
    value: Number(decimals === undefined ? digits : `${digits}.${decimals}`),
    isOrdinal: englishOrdinal.test(suffix),
    isDigits: true,
    isAmbiguous: false,
    suffix: englishOrdinal.test(suffix) ? '' : suffix,
  };
}

/** The sum that number words add up to so far. */
interface Sum {
  /** Of whole thousands, millions. */
  readonly total: number;
  /** Below the next such word. */
  readonly current: number;
  /** The smallest of them yet. */
  readonly magnitude: number;
}

/** The sum with one more word; undefined where that begins another number. */
function add({ total, current, magnitude }: Sum, word: ReadNumberWord, isArabic: boolean): Sum | undefined {
  const { value, isMagnitude, isAdded } = word;
  if (isMagnitude || value === 2000 || value === 2_000_000) {
    if (value === 100) {
      if (current === 0) return { total, current: 100, magnitude };
      return current < 10 && !isAdded ? { total, current: current * 100, magnitude } : undefined;
    }
    if (!isMagnitude)
      return current === 0 && total === 0 ? { total: value, current, magnitude: 1000 } : undefined;
    if (value >= magnitude || (isAdded && current > 0)) return undefined;
    return { total: total + (current === 0 ? 1 : current) * value, current: 0, magnitude: value };
  }
  const needsAnd = isArabic && (current > 0 || total > 0) && !(value === 10 && !isAdded);
  if (needsAnd && !isAdded) return undefined;
  const low = current % 100;
  const sum = (next: number): Sum => ({ total, current: next, magnitude });
  if (value >= 100) return current === 0 ? sum(value) : undefined;
  if (low === 0) return sum(current + value);
  if (value === 10 && isArabic && !isAdded) return low < 10 ? sum(current + 10) : undefined;
  if (isArabic) return low < 10 && value >= 20 ? sum(current + value) : undefined;
  return low >= 20 && low % 10 === 0 && value < 10 ? sum(current + value) : undefined;
}

const nothing: Sum = { total: 0, current: 0, magnitude: Infinity };

/** A number in words that begins with the word at `first`; a fraction behind it ("ونصف", "and a half") is added. */
function readWords(text: string, words: readonly Token[], first: number): ReadNumber | undefined {
  const word = readNumberWord(words[first]!.folded);
  if (!word) return undefined;
  const isArabic = arabic.test(words[first]!.folded);
  let sum = add(nothing, { ...word, isAdded: false }, isArabic)!;
  let last = first;
  let { isOrdinal } = word;
  for (;;) {
    let at = last + 1;
    const gap = text.slice(words[last]!.end, words[at]?.start ?? text.length);
    if (gap.length > 2 || /[^\s-]/u.test(gap)) break;
    if (!isArabic && words[at]?.folded === 'and' && sum.current % 100 === 0) at++;
    const next = words[at] && readNumberWord(words[at]!.folded);
    if (!next || arabic.test(words[at]!.folded) !== isArabic) break;
    const isEnglishOrdinalNext = next.isOrdinal && !isArabic;
    if ((isOrdinal && !isArabic) || (next.isOrdinal && isArabic && !isOrdinal)) break;
    const longer = add(sum, next, isArabic);
    if (!longer) break;
    sum = longer;
    isOrdinal ||= isEnglishOrdinalNext;
    last = at;
  }
  return {
    start: words[first]!.start,
    end: words[last]!.end,
    first,
    last,
    value: sum.total + sum.current,
    isOrdinal,
    isDigits: false,
    isAmbiguous: last === first && word.isAmbiguous,
    suffix: '',
  };
}

/** Digits with a magnitude behind them ("3 ملايين"), and "and a half" behind any number. */
function withTail(text: string, words: readonly Token[], number: ReadNumber): ReadNumber {
  let { last, value, end } = number;
  const isNear = (at: number): boolean =>
    at < words.length && text.slice(words[at - 1]!.end, words[at]!.start).trim() === '';
  if (number.isDigits && number.suffix === '' && !number.isOrdinal && isNear(last + 1)) {
    const next = readNumberWord(words[last + 1]!.folded);
    if (next?.isMagnitude && !next.isAdded) {
      last++;
      value *= next.value;
      ({ end } = words[last]!);
    }
  }
  const half = isNear(last + 1) ? words[last + 1]!.folded : '';
  const joined = half.startsWith('و') ? fractions.get(half.slice(1)) : undefined;
  if (joined !== undefined && !number.isOrdinal)
    return { ...number, last: last + 1, value: value + joined, end: words[last + 1]!.end };
  if (half === 'and' && words[last + 2]?.folded === 'a' && fractions.has(words[last + 3]?.folded ?? '')) {
    return {
      ...number,
      last: last + 3,
      value: value + fractions.get(words[last + 3]!.folded)!,
      end: words[last + 3]!.end,
    };
  }
  return { ...number, last, value, end };
}

/** The numbers of `text`, whose words these are, in order. Linear in their number. */
export function readNumbers(text: string, words: readonly Token[]): ReadNumber[] {
  const numbers: ReadNumber[] = [];
  for (let at = 0; at < words.length; at++) {
    const read = readDigits(text, words, at) ?? readWords(text, words, at);
    if (!read) continue;
    const number = withTail(text, words, read);
    numbers.push(number);
    at = number.last;
  }
  return numbers;
}

/** The share that a folded word names, "نصف", "quarter"; undefined for any other word. */
export function readFraction(folded: string): number | undefined {
  return fractions.get(folded);
}
