import type { Span } from '../contracts/span.js';
import { boundaryAfter, boundaryBefore } from './graphemes.js';

/** Sentences longer than this are cut at clause marks, and where there are none, at white space. */
const maxSentenceUnits = 600;

const terminators = new Set('.!?؟…۔。！？｡।॥');
const closers = new Set('"\'”’»›)]}】』」）＂');
/** Marks of CJK end a sentence without a space behind them. */
const spacelessTerminators = new Set('。！？｡');
const whiteSpace = /\s/u;
const lowerCase = /\p{Ll}/u;
// Not the digits, which are of that script too: "١٢٣.٥" is one number.
const arabicLetter = /(?=\p{L})\p{Script=Arabic}/u;
const digit = /\p{Nd}/u;

/** Written with a full stop that ends no sentence. Lower case; single letters are handled apart. */
const abbreviations = new Set(
  (
    'mr mrs ms dr prof sr jr st mt ft gen col capt lt sgt rep sen gov pres hon rev fr vs etc eg ie cf al ca no nos vol fig ' +
    'ed eds pp inc ltd co corp dept univ approx est jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'أ.د ق.م هـ تح ط ج مج ص ت د م أ إلخ الخ'
  ).split(' '),
);

/** The word that ends at `end`, back to white space or an opening mark, at most 12 units of it. */
function wordBefore(text: string, blockStart: number, end: number): string {
  let start = end;
  while (start > blockStart && end - start < 12 && !whiteSpace.test(text.charAt(start - 1))) start--;
  return text.slice(start, end).replace(/^["'“”‘’«‹([{]+/, '');
}

function isInsideNumberOrName(text: string, blockStart: number, stop: number, next: string): boolean {
  if (next === '' || whiteSpace.test(next)) return false;
  const previous = text.charAt(stop - 1);
  // "انتهى.وبدأ": the space left out between two Arabic sentences, but not "ق.م".
  if (arabicLetter.test(previous) && arabicLetter.test(next)) {
    return wordBefore(text, blockStart, stop).length < 3;
  }
  return true;
}

/** "سنة 2001 م.", "عام 400 هـ.": the era behind a year, where the stop ends the sentence as well. */
const eraBehindYear = /\p{Nd}{1,4}\s{0,2}(?:م|هـ?)$/u;

function isAbbreviation(text: string, sentenceStart: number, stop: number, afterSpace: string): boolean {
  const word = wordBefore(text, sentenceStart, stop);
  if (word === '') return false;
  const bare = word.toLowerCase();
  const isEra = eraBehindYear.test(text.slice(Math.max(sentenceStart, stop - 9), stop));
  if (isEra && arabicLetter.test(afterSpace)) return false;
  const isWholeSoFar = stop - sentenceStart <= 16 && text.slice(sentenceStart, stop).trimStart() === word;
  // "1. النص" or "أ. النص" at the start of a sentence is a list number.
  if (isWholeSoFar && /^[\p{Nd}]{1,3}$|^\p{L}$/u.test(bare)) return true;
  if (/^\p{L}$/u.test(bare) && !digit.test(afterSpace)) return true;
  if (/^(?:\p{L}\.)+\p{L}$/u.test(bare)) return !/\p{Lu}/u.test(afterSpace) || bare.length <= 3;
  return abbreviations.has(bare) && afterSpace !== '';
}

/** Where the sentence that a terminator at `stop` may end really ends, or -1 where it goes on. */
function sentenceEnd(text: string, block: Span, sentenceStart: number, stop: number): number {
  let end = stop + 1;
  while (end < block.end && terminators.has(text.charAt(end))) end++;
  const run = text.slice(stop, end);
  const next = end < block.end ? text.charAt(end) : '';
  const isSingleStop = run === '.';
  if (isSingleStop && !closers.has(next) && isInsideNumberOrName(text, block.start, stop, next)) return -1;
  while (end < block.end && closers.has(text.charAt(end))) end++;
  if (end < block.end && !whiteSpace.test(text.charAt(end))) {
    // "لماذا؟لأن": between Arabic sentences the space is often left out.
    const joined = arabicLetter.test(text.charAt(end)) && /^[.!؟]$/u.test(run);
    if (!joined && !spacelessTerminators.has(run.charAt(run.length - 1))) return -1;
    // A mark on the stop belongs to it.
    if (boundaryBefore(text, end, { start: sentenceStart, end: block.end }) !== end) return -1;
  }
  let behind = end;
  while (behind < block.end && whiteSpace.test(text.charAt(behind))) behind++;
  const afterSpace = behind < block.end ? text.charAt(behind) : '';
  // A question inside a sentence: «هل انتهى؟» سأل … goes on when a comma or a small letter follows.
  if (lowerCase.test(afterSpace) || afterSpace === ',' || afterSpace === '،' || afterSpace === '؛') return -1;
  if (isSingleStop && isAbbreviation(text, sentenceStart, stop, afterSpace)) return -1;
  return end;
}

/**
 * `span` without the white space at both ends, but for a space that a mark stands on: they are one character. `within`:
 * what is read to tell; it begins where `span` does, so that no long way is gone back.
 */
function trimmed(text: string, within: Span, span: Span): Span | undefined {
  let { start, end } = span;
  while (start < end && whiteSpace.test(text.charAt(start))) start++;
  while (end > start && whiteSpace.test(text.charAt(end - 1))) end--;
  if (start >= end) return undefined;
  return {
    start: Math.max(span.start, boundaryBefore(text, start, within)),
    end: Math.min(span.end, boundaryAfter(text, end, within)),
  };
}

/** The last place in `(from, limit]` behind a character that is one of `marks`, or -1. */
function lastBreak(text: string, within: Span, from: number, limit: number, marks: RegExp): number {
  for (let i = limit; i > from; i--) {
    if (marks.test(text.charAt(i - 1)) && boundaryBefore(text, i, within) === i) return i;
  }
  return -1;
}

/** Pieces of at most `maxUnits`, or of one character where that is longer. */
function cutLong(text: string, sentence: Span, maxUnits: number): Span[] {
  const pieces: Span[] = [];
  let { start } = sentence;
  while (sentence.end - start > maxUnits) {
    const limit = start + maxUnits;
    const earliest = start + Math.floor(maxUnits / 3);
    const rest = { start, end: sentence.end };
    let cut = lastBreak(text, rest, earliest, limit, /[;؛\n]/u);
    if (cut < 0) cut = lastBreak(text, rest, earliest, limit, /[,،:]/u);
    if (cut < 0) cut = lastBreak(text, rest, start, limit, whiteSpace);
    if (cut < 0) cut = boundaryBefore(text, limit, rest);
    if (cut <= start) cut = boundaryAfter(text, limit, rest);
    const piece = trimmed(text, rest, { start, end: cut });
    if (piece) pieces.push(piece);
    start = cut;
  }
  const rest = { start, end: sentence.end };
  const piece = trimmed(text, rest, rest);
  if (piece) pieces.push(piece);
  return pieces;
}

/**
 * The sentences of one block in order, without the white space around them; together they hold every
 * character of the block that is not white space. Knows Arabic and English stops, closing quotation
 * marks, abbreviations, initials, decimal and list numbers. None is longer than `maxUnits` UTF-16 units, unless it
 * is a single character, and none begins or ends inside of a character as people see it.
 */
export function splitSentences(text: string, block: Span, maxUnits = maxSentenceUnits): Span[] {
  const sentences: Span[] = [];
  let start = block.start;
  const push = (end: number): void => {
    const sentence = trimmed(text, { start, end: block.end }, { start, end });
    if (sentence) for (const piece of cutLong(text, sentence, Math.max(2, maxUnits))) sentences.push(piece);
    start = end;
  };
  for (let i = block.start; i < block.end; i++) {
    if (!terminators.has(text.charAt(i))) continue;
    const end = sentenceEnd(text, block, start, i);
    if (end >= 0) push(end);
    // Past the whole run either way, so that a long row of dots is read once.
    let last = Math.max(end, i + 1);
    while (last < block.end && terminators.has(text.charAt(last))) last++;
    i = last - 1;
  }
  push(block.end);
  return sentences;
}
