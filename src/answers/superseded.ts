import type { FoldedToken } from '../contracts/token.js';
import { isIn, wordSet } from '../text/word-set.js';

/** Words that say that something no longer holds, in a heading or at the beginning of a text. */
const oldWords = wordSet(
  'السابق سابق السابقه سابقه سابقا القديم قديم القديمه قديمه قديما الملغي ملغي الملغاه ملغاه الغي الغيت يلغي حذف حذفت محذوف منسوخ ' +
    'منتهي منتهيه انتهت موقوف اصلي الاصلي عدل تصحيح ' +
    'old former formerly previous previously superseded repealed obsolete deprecated expired withdrawn cancelled canceled removed ' +
    'replaced earlier archive archived outdated correction corrected struck',
);

/** How much of words that name or begin a text say that it no longer holds: 1 where any does. */
export function saysSuperseded(words: readonly FoldedToken[]): boolean {
  return words.some(
    ({ folded }) => isIn(oldWords, folded) || isIn(oldWords, folded.replace(/^[وف]?[بل]?ال/u, '')),
  );
}
