import type { FoldedWord } from '../contracts/word.js';
import { WordTable } from './word-table.js';

const arabicWord = /^[\u0621-\u064a]+$/u;

/** "And", "in", "to", "as" and the article, as Arabic writes them at the front of a word. */
const clitics = /^(?:[وف]?[بك]?ال|[وف]?لل|[وف])(?=.{3})/u;

/** Pronouns, number and gender at its end, once. A single "ه" may be the root's own: "توجه". */
const endings = /(?:(?<=.{3})(?:هما|تها|تهم|ات|ون|ين|وا|نا|ها|هم|هن|كم|يه)|(?<=.{4})ه)$/u;

/** "روسيا" and "روسي". */
const openEnd = /(?<=.{3})[اي]{1,2}$/u;

/** Letters that come and go between the forms of a word: "انتهى", "ينتهي", "انتهاء". */
const weakLetters = /[اويءى]/gu;

/** The "will" before a verb's own prefix: "ستنتهي". */
const future = /^س(?=ت.{3})/u;

/** What remains in front of verbs and what is made from them: "تنتهي", "تسليح". */
const verbPrefix = /^ت(?=.{3})/u;

/** Fewer letters are those of too many words. */
const leastLetters = 3;

const remembered = new WordTable<string>(13);

function findSkeleton(folded: string): string {
  if (!arabicWord.test(folded)) return folded;
  const bare = folded.replace(clitics, '').replace(endings, '');
  const firm = bare.replace(weakLetters, '').replace(future, '').replace(verbPrefix, '');
  return firm.length >= leastLetters ? firm : bare.replace(openEnd, '');
}

/**
 * The letters that the forms of an Arabic word have in common, near enough: a verb in its tenses and its noun ("انتهى",
 * "تنتهي", "الانتهاء"), "أسلحة" and "تسليح". Unrelated words may share theirs, so it tells among sentences that are
 * near a question, not among all. A word of another script, or too short for it, is its own.
 */
export function skeletonOf(word: FoldedWord): string {
  return remembered.get(word) ?? remembered.set(word, findSkeleton(word.folded));
}
