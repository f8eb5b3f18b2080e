import type { Token } from '../contracts/token.js';
import type { Span } from '../contracts/span.js';
import { tokenize } from './tokenize.js';
import { findDates, type DateRun } from './dates.js';
import { timeUnits, units } from './units.js';
import { hasDigit, holdsWholeWords, isIn, kindFinder, withoutDigitClitic, wordSet } from './word-set.js';

/** What a word can be in a number. `maybe`: a numeral only beside another one, or before a unit. */
type Part = 'digits' | 'numeral' | 'maybe' | 'fraction' | 'magnitude';

const numerals = wordSet(
  'اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي ثلاث ثلاثه اربع اربعه خمس خمسه سته سبعه ثمان ثماني ثمانيه تسع تسعه ' +
    'عشره عشرون عشرين ثلاثون ثلاثين اربعون اربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين ' +
    'مايه مئتان مئتين مائتان مائتين ثلاثمئه ثلاثمائه اربعمئه اربعمائه خمسمئه خمسمائه ستمئه ستمائه سبعمئه سبعمائه ' +
    'ثمانمئه ثمانمائه تسعمئه تسعمائه الفان الفين الفي مليونين مليونان مليوني مرتين مرتان يومين يومان عامين عامان سنتين سنتان شهرين شهران ' +
    'اسبوعين اسبوعان ساعتين ساعتان قرنين ' +
    'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety twice',
);
/** Other words too: "ست" is a lady, "سبع" a lion, "احد" someone. */
const maybeNumerals = wordSet('ست سبع عشر واحد واحده احد احدي one');
const fractions = wordSet('نصف ربع ثلث ثلثا ثلثي half quarter third');
/** "ألف" is "he wrote" too, and "مئة" is written as "water" is in Egypt. */
const magnitudes = wordSet(
  'مئه الف الفا الاف مليون مليونا ملايين مليار مليارا مليارات بليون تريليون hundred thousand million billion trillion',
);
const sureMagnitudes = wordSet('مليون مليار بليون تريليون');
/** What a unit goes on with. */
const unitTails = wordSet('مربع مربعا مربعه مكعب مكعبا متر');
const unitHeads = wordSet('square cubic');
const percents = wordSet('الميه المايه');
const joinedPercents = wordSet('بالميه بالمايه percent');

const digitsOnly = /^[0-9]+(?:km|kg|cm|mm|bn)?$/;

const partOfLetters = kindFinder<Part>([
  { kind: 'numeral', words: numerals, takesClitic: true },
  { kind: 'fraction', words: fractions, takesClitic: true },
  { kind: 'magnitude', words: magnitudes, takesClitic: true },
  { kind: 'maybe', words: maybeNumerals, takesClitic: true },
]);

function partOf(word: Token): Part | undefined {
  if (hasDigit(word.folded) && digitsOnly.test(withoutDigitClitic(word.folded))) return 'digits';
  return partOfLetters(word);
}

interface NumberToken extends Token {
  readonly part: Part;
}

/** Whether a word goes on with the number that the one before it is part of, with `gap` between them. */
function isJoined(before: NumberToken, after: NumberToken, gap: string): boolean {
  const isAdded = /^(?:و|ف)/u.test(after.folded);
  if (before.part === 'digits' && after.part === 'digits') {
    // A run of digits too long for one word.
    if (gap === '') return true;
    if (/^[.,٫٬/]$/u.test(gap)) return !isAdded;
    if (/^\s?[-–]\s?$/u.test(gap)) return !isAdded;
    return /^[ \u00a0\u202f]$/u.test(gap) && /^[0-9]{3}$/.test(after.folded) && before.folded.length <= 3;
  }
  if (gap === '-' || gap === '‑') return before.part !== 'digits' && after.part !== 'digits';
  if (gap.trim() !== '' || gap.length > 2) return false;
  if (after.part === 'magnitude') return true;
  if (after.part === 'fraction') return isAdded || before.part === 'numeral';
  if (before.part === 'digits') return false;
  return after.part !== 'digits' || (before.part === 'magnitude' && isAdded);
}

/** Where the unit behind a number ends: "3 كيلومترات مربعة", "في المئة", "%"; the number's own end without one. */
function endWithUnit(text: string, words: readonly Token[], next: number, end: number): number {
  const sign = /^\s?[%٪]/u.exec(text.slice(end, end + 2));
  if (sign) return end + sign[0].length;
  const [first, second] = [words[next], words[next + 1]];
  if (!first || text.slice(end, first.start).trim() !== '' || first.start - end > 2) return end;
  const goesOn = second && text.slice(first.end, second.start).trim() === '';
  if (goesOn && (first.folded === 'في' || first.folded === 'فى') && percents.has(second.folded))
    return second.end;
  if (goesOn && first.folded === 'per' && second.folded === 'cent') return second.end;
  if (joinedPercents.has(first.folded) || timeUnits.has(first.folded)) return first.end;
  if (goesOn && unitHeads.has(first.folded) && units.has(second.folded)) return second.end;
  if (!units.has(first.folded)) return end;
  let unitEnd = first.end;
  for (let at = next + 1; at < words.length; at++) {
    const tail = words[at]!;
    if (!unitTails.has(tail.folded) || text.slice(unitEnd, tail.start).trim() !== '') break;
    unitEnd = tail.end;
  }
  return unitEnd;
}

function isNumber(tokens: readonly NumberToken[], hasUnit: boolean): boolean {
  const first = tokens[0]!;
  if (tokens.length > 1 || hasUnit) return true;
  return first.part === 'digits' || first.part === 'numeral' || isIn(sureMagnitudes, first.folded);
}

/** "F-16", "كوفيد-19": a name. */
function isPartOfName(text: string, start: number): boolean {
  return /\p{L}[-–]$/u.test(text.slice(Math.max(0, start - 2), start));
}

/**
 * The numbers in `text`, whose words and dates these are, in order, with their units; digits and words. Dates are not
 * among them.
 */
export function findNumbers(
  text: string,
  words: readonly Token[] = tokenize(text),
  allDates: readonly DateRun[] = findDates(text, words),
): Span[] {
  const dates = allDates.filter((date) => !date.isBareYear);
  const numbers: Span[] = [];
  let run: NumberToken[] = [];
  const finish = (next: number): void => {
    const [first] = run;
    if (!first) return;
    const bareEnd = run.at(-1)!.end;
    const end = endWithUnit(text, words, next, bareEnd);
    const start = /[$€£]/u.test(text.slice(Math.max(0, first.start - 1), first.start))
      ? first.start - 1
      : first.start;
    const span = { start, end };
    const isDated = dates.some((date) => date.start < end && start < date.end);
    if (
      !isDated &&
      isNumber(run, end > bareEnd) &&
      !isPartOfName(text, start) &&
      holdsWholeWords(text, span)
    ) {
      numbers.push(span);
    }
    run = [];
  };
  words.forEach((word, index) => {
    const part = partOf(word);
    const token = part && { ...word, part };
    const last = run.at(-1);
    if (!token || (last && !isJoined(last, token, text.slice(last.end, word.start)))) finish(index);
    if (token) run.push(token);
  });
  finish(words.length);
  return numbers;
}
