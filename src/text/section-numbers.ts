import type { SectionKind, SectionReference } from '../contracts/section.js';
import type { Token } from '../contracts/token.js';
import { readNumbers, type ReadNumber } from './read-numbers.js';
import { tokenize } from './tokenize.js';
import { withoutDigitClitic, wordSet } from './word-set.js';

const heads = new Map<string, SectionKind>();
for (const [kind, list] of [
  ['article', 'ماده المادتين المادتان المواد article articles art'],
  ['part', 'باب البابين part'],
  ['chapter', 'فصل الفصلين الفصول chapter chapters'],
  ['section', 'قسم القسمين section sections sec'],
  ['clause', 'بند البندين البنود clause clauses'],
  ['paragraph', 'فقره الفقرتين الفقرات paragraph paragraphs'],
  ['item', 'نقطه item'],
  ['annex', 'ملحق annex appendix schedule'],
  ['table', 'جدول table'],
  ['question', 'سوال question'],
  ['step', 'خطوه step'],
  ['lesson', 'درس وحده محاضره lesson module unit'],
  ['week', 'اسبوع week'],
  ['day', 'يوم day'],
  ['version', 'اصدار نسخه version release'],
] as const) {
  for (const word of wordSet(list)) heads.set(word, kind);
}

const clitics = /^(?:[وف]?[بلك]?ال|[وف]?لل|[وف]?[بلك]?)(?=..)/u;

function kindOf(folded: string): SectionKind | undefined {
  return heads.get(folded) ?? heads.get(folded.replace(clitics, ''));
}

/** Between a head and its number: "المادة رقم 5", "Article No. 5". */
const numberSigns = wordSet('رقم no number nr');
const and = wordSet('and و to الي');
const roman = /^(?:x{0,3})(?:ix|iv|v?i{0,3})$/;
const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };
const letter = /^(?:[a-z]|[اأبجدهوزحطي])$/u;
/** Nothing but white space and an opening mark may stand between a head and its number. */
const joint = /^[\s.:]{0,3}[([«"]?\s?$/u;

/** The value of a Roman numeral below 40; undefined for any other word. */
function readRoman(folded: string): number | undefined {
  if (folded === '' || !roman.test(folded)) return undefined;
  let value = 0;
  for (let at = 0; at < folded.length; at++) {
    const digit = romanDigits[folded.charAt(at)]!;
    value += digit < (romanDigits[folded.charAt(at + 1)] ?? 0) ? -digit : digit;
  }
  return value;
}

interface FoundNumber {
  readonly number: string;
  readonly last: number;
}

/** "3", "3.1", "3.1.2": the digits that begin at a word, with their dots. */
function dottedAt(text: string, words: readonly Token[], at: number): FoundNumber | undefined {
  const first = withoutDigitClitic(words[at]!.folded);
  if (!/^[0-9]{1,6}$/.test(first)) return undefined;
  let number = String(Number(first));
  let last = at;
  for (let next = at + 1; next < words.length && next <= at + 4; next++) {
    const { folded, start } = words[next]!;
    const gap = text.slice(words[last]!.end, start);
    if (gap !== '.' || !/^[0-9]{1,4}$/.test(folded)) break;
    number += `.${String(Number(folded))}`;
    last = next;
  }
  return { number, last };
}

/** The number that a word is the first of, as a part of a document has one. */
function numberAt(
  text: string,
  words: readonly Token[],
  at: number,
  numbers: ReadonlyMap<number, ReadNumber>,
): FoundNumber | undefined {
  const word = words[at];
  if (!word) return undefined;
  const dotted = dottedAt(text, words, at);
  if (dotted) return dotted;
  const read = numbers.get(at);
  if (read && Number.isInteger(read.value) && read.suffix === '') {
    return { number: String(read.value), last: read.last };
  }
  const value = readRoman(word.folded);
  if (value !== undefined) return { number: String(value), last: at };
  const isEnclosed = /^[)\]]/.test(text.slice(word.end, word.end + 1));
  const isCapital = /^\p{Lu}/u.test(text.slice(word.start, word.end));
  if (
    letter.test(word.folded) &&
    (isEnclosed || (isCapital && word.folded !== 'a') || isLastBefore(text, word.end))
  ) {
    return { number: word.folded, last: at };
  }
  return undefined;
}

function isLastBefore(text: string, end: number): boolean {
  return /^\s*(?:[:.،,؟?—–-]|$)/u.test(text.slice(end, end + 3));
}

/**
 * The parts of documents that `text` names by number, in order: "المادة (5)", "المادة الخامسة عشرة", "Article XV",
 * "§ 5", "الأسبوع الأول", "the fifth chapter"; each of several ("المادتان 5 و6"). Linear in the length of `text`.
 */
export function findSectionReferences(
  text: string,
  words: readonly Token[] = tokenize(text),
  allNumbers: readonly ReadNumber[] = readNumbers(text, words),
): SectionReference[] {
  const numbers = new Map(allNumbers.map((number) => [number.first, number]));
  const endingAt = new Map(allNumbers.map((number) => [number.last, number]));
  const found: SectionReference[] = [];
  for (let at = 0; at < words.length; at++) {
    const { start, folded } = words[at]!;
    const sign = text.slice(Math.max(0, start - 3), start).indexOf('§');
    const isSign = sign >= 0;
    const kind = isSign ? 'section' : kindOf(folded);
    if (kind === undefined) continue;
    let next = isSign ? at : at + 1;
    if (!isSign && numberSigns.has(words[next]?.folded ?? '')) next++;
    let number = joinsNumber(text, words, isSign ? at : next - 1, next)
      ? numberAt(text, words, next, numbers)
      : undefined;
    if (!number) {
      // "the fifth chapter".
      const before = endingAt.get(at - 1);
      if (before?.isOrdinal && /^[a-z]/.test(folded) && before.end >= start - 2) {
        found.push({ kind, number: String(before.value), start: before.start, end: words[at]!.end });
      }
      continue;
    }
    let from = isSign ? text.lastIndexOf('§', start) : start;
    for (;;) {
      found.push({ kind, number: number.number, start: from, end: words[number.last]!.end });
      at = number.last;
      let following = at + 1;
      const word = words[following]?.folded ?? '';
      if (and.has(word)) following++;
      else if (!/^[وف][0-9ا]/u.test(word)) break;
      if (text.slice(words[at]!.end, words[following]?.start ?? text.length).length > 6) break;
      number = numberAt(text, words, following, numbers);
      if (!number || !/^[0-9.]+$/.test(number.number)) break;
      from = words[following]!.start;
    }
  }
  return found;
}

/** Whether what is between a head and the word behind it lets that be its number. */
function joinsNumber(text: string, words: readonly Token[], head: number, next: number): boolean {
  const word = words[next];
  if (!word) return false;
  return head === next || joint.test(text.slice(words[head]!.end, word.start));
}
