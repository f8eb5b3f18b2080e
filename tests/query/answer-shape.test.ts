import { describe, expect, it } from 'vitest';
import { findAnswerShape } from '../../src/query/answer-shape.js';
import { findAnswerType } from '../../src/query/answer-type.js';
import { tokenize } from '../../src/text/tokenize.js';

describe('findAnswerShape', () => {
  it.each([
    ['ما هي شروط استخراج جواز السفر؟', true, false],
    ['اذكر أنواع الطاقة', true, false],
    ['ما أعراض المرض؟', true, false],
    ['What are the symptoms of flu?', true, false],
    ['List the members of the council', true, false],
    ['كم عدد الدول الأعضاء؟', false, false],
    ['متى استقلت الدول العربية؟', false, false],
    ['ما هي عاصمة اليابان؟', false, false],
    ['من هو الرئيس؟', false, false],
    ['لماذا سقطت الدولة؟', false, true],
    ['كيف يصنع الزجاج؟', false, true],
    ['How many days are there?', false, false],
    ['', false, false],
  ])('%s', (question, isList, isExplanation) => {
    const words = tokenize(question);
    expect(findAnswerShape(words, findAnswerType(words))).toEqual({ isList, isExplanation });
  });
});
