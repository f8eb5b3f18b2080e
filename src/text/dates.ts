import type { Token } from '../contracts/token.js';
import type { Span } from '../contracts/span.js';
import { tokenize } from './tokenize.js';
import { units } from './units.js';
import { hasDigit, holdsWholeWords, kindFinder, withoutDigitClitic, wordSet } from './word-set.js';

/** What a word can be in a date. */
type Part =
  | 'weekday'
  | 'relative'
  | 'day'
  | 'ordinal'
  | 'month'
  | 'maybe-month'
  | 'tail'
  | 'year'
  | 'number'
  | 'time-word'
  | 'century'
  | 'adjective'
  | 'adjective-before'
  | 'era'
  | 'bridge';

const months = wordSet(
  'يناير فبراير ابريل نيسان مايو ايار يونيو يونيه حزيران يوليو يوليه تموز اغسطس سبتمبر ايلول اكتوبر نوفمبر ديسمبر ' +
    'شباط اذار جانفي فيفري افريل جويليه اوت ' +
    'january february april june july august september october november december',
);
/** Months that are other words too: "ربيع" is spring, "مارس" is "he practised", "رجب" is a name. */
const maybeMonths = wordSet(
  'مارس اب تشرين كانون ماي جوان محرم صفر ربيع جمادي جماد رجب شعبان رمضان شوال march may jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'القعده الحجه',
);
const tails = wordSet('الاول الثاني الاخر الاخره الاولي الثانيه');
const ordinals = wordSet(
  'الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي عشر عشره العشرين العشرون والعشرين والعشرون الثلاثين الثلاثون ' +
    'الاولي الثانيه first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth nineteenth eighteenth ' +
    'seventeenth sixteenth fifteenth fourteenth thirteenth twentieth',
);
const weekdays = wordSet(
  'الاحد الاثنين الاثنان الثلاثاء الاربعاء الخميس الجمعه السبت ' +
    'sunday monday tuesday wednesday thursday friday saturday',
);
const timeWords = wordSet(
  'عام العام عامي اعوام سنه السنه سنتي شهر الشهر يوم اليوم الاسبوع اسبوع year month week day years',
);
const centuries = wordSet('قرن القرن القرنين century centuries');
const eras = wordSet(
  'م ه ق ميلادي ميلاديه ميلاديا الميلادي الميلاديه هجري هجريه هجريا الميلاد الهجري الهجريه bc ad bce ce',
);
const adjectives = wordSet(
  'الماضي الماضيه المقبل المقبله القادم القادمه الجاري الجاريه الحالي الحاليه المنصرم المنصرمه الفايت الفايته',
);
const adjectivesBefore = wordSet('last next this');
const relatives = wordSet('امس البارحه مبارح امبارح غدا بكره yesterday tomorrow');
const bridges = wordSet('من قبل of');

/** Before a month that is another word too, or before a bare year, these say that it is a time. */
const timePrepositions = wordSet(
  'في فى منذ خلال حتي بحلول شهر شهري بين قبل بعد اوايل اواخر منتصف مطلع نهايه بدايه in since during until till by between before after early late mid',
);
/** "الأمين العام الحالي": a rank, not a year. */
const ranks = wordSet('الامين امين المدير مدير النايب القايد المفتش المدعي المراقب الراي');

const follows: Readonly<Record<Part, readonly Part[]>> = {
  weekday: ['day', 'ordinal', 'month', 'maybe-month', 'adjective'],
  relative: ['weekday'],
  day: ['month', 'maybe-month', 'bridge', 'era', 'day', 'year', 'century'],
  ordinal: ['ordinal', 'bridge', 'month', 'maybe-month', 'era', 'century'],
  month: ['tail', 'month', 'maybe-month', 'year', 'day', 'bridge', 'time-word', 'adjective'],
  'maybe-month': ['tail', 'month', 'maybe-month', 'year', 'day', 'bridge', 'time-word', 'adjective'],
  tail: ['month', 'maybe-month', 'year', 'bridge', 'time-word', 'adjective'],
  year: ['era', 'year', 'day'],
  number: ['era', 'bridge'],
  'time-word': ['weekday', 'day', 'month', 'maybe-month', 'year', 'number', 'adjective'],
  century: ['ordinal', 'day'],
  adjective: [],
  'adjective-before': ['weekday', 'month', 'maybe-month', 'time-word', 'century'],
  era: ['era'],
  bridge: ['month', 'maybe-month', 'time-word', 'year', 'era'],
};

interface DateToken extends Token {
  readonly part: Part;
}

const digitsOnly = /^([0-9]{1,4})(م|ه|st|nd|rd|th|s)?$/u;

function partOfDigits(folded: string): Part | undefined {
  if (!hasDigit(folded)) return undefined;
  const [, digits, suffix] = digitsOnly.exec(withoutDigitClitic(folded)) ?? [];
  if (digits === undefined) return undefined;
  const value = Number(digits);
  if (suffix && /^(?:st|nd|rd|th)$/.test(suffix)) return 'ordinal';
  if (digits.length === 4) return value >= 1000 && value < 2200 ? 'year' : 'number';
  // "148ه": the era is written onto the year.
  if (suffix) return digits.length === 3 ? 'year' : undefined;
  return value >= 1 && value <= 31 && digits.length <= 2 ? 'day' : 'number';
}

const partOfLetters = kindFinder<Part>([
  { kind: 'month', words: months, takesClitic: true },
  { kind: 'maybe-month', words: maybeMonths, takesClitic: true },
  { kind: 'weekday', words: weekdays, takesClitic: true },
  { kind: 'century', words: centuries, takesClitic: true },
  { kind: 'ordinal', words: ordinals, takesClitic: false },
  { kind: 'time-word', words: timeWords, takesClitic: true },
  { kind: 'adjective', words: adjectives, takesClitic: false },
  { kind: 'adjective-before', words: adjectivesBefore, takesClitic: false },
  { kind: 'era', words: eras, takesClitic: false },
  { kind: 'relative', words: relatives, takesClitic: true },
  { kind: 'bridge', words: bridges, takesClitic: false },
]);

/** What a word can be; `previous` is what the word before it was taken for. */
function partOf(word: Token, previous: Part | undefined): Part | undefined {
  const digits = partOfDigits(word.folded);
  if (digits) return digits;
  const isBehindMonth = previous === 'month' || previous === 'maybe-month';
  return isBehindMonth && tails.has(word.folded) ? 'tail' : partOfLetters(word);
}

function isMonth(part: Part): boolean {
  return part === 'month' || part === 'maybe-month' || part === 'tail';
}

function isDigits(part: Part): boolean {
  return part === 'day' || part === 'year';
}

/** Whether a word can go on with the date that the one before it is part of, with `gap` between them. */
function isJoined(before: Part, after: Part, gap: string): boolean {
  if (!follows[before].includes(after)) return false;
  const bothDigits = isDigits(before) && isDigits(after);
  const mark = gap.trim();
  if (gap.length > 3) return false;
  if (mark === '') return !bothDigits;
  if (mark === '/') return (bothDigits && gap === '/') || (isMonth(before) && isMonth(after));
  if (mark === '-' || mark === '–') return bothDigits || (isMonth(before) && isMonth(after));
  if (mark === '.') return (bothDigits && gap === '.') || (before === 'era' && after === 'era');
  if (mark !== ',' && mark !== '،') return false;
  return before === 'weekday' || (after === 'year' && !isDigits(before)) || (after === 'year' && gap !== ',');
}

export interface DateRun extends Span {
  /** Nothing but digits that may be a year, and nothing around them that says so. */
  readonly isBareYear: boolean;
  /** A year or a century: "في 14 مارس 1879", not "يوم الأحد". */
  readonly tellsYear: boolean;
}

interface Surroundings {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** Whether digits stand inside a larger number, or are an amount of something. */
function isAmount({ start, end }: Span, { text, after }: Surroundings): boolean {
  return (
    /[0-9][.,٫٬]$|[$€£]\s?$|\p{L}[-–]$/u.test(text.slice(Math.max(0, start - 2), start)) ||
    /^(?:[.,٫٬][0-9]|\s?[%٪$€£])/u.test(text.slice(end, end + 2)) ||
    units.has(after)
  );
}

/** Words that do not date on their own are cut off at the end: "أكتوبر من", "أكتوبر العام". */
function withoutLooseEnd(tokens: readonly DateToken[]): readonly DateToken[] {
  const last = tokens.at(-1);
  const isLoose =
    last?.part === 'bridge' ||
    (tokens.length > 1 && last?.part === 'time-word' && tokens[0]!.part !== 'adjective-before');
  return isLoose ? withoutLooseEnd(tokens.slice(0, -1)) : tokens;
}

/** The date that a run of words gives; undefined where they could all mean something else. */
function toDate(run: readonly DateToken[], around: Surroundings): DateRun | undefined {
  const tokens = withoutLooseEnd(run);
  const first = tokens[0];
  if (!first) return undefined;
  const has = (...parts: Part[]): boolean => tokens.some(({ part }) => parts.includes(part));
  const tellsYear = has('year', 'number', 'era', 'century');
  const span = { start: first.start, end: tokens.at(-1)!.end, tellsYear };
  const number = tokens.find(({ part }) => part === 'number' || part === 'day' || part === 'year');
  const digits = tokens.filter(({ part }) => isDigits(part));

  if (has('month', 'weekday')) return { ...span, isBareYear: false };
  if (has('maybe-month')) {
    const isMonthHere =
      has('day', 'ordinal', 'year', 'tail', 'adjective') || timePrepositions.has(around.before);
    return isMonthHere ? { ...span, isBareYear: false } : undefined;
  }
  if (has('century')) return has('ordinal', 'day') ? { ...span, isBareYear: false } : undefined;
  if (has('era')) {
    // "5 م" is five metres.
    const isEra =
      has('ordinal') || (number && (number.end - number.start > 2 || tokens.at(-1)!.folded !== 'م'));
    return isEra && first.part !== 'era' ? { ...span, isBareYear: false } : undefined;
  }
  if (has('time-word')) {
    const isTime = number
      ? first.part === 'time-word' && !units.has(around.after)
      : has('adjective', 'adjective-before');
    return isTime && !(has('adjective') && ranks.has(around.before))
      ? { ...span, isBareYear: false }
      : undefined;
  }
  if (has('relative')) return { ...span, isBareYear: false };
  if (!has('year') || isAmount(span, around)) return undefined;
  if (digits.length === 2 && around.text.slice(digits[0]!.end, digits[1]!.start) === '.') return undefined;
  const isMarked =
    tokens.length > 1 ||
    timePrepositions.has(around.before) ||
    /[^0-9]$/u.test(first.folded) ||
    (around.text[span.start - 1] === '(' && around.text[span.end] === ')');
  return { ...span, isBareYear: !isMarked };
}

const minutesBehind = /^(?::\p{Nd}{2}|\.\p{Nd}{2}\s?[-–—]\s?\p{Nd}{1,2}\.\p{Nd}{2})(?!\p{Nd})/u;

/** Whether digits are the hours of a clock: "الأحد 10:00 إلى 21:00", "Saturday 10.00–16.00". */
function isHourOf(text: string, { start, end }: Span): boolean {
  return end - start <= 2 && minutesBehind.test(text.slice(end, end + 16));
}

/** By the words of a text: rating a sentence asks for its dates more than once. */
const known = new WeakMap<readonly Token[], readonly DateRun[]>();

/** The dates in `text`, whose words these are, in order: days, months of the Arab calendars, years, centuries. */
export function findDates(text: string, words: readonly Token[] = tokenize(text)): readonly DateRun[] {
  const dates = known.get(words) ?? readDates(text, words);
  known.set(words, dates);
  return dates;
}

function readDates(text: string, words: readonly Token[]): DateRun[] {
  const dates: DateRun[] = [];
  let run: DateToken[] = [];
  let wordBefore = '';
  const finish = (after: string): void => {
    const date = toDate(run, { text, before: wordBefore, after });
    if (date && holdsWholeWords(text, date)) dates.push(date);
    run = [];
  };
  words.forEach((word, index) => {
    const last = run.at(-1);
    const found = partOf(word, last?.part);
    const part = found && isDigits(found) && isHourOf(text, word) ? undefined : found;
    const goesOn = last && part && isJoined(last.part, part, text.slice(last.end, word.start));
    if (!goesOn) {
      finish(word.folded);
      wordBefore = words[index - 1]?.folded ?? '';
    }
    if (part && (goesOn || part !== 'bridge')) run.push({ ...word, part });
  });
  finish('');
  return dates;
}
