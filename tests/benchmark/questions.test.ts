import { describe, expect, it } from 'vitest';
import { makeQuestions } from '../../scripts/benchmark/speed/questions.js';
import { tokenize } from '../../src/text/tokenize.js';

const text = 'بدأت أعمال بناء الجسر الجديد في شهر أكتوبر الماضي. نعم.';
const source = {
  text,
  sentences: [
    { start: 0, end: 50 },
    { start: 51, end: text.length },
  ],
};

describe('makeQuestions', () => {
  it('asks with words of a sentence, the same for the same seed', async () => {
    const questions = await makeQuestions(50, () => source);
    expect(await makeQuestions(50, () => source)).toEqual(questions);
    expect(new Set(questions).size).toBeGreaterThan(10);
    const known = new Set(tokenize(text).map(({ folded }) => folded));
    const asking = new Set(['متى', 'ما', 'هو'].flatMap((word) => tokenize(word).map(({ folded }) => folded)));
    const unknown = questions.map(
      (question) =>
        tokenize(question).filter(({ folded }) => !known.has(folded) && !asking.has(folded)).length,
    );
    // A typo, in some of them.
    expect(Math.max(...unknown)).toBe(1);
    expect(unknown.filter((count) => count === 1).length).toBeLessThan(25);
  });

  it('says so where nothing can be asked', async () => {
    const short = { text: 'نعم', sentences: [{ start: 0, end: 3 }] };
    await expect(makeQuestions(1, () => short)).rejects.toThrow(/no sentence of four words/);
    await expect(makeQuestions(1, () => undefined)).rejects.toThrow(/no sentence/);
  });
});
