import type { Value } from '../contracts/value.js';
import type { Token } from '../contracts/token.js';
import type { ReadNumber } from './read-numbers.js';
import { unitSense } from './unit-words.js';
import { wordIndexAt, withoutOverlaps } from './value-spans.js';
import { hasDigit, wordSet } from './word-set.js';

const clock = /(?<![\p{Nd}:.,-])(\p{Nd}{1,2}):(\p{Nd}{2})(?::\p{Nd}{2})?(?![\p{Nd}:])/gu;
const dotted = /(?<![\p{Nd}:.,])\p{Nd}{1,2}\.\p{Nd}{2}(?![\p{Nd}:.,]\p{Nd}|\p{Nd})/gu;
const dayPart =
  /^\s?(?:[ap]\.?\s?m\b\.?|o['’]clock|h\b|(?:صباحا|مساء|ليلا|ظهرا|عصرا|فجرا)ً?|صباحًا|مساءً|ليلًا|ظهرًا|عصرًا|فجرًا|(?:ال)?صبح|المسا|بالليل|بعد الظهر|(?:in the (?:morning|afternoon|evening))|at night|[صم](?![\p{L}\p{N}]))/iu;
/** In front of a number these say that it is an hour; "في" only where a part of the day follows. */
const hourWords = wordSet('الساعه ساعه');
const atWords = wordSet('at عند الساعه');
const rangeWords = wordSet('from until till to by between من الي حتي بين before after قبل بعد');
const fixed = wordSet('noon midnight midday');
const pastWords = wordSet('past to');
const quarters = wordSet('half quarter');
/** Behind "at nine" these go on with the sentence, and not with what there are nine of. */
const goingOn = wordSet(
  'on in every each and or to until till daily sharp from except for but عند في كل و الي حتي',
);

/** The value of digits of any script. */
function digitsOf(words: readonly Token[], start: number): number {
  return Number(/[0-9]+/.exec(words[wordIndexAt(words, start)]?.folded ?? '')?.[0] ?? 'NaN');
}

function withDayPart(text: string, end: number): number {
  return end + (dayPart.exec(text.slice(end, end + 20))?.[0] ?? '').trimEnd().length;
}

/** How much of what stands behind an hour in words belongs to it: "والنصف", "وربع", "إلا ثلثا". */
const fractionTail = /^\s(?:و(?:ال)?(?:نصف|ربع|ثلث|عشر دقائق|خمس دقائق)|إلا (?:ال)?(?:ربع|ثلث)(?:ا|ًا|اً)?)/u;

/** The times of day in `text`, whose words and numbers these are, in order: "13:30", "الساعة 5 مساء", "half past nine". */
export function findTimes(text: string, words: readonly Token[], numbers: readonly ReadNumber[]): Value[] {
  const times: Value[] = [];
  const push = (start: number, end: number): void => {
    times.push({ kind: 'time', start, end });
  };
  // Most sentences hold no digit, and the patterns are tried at every place.
  const hasDigits = words.some(({ folded }) => hasDigit(folded));
  for (const { 0: match, index } of hasDigits ? text.matchAll(clock) : []) {
    const hours = digitsOf(words, index);
    if (hours <= 24) push(index, withDayPart(text, index + match.length));
  }
  const numberAt = new Map(numbers.map((number) => [number.first, number]));
  for (const { 0: match, index } of hasDigits ? text.matchAll(dotted) : []) {
    const at = wordIndexAt(words, index);
    const before = words[at - 1]?.folded ?? '';
    const end = index + match.length;
    const minutes = digitsOf(words, index + match.length - 1);
    const isRange =
      /^\s?[-–—]\s?\p{Nd}{1,2}\.\p{Nd}{2}(?!\p{Nd})/u.test(text.slice(end, end + 9)) ||
      /\p{Nd}\.\p{Nd}{2}\s?[-–—]\s?$/u.test(text.slice(Math.max(0, index - 7), index));
    const isTold =
      (isRange && match.length === 5) ||
      atWords.has(before) ||
      rangeWords.has(before) ||
      dayPart.test(text.slice(end, end + 20));
    const next = words[wordIndexAt(words, end)]?.folded ?? '';
    const isAmount =
      unitSense(next) !== undefined ||
      /^\s?[%٪$€£]/u.test(text.slice(end, end + 2)) ||
      /[$€£]/u.test(text.charAt(index - 1));
    if (isTold && !isAmount && minutes < 60 && digitsOf(words, index) <= 24)
      push(index, withDayPart(text, end));
  }
  for (let at = 0; at < words.length; at++) {
    const { folded, start, end } = words[at]!;
    if (fixed.has(folded)) push(start, end);
    if (quarters.has(folded) && pastWords.has(words[at + 1]?.folded ?? '') && numberAt.has(at + 2)) {
      push(start, numberAt.get(at + 2)!.end);
    }
  }
  for (const number of numbers) {
    if (!Number.isInteger(number.value) || number.value > 24) continue;
    const before = words[number.first - 1]?.folded ?? '';
    const isFeminine = number.isOrdinal && /ه$/u.test(words[number.last]!.folded);
    if (number.isOrdinal && !isFeminine && !number.isDigits) continue;
    if (number.isOrdinal && number.isDigits) continue;
    const tail = (fractionTail.exec(text.slice(number.end, number.end + 16)) ?? [''])[0].length;
    const end = withDayPart(text, number.end + tail);
    const hasDayPart =
      end > number.end + tail &&
      (number.isDigits || number.isOrdinal || /^[a-z]/.test(words[number.first]!.folded));
    const next = words[number.last + 1]?.folded ?? '';
    const isHour =
      hourWords.has(before) &&
      number.first > 0 &&
      (number.isOrdinal || number.isDigits || before === 'الساعه');
    const behind = text.slice(number.end, words[number.last + 1]?.start ?? text.length);
    const isAt =
      before === 'at' &&
      number.value <= 12 &&
      number.value > 0 &&
      number.suffix === '' &&
      (goingOn.has(next) || /[^\s]/u.test(behind) || next === '');
    const isSuffix = number.suffix === 'am' || number.suffix === 'pm';
    // "5 م" is five metres as often as five in the afternoon.
    const isLetterOnly = /^\s?[صم]$/u.test(text.slice(number.end, end));
    if (isHour || isAt || isSuffix || (hasDayPart && !isLetterOnly)) push(number.start, end);
  }
  return withoutOverlaps(times);
}
