import type { QuestionScope } from '../contracts/query.js';
import type { FoldedToken } from '../contracts/token.js';
import { wordSet } from '../text/word-set.js';

const negations = wordSet(
  'لا ليس ليست ليسوا لم لن الا ماعدا باستثناء ممنوع ممنوعه ممنوعات يمنع تمنع يمنعون محظور محظوره يحظر تحظر مش مو مب موب ' +
    'not cannot cant isnt arent dont doesnt didnt wont shouldnt couldnt mustnt never forbidden prohibited banned except excluded neither nor',
);
/** Behind these "ما" is a part of another word: "كل ما", "بعدما". */
const beforeRelative = wordSet('كل بعد قبل عند مثل كما حين اذا غير عن من هو هي على علي اول قد لحد');
const before = wordSet(
  'قبل قبلها قبله قبلهم السابق السابقه before prior previous previously preceding earlier',
);
const after = wordSet('بعد بعدها بعده بعدهم التالي التاليه اللاحق after following afterwards later since');
const old = wordSet(
  'السابق السابقه سابقا قديما القديم القديمه قديم ماضيا الملغي الملغاه ملغي سابق سابقه previously old former formerly originally superseded outdated earlier previous',
);

/** In dialect a verb is negated by "م" or "ما" in front and "ش" behind: "ميفتحش". */
const circumfix = /^ما?[ايتنبهح].{2,}ش$/u;

function isNegation(words: readonly string[], at: number): boolean {
  const word = words[at]!;
  if (negations.has(word) || circumfix.test(word)) return at > 0 || !/^(?:لم|الا)$/u.test(word);
  if (word !== 'ما' || at === 0 || beforeRelative.has(words[at - 1]!)) return false;
  // "ليش ما يفتح", not "على ما يبدو".
  return (
    /^(?:[بيتنا].{2,}|لازم|في|فيه|عند.*|ال.*)$/u.test(words[at + 1] ?? '') &&
    !/^ال/u.test(words[at + 1] ?? '')
  );
}

/** What the words of a question say of the state that it asks about. */
export function findQuestionScope(question: readonly FoldedToken[]): QuestionScope {
  const words = question.map(({ folded }) => folded);
  const direction = words.find((word) => before.has(word) || after.has(word));
  const usedTo = words.some((word, at) => word === 'used' && words[at + 1] === 'to');
  const wasBefore = words.includes('قبل') && words.some((word) => /^كانت?$/u.test(word));
  return {
    isNegated: words.some((_, at) => isNegation(words, at)),
    timeDirection: direction === undefined ? undefined : before.has(direction) ? 'before' : 'after',
    asksForOld: usedTo || wasBefore || words.some((word) => old.has(word)),
  };
}
