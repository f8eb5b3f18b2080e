import { endsInQuestion } from '../../text/ends-in-question.js';
const ordinal = '(?:ال(?:أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر))';
const number = `(?:\\s*(\\(?\\p{Nd}{1,3}\\)?|${ordinal}))?\\s?`;
const questionLabel = new RegExp(
  `^((?:ال)?سؤال|س|question|q)${number}([:：]|[.)\\-–ـ](?=\\s|\\p{L}))\\s*`,
  'iu',
);
const answerLabel = new RegExp(
  `^((?:ال)?جواب|(?:ال)?[إا]جابة|ج|answer|a)${number}([:：]|[.)\\-–ـ](?=\\s|\\p{L}))\\s*`,
  'iu',
);
const firstLetter = /^[اسجqa]/iu;

const maxQuestionUnits = 160;

/** Whether a line is a question and nothing else. */
export function isQuestion(line: string): boolean {
  return (
    line.length <= maxQuestionUnits &&
    endsInQuestion(line) &&
    !/[.!?؟]\s+\S/u.test(line.replace(/^\p{Nd}{1,3}\.\s/u, ''))
  );
}

/** Where the question behind "س:", "Q1." or "Question 2:" begins; 0 where a line begins with nothing of the kind. */
export function readQuestionLabel(line: string): number {
  if (!firstLetter.test(line)) return 0;
  const found = questionLabel.exec(line.slice(0, 60));
  if (!found || found[0].length >= line.length) return 0;
  const isSure = /[:：]/u.test(found[3]!) || found[2] !== undefined || endsInQuestion(line);
  return isSure ? found[0].length : 0;
}

/** Where the answer behind "ج:", "A:" or "الجواب:" begins; 0 for none. A sign without a colon needs a question before. */
export function readAnswerLabel(line: string, isAfterQuestion: boolean): number {
  if (!firstLetter.test(line)) return 0;
  const found = answerLabel.exec(line.slice(0, 60));
  if (!found || found[0].length >= line.length) return 0;
  return /[:：]/u.test(found[3]!) || isAfterQuestion ? found[0].length : 0;
}

/** Where the answer begins that stands on the line of its labelled question; 0 for none. */
export function findAnswerOnLine(line: string): number {
  const found = /[?؟]["'”’»)*]{0,3}\s{1,8}(?=(?:ج|الجواب|الإجابة|A|Answer)\s?\p{Nd}{0,3}\s?[:：]\s?\S)/u.exec(
    line.slice(0, 2000),
  );
  return found ? found.index + found[0].length : 0;
}
