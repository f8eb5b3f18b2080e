import type { Span } from '../contracts/span.js';
import { findWords } from '../text/words.js';

/** A list of words as they come out of folding. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(findWords(list).map((word) => word.folded));
}

/** Without the "and", "to", "in", "so" that Arabic writes at the front of a word: "وثلاثة" → "ثلاثه". */
function withoutClitic(folded: string): string {
  return folded.length > 3 && /^[ولبف]/u.test(folded) ? folded.slice(1) : folded;
}

/** Whether a folded word is in a set, with or without a clitic in front. */
export function isIn(set: ReadonlySet<string>, folded: string): boolean {
  return set.has(folded) || set.has(withoutClitic(folded));
}

const clitics = /^(?:[وفبكل]{0,2}ال|لل|[وفبكل]{1,2})?(?=[0-9])/u;

/** A word that begins with digits, without what Arabic writes in front of them: "الـ13" → "13". */
export function withoutDigitClitic(folded: string): string {
  return folded.replace(clitics, '');
}

const endsInWord = /[\p{L}\p{N}\p{M}]$/u;
const startsWithWord = /^[\p{L}\p{N}\p{M}]/u;

/** Whether a span begins and ends where words do. Two units on each side: a character may take as many. */
export function holdsWholeWords(text: string, { start, end }: Span): boolean {
  return (
    !endsInWord.test(text.slice(Math.max(0, start - 2), start)) &&
    !startsWithWord.test(text.slice(end, end + 2))
  );
}
