import type { FoldedToken } from '../contracts/token.js';
import { isIn, wordSet } from '../text/word-set.js';

const negations = wordSet(
  'لا لم لن ولا ولم ولن فلا فلم فلن ليس ليست ليسوا غير دون بدون عدم ممنوع ممنوعه يمنع تمنع يحظر تحظر محظور محظوره الا سوي يستثني تستثني باستثناء مش مو ما ماعدا عدا ' +
    'not no never none neither nor without except cannot forbidden prohibited isn doesn don aren won can mustn',
);

/** Whether a text says of something that it is not, or may not be. */
export function denies(words: readonly FoldedToken[]): boolean {
  return words.some(({ folded }) => isIn(negations, folded));
}

const directions = {
  before: wordSet(
    'قبل قبله قبلها قبلهم سبقه سبقها سابقا السابق السابقه سلفه سلفها before previous previously former earlier preceded predecessor',
  ),
  after: wordSet(
    'بعد بعده بعدها بعدهم خلفه خلفها تلاه تلاها التالي التاليه after next later following succeeded successor',
  ),
};

/** Whether a text speaks of what is before, or after, something. */
export function saysDirection(
  words: readonly FoldedToken[],
  direction: 'before' | 'after' | undefined,
): boolean {
  return direction !== undefined && words.some(({ folded }) => isIn(directions[direction], folded));
}

const verdicts = wordSet('نعم لا اجل بلي كلا ايوه ايوا اه طبعا yes no yep nope sure');

/** Whether a text begins with a yes or a no, or has one behind the name of its speaker. */
export function saysYesOrNo(words: readonly FoldedToken[]): boolean {
  return words.slice(0, 2).some(({ folded }) => verdicts.has(folded));
}
