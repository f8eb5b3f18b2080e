import type { FoldedToken } from '../contracts/token.js';

/** What edition of something a heading names: its number, or the year, greatest part first. */
export type Edition = readonly number[];

const versionNumber = /\p{Nd}+(?:\.\p{Nd}+)+/u;
const year = /(?<!\p{Nd})(?:19|20)\p{Nd}{2}(?!\p{Nd})/u;

function toNumber(digits: string): number {
  return Number(digits.normalize('NFKC').replace(/[٠-٩۰-۹]/gu, (digit) => String(digit.charCodeAt(0) & 15)));
}

/** The edition that a heading begins with or ends in: "4.2.0 – 14 October 2026", "Waha 3.2"; undefined without any. */
export function findEdition(heading: string): Edition | undefined {
  const version = versionNumber.exec(heading)?.[0];
  if (version !== undefined) return version.split('.').map(toNumber);
  const found = year.exec(heading)?.[0];
  return found === undefined ? undefined : [toNumber(found)];
}

/** Whether an edition comes before another one. */
export function isEarlier(edition: Edition, other: Edition): boolean {
  for (let part = 0; part < Math.max(edition.length, other.length); part++) {
    const difference = (edition[part] ?? 0) - (other[part] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Two sentences say the same of two editions where they share so much of their words, numbers left out. */
const sameShare = 0.7;

/** The distinct words of a sentence that are no numbers. */
export function wordsOf(words: readonly FoldedToken[]): ReadonlySet<string> {
  return new Set(words.map(({ folded }) => folded).filter((folded) => !/[0-9]/.test(folded)));
}

/** Whether two sentences, given by {@link wordsOf}, speak of the same thing. */
export function speaksOfSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared++;
  const all = one.size + other.size - shared;
  return shared >= 3 && shared >= sameShare * all;
}
