import type { QuestionPart } from '../contracts/query.js';
import type { Token } from '../contracts/token.js';
import { isStopword } from '../text/stopwords.js';
import { findAskedFor } from './asked-for.js';
import { questionWords } from './question-words.js';

const englishAsking = /^(?:what|when|where|who|whom|why|how|which)$/;
const prepositions = /^(?:by|in|on|at|for|to|from|until|since|with)$/;
/** "وما" is "and not" and "and that which" too. */
const unsure = /^و?(?:ما|من|لم)$/u;
const arabicAsking =
  /^و(?:ل|ب|ف|ع|من |لا|با|في)?(?:اي|اين|متي|امتي|ايمتي|كم|كام|قديش|شكد|بكم|بكام|كيف|ازاي|شلون|وين|فين|ماذا|لماذا|ليش|ليه|شو|ايش|وش|مين|منو|هل|شنو|ايه)$/u;

/** Where a second question begins, at the word `at`: "وأين", "and how long", "and by when". */
function beginsPart(words: readonly Token[], at: number): boolean {
  const { folded } = words[at]!;
  if (arabicAsking.test(folded)) return true;
  if (folded === 'و' && at + 1 < words.length && questionWords.all.has(words[at + 1]!.folded)) return true;
  if (folded === 'وما' || folded === 'ومن') {
    const next = words[at + 1]?.folded ?? '';
    return (
      unsure.test(words[0]?.folded ?? '') ||
      questionWords.copulas.has(next) ||
      questionWords.all.has(words[0]!.folded)
    );
  }
  if (folded !== 'and') return false;
  const next = words[at + 1]?.folded ?? '';
  return (
    englishAsking.test(next) || (prepositions.test(next) && englishAsking.test(words[at + 2]?.folded ?? ''))
  );
}

/** Whether a word asks, so that the part that begins before it is a question of its own. */
function asks(words: readonly Token[]): boolean {
  return words.some(({ folded }) => questionWords.all.has(folded) || englishAsking.test(folded));
}

/** The things that a question asks for, where it asks for several: "متى يفتح وأين يقع؟". Spans of `question`. */
export function findQuestionParts(question: string, words: readonly Token[]): QuestionPart[] {
  const starts = [0];
  for (let at = 1; at < words.length; at++) {
    const last = starts.at(-1)!;
    const isEnough = words.slice(last, at).some(({ folded }) => !isStopword(folded));
    if (beginsPart(words, at) && at > last + 1 && isEnough) starts.push(at);
  }
  if (starts.length < 2 || !asks(words.slice(0, starts[1]))) return [];
  return starts.map((first, order) => {
    const part = words.slice(first, starts[order + 1] ?? words.length);
    const start = part[0]!.start;
    const end = part.at(-1)!.end;
    const text = question.slice(start, end);
    const moved = part.map((word) => ({ ...word, start: word.start - start, end: word.end - start }));
    // The "and" in front is none of the question.
    const asked = moved[0]!.folded === 'and' ? moved.slice(1) : moved;
    return { start, end, ...findAskedFor(text, asked) };
  });
}
