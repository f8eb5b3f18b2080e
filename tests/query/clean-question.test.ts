import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/contracts/errors.js';
import { cleanQuestion, maxQuestionUnits } from '../../src/query/clean-question.js';
import { mixedText } from '../text/mixed-text.js';

describe('cleanQuestion', () => {
  it.each([
    ['  متى  \n انتهى؟ ', 'متى انتهى؟'],
    ['a\u0000b\u001b[31mc', 'a b [31mc'],
    ['a\u2028b\u2029c\u0085d', 'a b c d'],
    ['\ud800', '\ufffd'],
    ['\t\r\n', ''],
    ['', ''],
  ])('%j becomes %j', (question, expected) => {
    expect(cleanQuestion(question)).toBe(expected);
  });

  it('takes a question of the greatest length and refuses a longer one in one sentence', () => {
    expect(cleanQuestion('س'.repeat(maxQuestionUnits))).toHaveLength(maxQuestionUnits);
    expect(() => cleanQuestion('س'.repeat(maxQuestionUnits + 1))).toThrow(UsageError);
    expect(() => cleanQuestion('س'.repeat(10_000))).toThrow(/10,000 characters/);
    expect(cleanQuestion(`${' '.repeat(100_000)}س`)).toBe('س');
  });

  it('changes nothing the second time, and leaves no control character', () => {
    fc.assert(
      fc.property(fc.oneof(mixedText, fc.string({ unit: 'binary', maxLength: 50 })), (text) => {
        const clean = cleanQuestion(text.slice(0, maxQuestionUnits));
        expect(cleanQuestion(clean)).toBe(clean);
        expect(clean).not.toMatch(/\p{Cc}/u);
        expect(clean.isWellFormed()).toBe(true);
      }),
    );
  });
});
