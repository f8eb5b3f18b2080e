import type { FoldedToken } from '../contracts/token.js';
import { tokenize } from '../text/tokenize.js';
import { wordSet } from '../text/word-set.js';

/** Words at the beginning of a sentence that explains what the one before says, or that leans on it. */
const explains = wordSet(
  'لان لانه لانها لانهم والسبب ويعود ويرجع وذلك ولذلك ولهذا لذلك لهذا وهكذا ثم وبعد ولتفادي ولتجنب ولمنع ولحل ولعلاج because thus therefore then',
);
const explainsEnglish =
  /^(?:this (?:is|was) (?:because|due)|the reason|as a result|for this reason|after that|next,|you can (?:\w+ )?(?:this|that)\b)/iu;

const askedWords = wordSet(
  'سال سالت سالوا سالني سالته تسال يسال تساءل تساءلت استفسر استفسرت asked asks wondered wonders',
);
const questionWords = wordSet(
  'لماذا هل متي كيف كم عن ما ماذا من اين why whether if how what when where who which',
);
/** So far behind "asked" stands what was asked: "سأل أحد الحاضرين عن". */
const maxToQuestion = 5;

/** Whether a sentence only tells what somebody asked: "Lin asked why oak is dearer." */
export function reportsQuestion(words: readonly FoldedToken[]): boolean {
  const at = words.slice(0, maxToQuestion).findIndex(({ folded }) => askedWords.has(folded));
  return (
    at >= 0 && words.slice(at + 1, at + 1 + maxToQuestion).some(({ folded }) => questionWords.has(folded))
  );
}

const turnStarts = wordSet(
  'هل متي كيف كم وين فين ليش ليه لماذا شو ايش وش مين شلون بكم بكام قديش كام ماذا what how why when where who which does anyone anybody',
);
/** The words of a turn begin so far behind its time and its speaker, at most. */
const maxSpeakerWords = 8;

/** Whether a turn of a conversation asks something without a mark: a question word begins it, or ends it. */
export function asksWithoutMark(words: readonly FoldedToken[]): boolean {
  const isShort = words.length <= 20;
  const begins = words.slice(0, maxSpeakerWords).some(({ folded }, at) => at > 0 && turnStarts.has(folded));
  return isShort && (begins || turnStarts.has(words.at(-1)?.folded ?? ''));
}

/** Whether a text is a sentence that has come to its end. */
export function endsInStop(text: string): boolean {
  return /[.!?؟…۔]["'”’»›)\]*_]{0,4}$/u.test(text.slice(-8).trimEnd());
}

/** Whether a sentence goes on with what the one before says. */
export function goesOn(text: string): boolean {
  const [first] = tokenize(text.slice(0, 60));
  return first !== undefined && (explains.has(first.folded) || explainsEnglish.test(text));
}
