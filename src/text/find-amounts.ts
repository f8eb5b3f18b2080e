import type { Dimension, Value, ValueKind } from '../contracts/value.js';
import type { Token } from '../contracts/token.js';
import { readFraction, type ReadNumber } from './read-numbers.js';
import {
  currencySigns,
  dualSense,
  pricedUnit,
  unitHeads,
  unitSense,
  unitTails,
  type UnitSense,
} from './unit-words.js';
import { wordSet } from './word-set.js';

/** In front of the name of a unit, one of it is meant: "خلال شهر", "لا تقل عن سنة". */
const beforeOne = wordSet('خلال لمده مده مهله عن كل دون بعد within a an per every');
const one = wordSet('واحد واحده فقط');
const halfTails = wordSet('ونصف ونصفا وربع وربعا وثلث والنصف ونص');
const afterPercent = wordSet('الميه المايه');
const percentWords = wordSet('بالميه بالمايه percent');
const per = wordSet('per في في');
const currencyLetters =
  /^\s?(?:ر\.\s?[سقعي]|د\.\s?[أاإكتبلجم]|[لج]\.\s?[سلم]|R\.?O|QR|SR)(?![\p{L}\p{N}])\.?/u;
const signs = /^\s?(?:°\s?[CFcf]?(?!\p{L})|["″′])/u;

function withKind(start: number, end: number, sense: { kind: ValueKind; dimension?: Dimension }): Value {
  return sense.dimension === undefined
    ? { kind: sense.kind, start, end }
    : { kind: sense.kind, dimension: sense.dimension, start, end };
}

function isNear(text: string, words: readonly Token[], at: number): boolean {
  const gap = at > 0 && at < words.length ? text.slice(words[at - 1]!.end, words[at]!.start) : undefined;
  return gap !== undefined && gap.length <= 2 && gap.trim() === '';
}

const sensesOverSlash: ReadonlySet<Dimension | undefined> = new Set<Dimension | undefined>([
  'length',
  'data',
  'data-rate',
]);

/** Where a unit ends that begins with the word at `at`, and what it is: "كم/ساعة" is a speed, "متر مربع" an area. */
function readUnit(
  text: string,
  words: readonly Token[],
  at: number,
  sense: UnitSense,
): { end: number; last: number; sense: UnitSense } {
  let last = at;
  let found = sense;
  const next = words[at + 1];
  const gap = text.slice(words[at]!.end, next?.start ?? words[at]!.end);
  if (next && isNear(text, words, at + 1) && unitTails.has(next.folded)) {
    last = at + 1;
    if (/^مربع/u.test(next.folded)) found = { ...sense, dimension: 'area' };
    if (/^مكعب/u.test(next.folded)) found = { ...sense, dimension: 'volume' };
  } else if (
    next &&
    sense.dimension === 'power' &&
    isNear(text, words, at + 1) &&
    /^(?:ساعه|hours?)$/u.test(next.folded)
  ) {
    last = at + 1;
    found = { ...sense, dimension: 'energy' };
  } else if (next && sensesOverSlash.has(sense.dimension) && sense.kind === 'measure') {
    const over = gap === '/' ? at + 1 : per.has(next.folded) && isNear(text, words, at + 1) ? at + 2 : -1;
    const time = words[over]?.folded.replace(/^ال/u, '') ?? '';
    if (over > 0 && unitSense(time)?.kind === 'duration') {
      last = over;
      found = { ...sense, dimension: sense.dimension === 'length' ? 'speed' : 'data-rate' };
    }
  } else if (
    next &&
    sense.dimension === 'temperature' &&
    isNear(text, words, at + 1) &&
    /^[cf]$/.test(next.folded)
  ) {
    last = at + 1;
  }
  return { end: words[last]!.end, last, sense: found };
}

/** The unit of a number and where it ends; undefined where the number has none. */
function unitOf(
  text: string,
  words: readonly Token[],
  number: ReadNumber,
): { start: number; end: number; sense: UnitSense } | undefined {
  const { start, end, last, suffix } = number;
  if (number.isOrdinal) return undefined;
  if (
    currencySigns.test(text.charAt(start - 1)) ||
    (text.charAt(start - 1) === ' ' && currencySigns.test(text.charAt(start - 2)))
  ) {
    return {
      start: text.charAt(start - 1) === ' ' ? start - 2 : start - 1,
      end,
      sense: { kind: 'money', isShort: false },
    };
  }
  const behind = text.slice(end, end + 12);
  if (/^\s?[%٪]/u.test(behind))
    return { start, end: end + (/^\s/u.test(behind) ? 2 : 1), sense: { kind: 'percent', isShort: false } };
  if (/^\s?[$€£¥₪₺]/u.test(behind))
    return { start, end: end + (/^\s/u.test(behind) ? 2 : 1), sense: { kind: 'money', isShort: false } };
  const letters = currencyLetters.exec(behind);
  if (letters && number.isDigits)
    return { start, end: end + letters[0].length, sense: { kind: 'money', isShort: false } };
  const sign = signs.exec(behind);
  if (sign && /°/u.test(sign[0])) {
    return {
      start,
      end: end + sign[0].trimEnd().length,
      sense: { kind: 'measure', dimension: 'temperature', isShort: false },
    };
  }
  if (suffix !== '') {
    const sense = unitSense(suffix);
    if (!sense) return undefined;
    const unit = readUnit(text, words, last, sense);
    return { start, end: unit.end, sense: unit.sense };
  }
  let at = last + 1;
  if (unitHeads.has(words[at]?.folded ?? '') && unitSense(words[at + 1]?.folded ?? '')) at++;
  // "12-month", "50-watt".
  const isHyphened = text.slice(end, words[at]?.start ?? end) === '-' && !number.isAmbiguous;
  if (!isHyphened && !isNear(text, words, last + 1)) return undefined;
  const folded = words[at]?.folded ?? '';
  if (percentWords.has(folded))
    return { start, end: words[at]!.end, sense: { kind: 'percent', isShort: false } };
  if (/^(?:في|فى)$/u.test(folded) && afterPercent.has(words[at + 1]?.folded ?? '')) {
    return { start, end: words[at + 1]!.end, sense: { kind: 'percent', isShort: false } };
  }
  if (folded === 'per' && words[at + 1]?.folded === 'cent') {
    return { start, end: words[at + 1]!.end, sense: { kind: 'percent', isShort: false } };
  }
  const sense = unitSense(folded);
  if (!sense || (sense.isShort && !number.isDigits)) return undefined;
  const isSquare = words[at - 1]?.folded;
  const unit = readUnit(text, words, at, sense);
  const dimension: Dimension | undefined =
    sense.dimension === 'length' && isSquare === 'square'
      ? 'area'
      : sense.dimension === 'length' && isSquare === 'cubic'
        ? 'volume'
        : undefined;
  return { start, end: unit.end, sense: dimension ? { ...unit.sense, dimension } : unit.sense };
}

/** The amounts in `text`: numbers with a unit, duals, shares; each word at most once. `numbers` are those that may have a unit. */
export function findAmounts(text: string, words: readonly Token[], numbers: readonly ReadNumber[]): Value[] {
  const amounts: Value[] = [];
  const taken = new Set<number>();
  for (const number of numbers) {
    const unit = unitOf(text, words, number);
    if (unit) amounts.push(withKind(unit.start, unit.end, unit.sense));
    for (let at = number.first; at <= number.last; at++) taken.add(at);
  }
  for (let at = 0; at < words.length; at++) {
    if (taken.has(at)) continue;
    const { folded, start, end } = words[at]!;
    const dual = dualSense(folded);
    if (dual) {
      const tail =
        isNear(text, words, at + 1) && halfTails.has(words[at + 1]!.folded) ? words[at + 1]!.end : end;
      amounts.push(withKind(start, tail, dual));
      continue;
    }
    const share = readFraction(folded.replace(/^[وبلف](?=.{3})/u, ''));
    if (share !== undefined || /^(?:[بولف]?ثلثا|[بولف]?ثلثي|thirds|quarters)$/u.test(folded)) {
      const unitAt = /^(?:a|an)$/.test(words[at + 1]?.folded ?? '') ? at + 2 : at + 1;
      const sense = isNear(text, words, at + 1) ? unitSense(words[unitAt]?.folded ?? '') : undefined;
      const isEnglish = /^[a-z]/.test(folded);
      const from = isEnglish && taken.has(at - 1) && isNear(text, words, at) ? words[at - 1]!.start : start;
      if (sense && !sense.isShort) amounts.push(withKind(start, words[unitAt]!.end, sense));
      else if (!isEnglish || from < start || folded === 'half')
        amounts.push({ kind: 'percent', start: from, end });
      continue;
    }
    const sense = unitSense(folded);
    const next = words[at + 1]?.folded ?? '';
    if (sense && !sense.isShort && one.has(next) && next !== 'فقط' && isNear(text, words, at + 1)) {
      amounts.push(withKind(start, words[at + 1]!.end, sense));
      continue;
    }
    const priced = pricedUnit(folded);
    if (priced && !taken.has(at + 1) && (priced.kind === 'money' || !/^ال|^[0-9]/u.test(next))) {
      amounts.push(withKind(start, end, priced));
      continue;
    }
    const isLeast = next === 'علي' && /^الا(?:قل|كثر)$/u.test(words[at + 2]?.folded ?? '');
    const isBehindPreposition = beforeOne.has(words[at - 1]?.folded ?? '') && isNear(text, words, at);
    const isOne = sense && !sense.isShort && sense.kind !== 'percent' && (isBehindPreposition || isLeast);
    if (isOne && !taken.has(at + 1) && !/^ال/u.test(next)) {
      const isRate =
        /^(?:a|an|per)$/.test(words[at - 1]?.folded ?? '') &&
        (taken.has(at - 2) || unitSense(words[at - 2]?.folded ?? ''));
      if (!isRate) amounts.push(withKind(start, end, sense));
    }
  }
  return amounts;
}
