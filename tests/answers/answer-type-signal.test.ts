import { describe, expect, it } from 'vitest';
import { rateSignal } from '../../src/answers/answer-type-signal.js';
import type { ExpectedAnswerType } from '../../src/contracts/query.js';

describe('rateSignal', () => {
  it.each<[ExpectedAnswerType, string, number]>([
    ['date', 'في عام 1947', 1],
    ['date', 'في الهند', 0],
    ['number', 'مات 50 شخصا', 1],
    ['number', 'مات في عام 1947', 0],
    ['reason', 'وذلك بسبب الحرب', 1],
    ['reason', 'لأنه رفض', 1],
    ['reason', 'في الهند', 0],
    ['person', 'وقال الوزير ذلك', 1],
    ['person', 'said Vladimir Putin there', 1],
    ['person', 'في الهند', 0],
    ['place', 'تقع شمال البلاد', 1],
    ['place', 'وقال ذلك', 0],
    ['definition', 'في عام 1947', 0],
    ['other', 'في عام 1947', 0],
  ])('%s: %s', (type, text, expected) => {
    expect(rateSignal(text, { answerType: type, askedUnit: undefined }).signal).toBe(expected);
  });
});
