import { describe, expect, it } from 'vitest';
import { asksWithoutMark, reportsQuestion } from '../../src/answers/sentence-signs.js';
import { tokenize } from '../../src/text/tokenize.js';

describe('reportsQuestion', () => {
  it.each([
    ['Lin asked why oak is so much dearer.', true],
    ['سأل أحد الحاضرين عن موعد التسليم.', true],
    ['Cem answered that the trunks have to be dried for two years.', false],
    ['The board asked for an offer.', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(reportsQuestion(tokenize(text))).toBe(expected);
  });
});

describe('asksWithoutMark', () => {
  it.each([
    ['[14-Sep-26 18:25] otter what do you clean them with then', true],
    ['[18:01] mira: double blink never comes, why', true],
    ['[18:02] سامر: شو صار بالطلب', true],
    ['[18:03] mira: warm water and an old toothbrush.', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(asksWithoutMark(tokenize(text))).toBe(expected);
  });
});
