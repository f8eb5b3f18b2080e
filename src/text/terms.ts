import { stemmer } from 'stemmer';
import type { FoldedToken } from '../contracts/token.js';
import { TokenTable } from './token-table.js';
import { stemArabic } from './arabic-stem.js';

/**
 * Changes whenever the same text would give other terms, or another file of them; kept in the manifest. Digests hold
 * stems too: where those change, so does their version (application/passage-limits.ts).
 */
export const analyzerVersion = 3;

/** Units of the character grams inside a word. */
export const gramUnits = 4;

/** What a folded word is matched by, as 53-bit hashes. */
export interface WordTerms {
  readonly stem: number;
  readonly grams: readonly number[];
}

const arabicLetter = /\p{Script=Arabic}/u;
const latinWord = /^[a-z]+$/;

/** The stem of a folded word in its own script's way. */
export function stemWord(folded: string): string {
  if (latinWord.test(folded)) return stemmer(folded);
  return arabicLetter.test(folded) ? stemArabic(folded) : folded;
}

/**
 * A 53-bit hash of a part of a string: two 32-bit FNV-1a lanes of different seeds, mixed as MurmurHash3 ends.
 * Two of a million terms share a hash with a probability of about 1 in 20,000.
 */
function hashUnits(text: string, start: number, end: number): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 15;
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b);
  low = Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low ^= low >>> 16;
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b);
  high = Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high ^= high >>> 16;
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
}

/** The hash that a term goes by. */
export function hashTerm(term: string): number {
  return hashUnits(term, 0, term.length);
}

/** The hashes of the character grams of a folded word, its two ends marked; a word of one letter has none. */
function gramsOf(folded: string): number[] {
  const marked = `^${folded}$`;
  const grams: number[] = [];
  for (let i = 0; i + gramUnits <= marked.length; i++) grams.push(hashUnits(marked, i, i + gramUnits));
  return grams;
}

/** Texts repeat a small vocabulary. */
const remembered = new TokenTable<WordTerms>(17);

/** The terms of a word. */
export function termsOf(word: FoldedToken): WordTerms {
  const { folded } = word;
  return (
    remembered.get(word) ?? remembered.set(word, { stem: hashTerm(stemWord(folded)), grams: gramsOf(folded) })
  );
}
