import type { Answer, Citation } from '../../contracts/answer.js';
import { takeUnits } from '../../text/graphemes.js';
import { tokenize } from '../../text/tokenize.js';

/** Folded, as questions are before they are compared. */
function foldedWords(text: string): string[] {
  return tokenize(text).map((word) => word.folded);
}

function wordSet(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap(foldedWords));
}

/** Words that point back wherever they stand: they mean nothing without what was said before. */
const pointers = wordSet(
  'ذلك تلك عنه عنها عنهم فيه فيها منه منها له لها لهم به بها عليه عليها إليه إليها بعدها بعده قبلها قبله حينها',
  'it its they them their he him his she her',
);

/** Words that point back at the end only; elsewhere they join (من هو وزير …؟, said that …, is there …). */
const finalPointers = wordSet(
  'هو هي هم هما هذا هذه هؤلاء أولئك هنا هناك',
  'this that these those here there then',
);

/** How a question that leans on another begins. */
const openings = [
  'وماذا',
  'ماذا عن',
  'ومتى',
  'وأين',
  'ومن',
  'وبم',
  'وأي',
  'وكم',
  'ولماذا',
  'وكيف',
  'وهل',
  'وما',
  'وفي',
  'ولم',
  'what about',
  'how about',
  'and',
  'since when',
].map((opening) => `${foldedWords(opening).join(' ')} `);

/** Longer questions say all that they need themselves. */
const maxLeaningWords = 12;
const maxPointingWords = 8;
/** So few words are hardly a question of their own. */
const maxBareWords = 2;

/** Whether a question needs the one before it to be understood. */
export function leansOnPrevious(question: string): boolean {
  const words = foldedWords(question.slice(0, 2_000));
  if (words.length === 0 || words.length > maxLeaningWords) return false;
  if (words.length <= maxBareWords) return true;
  const line = `${words.join(' ')} `;
  if (openings.some((opening) => line.startsWith(opening))) return true;
  if (words.length > maxPointingWords) return false;
  return words.some((word) => pointers.has(word)) || finalPointers.has(words.at(-1) ?? '');
}

/** Beyond this only the last question is kept in mind. */
const maxRemembered = 400;

/** The thread of a conversation so far, for the next question to lean on. */
export function rememberConversation(followUpContext: string | undefined, question: string): string {
  const all = followUpContext === undefined ? question : `${followUpContext} ${question}`;
  return all.length <= maxRemembered ? all : takeUnits(question, maxRemembered).toWellFormed();
}

/** Words of a follow-up that name nothing. */
const emptyWords = wordSet(
  'من متى أين كم كيف لماذا ماذا ما هل أي عن في إلى على مع بعد قبل بم لم هو هي هم كان كانت',
  'what when where who whom which why how about and or the a an is are was were did do does of in on at for to with from since',
);
const conjunction = /^[وف](?=...)/u;
const particles = /^(?:بال|كال|لل|ال|[بلك])(?=...)/u;
/** Beginnings of this length are taken for the same word. */
const stemUnits = 5;

/** Beginnings of the words that name something, each with and without what may be joined to it. */
function namingStems(text: string): string[][] {
  return foldedWords(text)
    .map((word) => [word, word.replace(conjunction, '')])
    .filter((forms) => !forms.some((form) => emptyWords.has(form) || pointers.has(form)))
    .map((forms) => [...forms, ...forms.map((form) => form.replace(particles, ''))])
    .map((forms) => forms.map((form) => form.slice(0, stemUnits)));
}

/**
 * An answer to a question that was searched together with earlier ones must speak of what is new in it:
 * after “when did the embargo on Iran end?”, “and Pakistan?” is not answered by Iran's date again. Passages
 * that do come first; when the best one does not, there is no answer, and they are the nearest.
 */
export function keepToWhatIsNew(answer: Answer, followUpContext: string): Answer {
  const known = new Set(namingStems(followUpContext).flat());
  const fresh = namingStems(answer.question).filter((stems) => !stems.some((stem) => known.has(stem)));
  const speaksOfIt = ({ excerpt }: Citation): boolean => {
    const spoken = new Set(namingStems(excerpt).flat());
    return fresh.some((stems) => stems.some((stem) => spoken.has(stem)));
  };
  const [best] = answer.citations;
  if (fresh.length === 0 || best === undefined || speaksOfIt(best)) return answer;
  const first = answer.citations.filter(speaksOfIt);
  const rest = answer.citations.filter((citation) => !first.includes(citation));
  return {
    ...answer,
    kind: 'no-answer',
    citations: [...first, ...rest].map((citation, position) => ({
      ...citation,
      number: position + 1,
      answerSpans: [],
      markSpan: undefined,
    })),
  };
}
