import { describe, expect, it } from 'vitest';
import { generateArticles, type Article } from '../../scripts/benchmark/speed/articles.js';
import { growthOf, soak } from '../../scripts/benchmark/soak/soak.js';
import { createWorkplace } from '../application/workplace.js';

const isLong = process.env.ISNAD_LONG_TESTS === '1';
const count = isLong ? 100_000 : 400;

describe('many questions in one process', () => {
  it(
    'leave neither memory nor open files behind',
    async () => {
      const articles = generateArticles(3);
      const given = Array.from({ length: 20 }, () => articles.next().value as Article);
      const workplace = createWorkplace(
        Object.fromEntries(given.map(({ title, text }, index) => [`${index}.txt`, `${title}\n\n${text}\n`])),
      );
      await workplace.index();
      const service = await workplace.open();
      const questions = given.map(({ title }) => `ما هو ${title}؟`);
      const ask = (question: string): Promise<unknown> => service.ask(question);
      const held = await soak({ ask, questions, count, looks: 10, atOnce: 8 });
      expect(held.at(-1)!.asked).toBe(count);
      const late = held.filter(({ asked }) => asked >= count / 2);
      // Answers of these are about 10 kB: keeping the last half of them would be twice as much.
      const growth = late.at(-1)!.heapMegabytes - late[0]!.heapMegabytes;
      expect(growth).toBeLessThan(isLong ? 4 : 1);
      // One left open by every forty questions would be five; what other tests of the process leave may come and go.
      const opened = (late.at(-1)!.descriptors ?? 0) - (late[0]!.descriptors ?? 0);
      expect(opened).toBeLessThan(isLong ? 100 : 5);
    },
    isLong ? 7_200_000 : 240_000,
  );

  it('are seen to leak where they do', async () => {
    const kept: unknown[] = [];
    const ask = (question: string): Promise<unknown> =>
      Promise.resolve(kept.push(Array.from({ length: 1000 }, (_, index) => question + String(index))));
    const held = await soak({ ask, questions: ['متى؟'], count: 400, looks: 8, atOnce: 2 });
    expect(kept).toHaveLength(400);
    expect(growthOf(held, 100).heap!.slope).toBeGreaterThan(10);
  });
});
