import { tokenize } from '../text/tokenize.js';
import { wordSet } from '../text/word-set.js';

/** Words at the beginning of a sentence that explains what the one before says, or that leans on it. */
const explains = wordSet(
  'لان لانه لانها لانهم والسبب ويعود ويرجع وذلك ولذلك ولهذا لذلك لهذا وهكذا ثم وبعد ولتفادي ولتجنب ولمنع ولحل ولعلاج because thus therefore then',
);
const explainsEnglish =
  /^(?:this (?:is|was) (?:because|due)|the reason|as a result|for this reason|after that|next,|you can (?:\w+ )?(?:this|that)\b)/iu;

/** Whether a text is a sentence that has come to its end. */
export function endsInStop(text: string): boolean {
  return /[.!?؟…۔]["'”’»›)\]*_]{0,4}$/u.test(text.slice(-8).trimEnd());
}

/** Whether a sentence goes on with what the one before says. */
export function goesOn(text: string): boolean {
  const [first] = tokenize(text.slice(0, 60));
  return first !== undefined && (explains.has(first.folded) || explainsEnglish.test(text));
}
