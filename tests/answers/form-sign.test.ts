import { describe, expect, it } from 'vitest';
import { hasFormSign } from '../../src/answers/form-sign.js';
import type { QuestionForm } from '../../src/contracts/query.js';
import { tokenize } from '../../src/text/tokenize.js';

describe('hasFormSign', () => {
  it.each<[QuestionForm, string, boolean]>([
    ['reason', 'وذلك بسبب الحرب', true],
    ['reason', 'لأنه رفض', true],
    ['reason', 'في الهند', false],
    ['person', 'وقال الوزير ذلك', true],
    ['person', 'said Vladimir Putin there', true],
    ['person', 'في الهند', false],
    ['place', 'تقع شمال البلاد', true],
    ['place', 'وقال ذلك', false],
    ['definition', 'بسبب الوزير شمال البلاد', false],
    ['value', 'في عام 1947', false],
    ['other', 'في عام 1947', false],
  ])('%s: %s', (form, text, expected) => {
    expect(hasFormSign({ text, words: tokenize(text) }, form)).toBe(expected);
  });
});
