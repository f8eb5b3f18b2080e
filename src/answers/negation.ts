import type { FoldedToken } from '../contracts/token.js';
import { isIn, wordSet } from '../text/word-set.js';

const negations = wordSet(
  'لا لم لن ليس ليست ليسوا غير دون بدون عدم ممنوع ممنوعه يمنع تمنع يحظر تحظر محظور محظوره الا سوي يستثني تستثني باستثناء مش مو ما ماعدا عدا ' +
    'not no never none neither nor without except cannot forbidden prohibited isn doesn don aren won can mustn',
);

/** Whether a text says of something that it is not, or may not be. */
export function denies(words: readonly FoldedToken[]): boolean {
  return words.some(({ folded }) => isIn(negations, folded));
}
