import fc from 'fast-check';
import { verdicts } from '../../src/text/verdict.js';
import type { Answer, Citation } from '../../src/contracts/answer.js';
import { mixedText } from '../text/mixed-text.js';

export const excerpt =
  'ورفضت واشنطن ذلك. انتهى الحظر في تشرين الأول/ أكتوبر لعام 2020. ومضت طهران في الصفقات.';

function spanOf(text: string, part: string, from: number): { start: number; end: number } {
  const start = from + text.indexOf(part);
  return { start, end: start + part.length };
}

export function createCitation(changes: Partial<Citation> = {}): Citation {
  const start = 40;
  return {
    number: 1,
    passageId: 3,
    place: {
      documentId: 1,
      title: 'الحظر على إيران',
      path: 'news/embargo.txt',
      paragraph: 2,
      line: 5,
      heading: undefined,
    },
    excerptSpan: { start, end: start + excerpt.length },
    excerpt,
    answerSpans: [spanOf(excerpt, 'انتهى الحظر في تشرين الأول/ أكتوبر لعام 2020.', start)],
    markSpan: spanOf(excerpt, 'تشرين الأول/ أكتوبر لعام 2020', start),
    alsoIn: [],
    ...changes,
  };
}

export function createAnswer(changes: Partial<Answer> = {}): Answer {
  return {
    kind: 'answered',
    question: 'متى انتهى الحظر؟',
    language: 'ar',
    confidence: 0.873,
    citations: [createCitation()],
    snapshot: 1,
    ...changes,
  };
}

/** Text that tries to take over the terminal, among ordinary text. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      mixedText,
      fc.constantFrom(
        '\u001b[2J',
        '\u001b]0;title\u0007',
        '\u009b31m',
        '\u202e',
        '\u2066',
        '\u2068',
        '\u2069',
        '\u200e',
        '\u061c',
        '\u2028',
        '\u2029',
        '\u0085',
        '\r',
        '\n',
        '\b',
        '\u0000',
        '\u007f',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** A citation of hostile text, its spans laid over it anyhow, but for the middle of a character. */
const hostileCitation: fc.Arbitrary<Citation> = fc
  .record({
    before: hostileText,
    answer: hostileText.map((text) => `x${text}x`),
    after: hostileText,
    title: hostileText,
    path: hostileText,
    heading: fc.option(hostileText, { nil: undefined }),
    alsoIn: fc.array(hostileText, { maxLength: 2 }),
    isMarked: fc.boolean(),
    gloss: fc.array(fc.tuple(hostileText, hostileText, fc.boolean()), { maxLength: 3 }),
  })
  .map(({ before, answer, after, title, path, heading, alsoIn, isMarked, gloss }) => {
    const start = 11 + before.length;
    const span = { start, end: start + answer.length };
    return createCitation({
      place: { documentId: 1, title, path, paragraph: 1, line: 1, heading },
      excerpt: before + answer + after,
      excerptSpan: { start: 11, end: 11 + before.length + answer.length + after.length },
      answerSpans: [span],
      markSpan: isMarked ? { start: span.end - 1, end: span.end } : undefined,
      alsoIn,
      gloss: gloss.map(([word, meaning, isSpelled]) => ({
        word,
        start,
        end: start + 1,
        meanings: [meaning],
        isSpelled,
      })),
    });
  });

export const hostileAnswer: fc.Arbitrary<Answer> = fc
  .record({
    kind: fc.constantFrom(...verdicts),
    language: fc.constantFrom('ar' as const, 'en' as const),
    citations: fc.array(hostileCitation, { maxLength: 3 }),
    question: hostileText,
  })
  .map((parts) => createAnswer(parts));
