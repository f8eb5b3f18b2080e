import type { Value } from '../contracts/value.js';
import type { Token } from '../contracts/token.js';
import type { ReadNumber } from './read-numbers.js';
import { wordIndexAt } from './value-spans.js';
import { wordSet } from './word-set.js';

const to = /^\s{0,2}(?:[-–—]|(?:إلى|الى|حتى|لحد|لـ|to|until|till)(?!\p{L}))\s{0,2}(?:الساعة\s)?$/iu;
const and = /^\s{0,2}(?:and\s|و\s?)?$/iu;
const listGap = /^\s{0,2}(?:[,،]\s?)?(?:and\s|و)?\s?$/iu;
const openers = wordSet('من from');
const betweens = wordSet('بين between');
/** Numbers with no unit are hours in a sentence that has one of these. */
const openingWords = wordSet(
  'يفتح تفتح مفتوح مفتوحه يغلق تغلق دوام الدوام ساعات مواعيد موعد اوقات يعمل تعمل العمل open opens opening hours closes close',
);

interface Joinable extends Value {
  /** An ordinal, an hour only as part of a range: "من الثامنة إلى الثانية". */
  readonly isLoose?: boolean;
}

/** The value that two make, the second one behind "to"; undefined where they are two. */
function kindOfRange(from: Joinable, until: Joinable): Pick<Value, 'kind' | 'dimension'> | undefined {
  if (from.isLoose || until.isLoose) {
    const isHours = (from.isLoose || from.kind === 'time') && (until.isLoose || until.kind === 'time');
    return isHours ? { kind: 'time' } : undefined;
  }
  if (from.kind === until.kind || from.kind === 'count') {
    return until.dimension === undefined
      ? { kind: until.kind }
      : { kind: until.kind, dimension: until.dimension };
  }
  if (until.kind === 'count' && (from.kind === 'money' || from.kind === 'time')) return { kind: from.kind };
  return undefined;
}

/** The values in order, ranges ("من 4:00 إلى 6:00", "30–300 MHz") and lists of days made one. */
export function joinValues(
  text: string,
  words: readonly Token[],
  found: readonly Value[],
  ordinals: readonly ReadNumber[],
): Value[] {
  const hours = ordinals
    .filter(({ first, value, isDigits }) => !isDigits && value <= 12 && /ه$/u.test(words[first]!.folded))
    .map(({ start, end }): Joinable => ({ kind: 'time', start, end, isLoose: true }));
  const isOpening = words.some(({ folded }) => openingWords.has(folded));
  const all = [...found, ...hours].sort((left, right) => left.start - right.start);
  const joined: Joinable[] = [];
  for (const value of all) {
    const last = joined.at(-1);
    const range = last && rangeOf(text, words, last, value, isOpening);
    if (range) joined[joined.length - 1] = range;
    else if (!last || last.end <= value.start) joined.push(value);
  }
  return joined
    .filter(({ isLoose }) => !isLoose)
    .map(({ kind, dimension, start, end }) =>
      dimension === undefined ? { kind, start, end } : { kind, dimension, start, end },
    );
}

function rangeOf(
  text: string,
  words: readonly Token[],
  last: Joinable,
  value: Joinable,
  isOpening: boolean,
): Joinable | undefined {
  if (value.start < last.end || value.start - last.end > 16) return undefined;
  const gap = text.slice(last.end, value.start);
  const before = words[wordIndexAt(words, last.start) - 1];
  const opener = before && text.slice(before.end, last.start).trim() === '' ? before : undefined;
  if (last.kind === 'weekday' && value.kind === 'weekday' && (listGap.test(gap) || to.test(gap))) {
    return { kind: 'weekday', start: last.start, end: value.end };
  }
  if (last.kind === 'weekday' && value.kind === 'date' && /^,?\s(?:the\s)?$/u.test(gap)) {
    return { kind: 'date', start: last.start, end: value.end };
  }
  const isBetween = opener !== undefined && betweens.has(opener.folded);
  if (!to.test(gap) && !(isBetween && and.test(gap))) return undefined;
  const range = kindOfRange(last, value);
  if (!range) return undefined;
  const opens = opener !== undefined && (openers.has(opener.folded) || isBetween);
  const isHours = range.kind === 'count' && isOpening && opens;
  return {
    ...range,
    kind: isHours ? 'time' : range.kind,
    start: opens ? opener.start : last.start,
    end: value.end,
  };
}
