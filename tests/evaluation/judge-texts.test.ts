import { expect, test } from 'vitest';
import { holdsPieces, isSameValue } from '../../src/evaluation/structured/judge-texts.js';

test.each<[string, string, string[], boolean]>([
  ['all pieces', 'Tap | 300 | daily', ['Tap', '300'], true],
  ['one of two', 'Tap | 30', ['Tap', '300'], false],
  ['a piece broken at the end of a line', 'يرد المؤجر\n   التأمين كله', ['المؤجر التأمين'], true],
  ['a ligature', 'the ﬁrst door', ['first'], true],
  ['no piece at all', 'anything', [], false],
])('pieces in a text: %s', (_, text, pieces, expected) => {
  expect(holdsPieces(text, pieces)).toBe(expected);
});

test.each<[string, string, boolean]>([
  ['40', '40', true],
  ['٤٠', '40', true],
  ['40 دينارا', '40', true],
  ['90', '90s', true],
  ['بثلاثين يوماً', 'ثلاثين يوما', true],
  ['€4', '4', true],
  ['4', '40', false],
  ['500', '1,500', false],
  ['1', '1.5', false],
  ['شهر', 'شهرين', false],
  ['', '40', false],
  ['840', 'سنة واحدة', false],
])('the value %s for %s: %s', (marked, wanted, expected) => {
  expect(isSameValue(marked, wanted)).toBe(expected);
});
