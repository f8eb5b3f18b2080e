import type { Span } from '../contracts/span.js';
import type { Token } from '../contracts/token.js';
import type { Value } from '../contracts/value.js';
import { findDates } from './dates.js';
import { findAmounts } from './find-amounts.js';
import { findContacts } from './find-contacts.js';
import { findTimes } from './find-times.js';
import { joinValues } from './join-values.js';
import { readNumbers, type ReadNumber } from './read-numbers.js';
import { findSectionReferences } from './section-numbers.js';
import { tokenize } from './tokenize.js';
import { overlapFinder, withoutOverlaps } from './value-spans.js';
import { holdsWholeWords, wordSet } from './word-set.js';

const weekday =
  /^(?:يوم |ايام |on )?(?:[وفبل]?ال(?:احد|اثنين|اثنان|ثلاثاء|اربعاء|خميس|جمعه|سبت)|(?:sun|mon|tues|wednes|thurs|fri|satur)days?)$/u;
const englishWeekdays = wordSet(
  'sunday monday tuesday wednesday thursday friday saturday sundays mondays tuesdays wednesdays thursdays fridays saturdays',
);

/** "سنة 2001 م": of a year of our era, the digits. */
const yearAlone = /^(?:[وفبل]?(?:سنة|عام|السنة|العام)|year)\s(\p{Nd}{4})(?:\sم)?$/iu;

/** In front of a number these say that it only names something. */
const namingWords = wordSet(
  'رقم برقم رقمه رقمها no nr number id code رمز الرمز كود خطا error trip رحله الرحله رحلات خط الخط bus line غرفه الغرفه room page صفحه الصفحه ص ' +
    'سطر line طابق الطابق floor platform gate pin منفذ port اصدار الاصدار version',
);
const mixedCode = /^(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{2,16}$/;
const listNumber = /^\s*[([]?$/u;

/** Codes with letters: "E5", "AX30", "م-31", "release-7"; versions: "4.2.1". */
function findCodes(text: string, words: readonly Token[], numbers: readonly ReadNumber[]): Value[] {
  const codes: Value[] = [];
  for (const { folded, start, end } of words) {
    if (mixedCode.test(folded) && !/^[0-9]/.test(folded)) codes.push({ kind: 'code', start, end });
  }
  for (const { first, last, start, end, isDigits } of numbers) {
    if (!isDigits) continue;
    const before = words[first - 1];
    if (before && /^[-–‑]$/u.test(text.slice(before.end, start)) && /\p{L}$/u.test(before.folded)) {
      codes.push({ kind: 'code', start: before.start, end });
    } else if (
      /^\.\p{Nd}/u.test(text.slice(end, end + 2)) ||
      /\p{Nd}\.$/u.test(text.slice(Math.max(0, start - 2), start))
    ) {
      const next = words[last + 1];
      if (next && /^[0-9]/.test(next.folded) && next.start === end + 1)
        codes.push({ kind: 'code', start, end: next.end });
    } else if (before && namingWords.has(before.folded) && text.slice(before.end, start).trim().length <= 1) {
      codes.push({ kind: 'code', start, end });
    } else if (/#\s?$/u.test(text.slice(Math.max(0, start - 2), start))) {
      codes.push({ kind: 'code', start, end });
    }
  }
  return withoutOverlaps(codes);
}

/** "اليوم الخامس من كل شهر", "the 5th of each month": a day of any month. */
function findDaysOfMonth(text: string, words: readonly Token[], numbers: readonly ReadNumber[]): Value[] {
  return numbers.flatMap((number): Value[] => {
    const before = words[number.first - 1];
    const next = words[number.last + 1]?.folded ?? '';
    if (!number.isOrdinal || !before || number.value > 31) return [];
    if (/^(?:[وفبل]?ال)?يوم$/u.test(before.folded) && text.slice(before.end, number.start).trim() === '') {
      return [{ kind: 'date', start: before.start, end: number.end }];
    }
    const isOfMonth = next === 'of' || next === '' || /^[.,;]/u.test(text.slice(number.end, number.end + 1));
    return before.folded === 'the' && number.isDigits && isOfMonth
      ? [{ kind: 'date', start: number.start, end: number.end }]
      : [];
  });
}

/** The dates, days of the week apart from the others; a bare number that may be a year is one too. */
function datesOf(text: string, words: readonly Token[]): { sure: Value[]; maybe: Value[] } {
  const sure: Value[] = [];
  const maybe: Value[] = [];
  for (const { start, end, isBareYear } of findDates(text, words)) {
    const bare = text.slice(start, end).trimEnd();
    const folded = tokenize(bare)
      .map((word) => word.folded)
      .join(' ');
    const year = yearAlone.exec(bare)?.[1];
    if (year !== undefined && !isBareYear) {
      const from = start + bare.indexOf(year);
      sure.push({ kind: 'date', start: from, end: from + year.length });
      continue;
    }
    const value: Value = { kind: weekday.test(folded) ? 'weekday' : 'date', start, end: start + bare.length };
    (isBareYear ? maybe : sure).push(value);
  }
  for (const { folded, start, end } of words) {
    if (englishWeekdays.has(folded)) sure.push({ kind: 'weekday', start, end });
  }
  return { sure: withoutOverlaps(sure), maybe };
}

/** Numbers that label a part of a document: "المادة 26", "البند 3", "3." at the start. */
function labelsOf(
  text: string,
  words: readonly Token[],
  numbers: readonly ReadNumber[],
): { labels: Span[]; versions: Value[] } {
  const labels: Span[] = [];
  const versions: Value[] = [];
  for (const { kind, number, start, end } of findSectionReferences(text, words, numbers)) {
    if (kind === 'day' || kind === 'part') continue;
    if (kind === 'version') versions.push({ kind: 'code', start: Math.max(start, end - number.length), end });
    else labels.push({ start, end });
  }
  const [first] = numbers;
  if (
    first?.isDigits &&
    listNumber.test(text.slice(0, first.start)) &&
    /^(?:[.)]|\s?[-–])\s/u.test(text.slice(first.end, first.end + 3))
  ) {
    labels.unshift({ start: first.start, end: first.end });
  }
  return { labels: withoutOverlaps(labels), versions };
}

/** "و340": the "and" is none of the number. */
function beginsBehindClitic(text: string, { start, end }: Span): boolean {
  const isClitic =
    /[وبلفكـ]$/u.test(text.slice(Math.max(0, start - 1), start)) &&
    /^\p{Nd}/u.test(text.slice(start, start + 2));
  return isClitic && holdsWholeWords(` ${text.slice(start, end + 2)}`, { start: 1, end: end - start + 1 });
}

/**
 * The values in a sentence, whose words these are, in order: dates, hours, amounts, counts, numbers to dial, addresses
 * and codes; of a range or a list of days, the whole. A number that may be a year or a count is both. Numbers of
 * articles and list items are none. Linear in the length of `text`.
 */
export function findTypedValues(text: string, words: readonly Token[] = tokenize(text)): Value[] {
  const numbers = readNumbers(text, words);
  const { labels, versions } = labelsOf(text, words, numbers);
  const contacts = findContacts(text, words);
  const isLabel = overlapFinder(labels);
  const isContact = overlapFinder(contacts);
  const isFree = (span: Span): boolean => !isLabel(span) && !isContact(span);
  const { sure, maybe } = datesOf(text, words);
  const dates = sure.filter(isFree);
  const isDated = overlapFinder(dates);
  const free = numbers.filter((number) => isFree(number) && !isDated(number));
  const amounts = findAmounts(text, words, free).filter((amount) => isFree(amount) && !isDated(amount));
  const isAmount = overlapFinder(withoutOverlaps(amounts));
  const times = findTimes(text, words, free).filter(
    (time) => isFree(time) && !isAmount(time) && !isDated(time),
  );
  const isTime = overlapFinder(times);
  const unmeasured = free.filter((number) => !isAmount(number) && !isTime(number));
  const codes = [...versions, ...findCodes(text, words, unmeasured)].filter(
    (code) => isFree(code) && !isAmount(code) && !isTime(code) && !isDated(code),
  );
  const isCode = overlapFinder(withoutOverlaps(codes));
  const days = findDaysOfMonth(text, words, unmeasured).filter((day) => isFree(day));
  const counts = unmeasured
    .filter((number) => !number.isOrdinal && !number.isAmbiguous && number.suffix === '' && !isCode(number))
    .map(({ start, end }): Value => ({ kind: 'count', start, end }));
  const found = withoutOverlaps([...contacts, ...dates, ...amounts, ...times, ...codes, ...days, ...counts]);
  const joined = joinValues(
    text,
    words,
    found,
    unmeasured.filter(({ isOrdinal }) => isOrdinal),
  );
  const years = maybe.filter((year) => isFree(year) && !isAmount(year) && !isCode(year) && !isTime(year));
  return (
    [...joined, ...years]
      .filter((value) => holdsWholeWords(text, value) || beginsBehindClitic(text, value))
      // A word's span takes in the marks behind it, of which the byte order mark counts as white space.
      .map((value) => ({ ...value, end: value.start + text.slice(value.start, value.end).trimEnd().length }))
      .sort((left, right) => left.start - right.start)
  );
}
