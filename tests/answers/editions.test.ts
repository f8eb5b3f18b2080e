import { describe, expect, it } from 'vitest';
import { findEdition, isEarlier, speaksOfSame, wordsOf } from '../../src/answers/editions.js';
import { tokenize } from '../../src/text/tokenize.js';

describe('findEdition', () => {
  it.each([
    ['4.2.0 – 14 October 2026', [4, 2, 0]],
    ['Waha 3.2 (أيلول 2026)', [3, 2]],
    ['النسخة ٣٫١', undefined],
    ['الإصدار ٣.١', [3, 1]],
    ['Prices 2025', [2025]],
    ['Rooms', undefined],
    ['Room 20251', undefined],
  ])('%s', (heading, edition) => {
    expect(findEdition(heading)).toEqual(edition);
  });
});

describe('isEarlier', () => {
  it.each([
    [[4, 2], [4, 2, 1], true],
    [[4, 2, 1], [4, 2], false],
    [[4, 9], [4, 10], true],
    [[3], [3, 0], false],
    [[2024], [2025], true],
  ])('%j before %j: %s', (edition, other, expected) => {
    expect(isEarlier(edition, other)).toBe(expected);
  });
});

describe('speaksOfSame', () => {
  const words = (text: string): ReadonlySet<string> => wordsOf(tokenize(text));
  it.each([
    ['The trash is emptied after 14 days.', 'The trash is emptied after 60 days.', true],
    ['مهلة الإلغاء المجاني صارت 24 ساعة.', 'مهلة الإلغاء المجاني صارت 48 ساعة.', true],
    ['The trash is emptied after 14 days.', 'The trash can be searched.', false],
    ['Fixed 3', 'Fixed 4', false],
  ])('%s / %s: %s', (one, other, expected) => {
    expect(speaksOfSame(words(one), words(other))).toBe(expected);
  });
});
