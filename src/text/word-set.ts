import type { Span } from '../contracts/span.js';
import type { FoldedToken } from '../contracts/token.js';
import { TokenTable } from './token-table.js';
import { tokenize } from './tokenize.js';

/** A list of words as they come out of folding. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(tokenize(list).map((word) => word.folded));
}

/** Without the "and", "to", "in", "so" that Arabic writes at the front of a word: "وثلاثة" → "ثلاثه". */
function withoutClitic(folded: string): string {
  return folded.length > 3 && 'ولبف'.includes(folded.charAt(0)) ? folded.slice(1) : folded;
}

/** What the words of one of {@link kindFinder}'s sets are. */
export interface WordKind<Kind> {
  readonly kind: Kind;
  readonly words: ReadonlySet<string>;
  /** Whether they may have a clitic in front. */
  readonly takesClitic: boolean;
}

/** A look-up of the first of `kinds` that a word is of, remembered: it is called for every word of what is read. */
export function kindFinder<Kind>(kinds: readonly WordKind<Kind>[]): (word: FoldedToken) => Kind | undefined {
  const whole = new Map<string, number>();
  const behindClitic = new Map<string, number>();
  kinds.forEach(({ words, takesClitic }, order) => {
    for (const word of words) {
      if (!whole.has(word)) whole.set(word, order);
      if (takesClitic && !behindClitic.has(word)) behindClitic.set(word, order);
    }
  });
  const find = ({ folded }: FoldedToken): number =>
    Math.min(whole.get(folded) ?? kinds.length, behindClitic.get(withoutClitic(folded)) ?? kinds.length);
  const seen = new TokenTable<number>(13);
  return (word) => kinds[seen.get(word) ?? seen.set(word, find(word))]?.kind;
}

/** Whether a folded word is in a set, with or without a clitic in front. */
export function isIn(set: ReadonlySet<string>, folded: string): boolean {
  return set.has(folded) || set.has(withoutClitic(folded));
}

const clitics = /^(?:[وفبكل]{0,2}ال|لل|[وفبكل]{1,2})?(?=[0-9])/u;

/** Whether a folded word has a digit in it. */
export function hasDigit(folded: string): boolean {
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charCodeAt(i);
    if (unit >= 0x30 && unit <= 0x39) return true;
  }
  return false;
}

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
