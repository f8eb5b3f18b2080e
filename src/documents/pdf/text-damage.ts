import type { WordList } from '../arabic-word-list.js';

/** What is measured of a text in Arabic letters to tell whether its letters are those that were written. */
interface DamageMeasures {
  /** Words in Arabic letters, of two at least. */
  readonly words: number;
  /** Of Arabic letters, those without their dots, which Arabic writes nowhere. */
  readonly dotless: number;
  /** Of the words, those with a character of another script inside. */
  readonly mixed: number;
  /** Of the words, those that every Arabic text has. */
  readonly functionWords: number;
  /** Of the words of three letters and more, those that are known. */
  readonly known: number;
}

const letters = /[\u0620-\u064a\u066e-\u06d3]/g;
const words = /[\u0620-\u0652\u066e-\u06d3]{2,}/g;
const dotless = /[\u066e\u066f\u06a1\u06ba]/g;
const mixed =
  /[\u0620-\u064a][!#-&*+;-@A-Z\\^-z|~\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u02ff\u0370-\u04ff\ufffd][\u0620-\u064a]/g;
/** Letters of Persian, Urdu and others that Arabic has not; their words are not in the list. */
const otherLanguage = /[\u067e\u0686\u0698\u06a9\u06af\u06cc\u0679\u0688\u0691\u06d2\u06c1\u06be]/g;
const functionWords = new Set(
  'في من على إلى الى أن ان إن عن هذا هذه ذلك تلك التي الذي الذين لا ما لم أو او ثم قد كان كانت مع كل بعد بين أي وفي ومن وعلى وأن وهو وهي هو هي به بها له لها فيه فيها منه منها عليه إلا غير حتى قبل عند'.split(
    ' ',
  ),
);

/**
 * Of sound text no letter is dotless, 0.2 % of the words are mixed, 7 to 21 % are function words, and 94 to 99 % are known;
 * of damaged text up to 24 %, 12 to 28 %, 1 to 4 %, and 34 to 65 %.
 */
const limits = { dotless: 0.01, mixed: 0.03, functionWords: 0.05, known: 0.75, knownOfFew: 0.88 };
/** Too few words tell nothing. */
const minWords = 25;
/** Of fewer words, names of people or goods that no list has may be many, and function words few. */
const minWordsForFunctionWords = 100;
/** More words of a page tell no more. */
const maxWords = 300;
const maxOtherLanguage = 0.02;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function measureDamage(text: string, list: () => WordList): DamageMeasures {
  const found = text.match(words) ?? [];
  const all = Math.max(1, found.length);
  const share = found.filter((word) => functionWords.has(word)).length / all;
  const long = found.filter((word) => word.length > 2).slice(0, maxWords);
  return {
    words: found.length,
    dotless: count(text, dotless) / Math.max(1, count(text, letters)),
    mixed: count(text, mixed) / all,
    functionWords: share,
    known:
      long.length === 0 ? 1 : long.filter((word) => list().familiarity(word) !== 'none').length / long.length,
  };
}

/** Whether so much of a text is in letters that Arabic has not that it is in another language. */
function isOtherLanguage(text: string): boolean {
  return count(text, otherLanguage) > maxOtherLanguage * count(text, letters);
}

function isDamaged({
  words: found,
  dotless: bare,
  mixed: broken,
  functionWords: usual,
  known,
}: DamageMeasures): boolean {
  if (found < minWords) return false;
  if (bare > limits.dotless || broken > limits.mixed) return true;
  const isUnusual = found >= minWordsForFunctionWords && usual < limits.functionWords;
  return known < (isUnusual ? limits.knownOfFew : limits.known);
}

/**
 * The positions of the texts of which the letters are not those that were written. Persian and other languages in Arabic
 * letters are not judged.
 */
export function findDamaged(texts: readonly string[], list: () => WordList): number[] {
  if (isOtherLanguage(texts.join('\n'))) return [];
  return texts.flatMap((text, position) => (isDamaged(measureDamage(text, list)) ? [position] : []));
}
