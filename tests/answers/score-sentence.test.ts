import { describe, expect, it } from 'vitest';
import { scoreSentence } from '../../src/answers/rate-passage.js';
import { createSmallIndex } from './small-index.js';

const question = 'متى تبدأ الدورة؟';

describe('scoreSentence', () => {
  it('rates a sentence lower where it is in another language than the question', async () => {
    const { sentences } = await (
      await createSmallIndex({ 'a.txt': 'تبدأ الدورة يوم الأحد 2 شباط 2025.\n' })
    ).ask(question, { citations: 1, threshold: 0, ratesAll: true });
    const { candidate, features, score } = sentences[0]!;
    expect(scoreSentence(candidate, features)).toBe(score);
    const foreign = { ...candidate, hit: { ...candidate.hit, isTranslated: true } };
    expect(scoreSentence(foreign, features)).toBeLessThan(score);
  });
});
