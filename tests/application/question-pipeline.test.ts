import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnsweredQuery } from '../../src/answers/answer-query.js';
import type { QuestionPipeline } from '../../src/application/question-pipeline.js';
import type { RerankedHit } from '../../src/contracts/hit.js';
import type { Query } from '../../src/contracts/query.js';
import { PassageSet } from '../../src/retrieval/passage-set.js';
import { createSmallIndex, type SmallIndex } from '../answers/small-index.js';

const subjects = [
  ['قناة السويس', 'حفرت قناة السويس سنة 1869. ويبلغ طولها 193 كيلومترا. وتقع في مصر.'],
  ['نهر النيل', 'يجري نهر النيل شمالا. ويبلغ طوله 6650 كيلومترا. ويصب في البحر المتوسط.'],
  ['موزارت', 'ولد موزارت في سالزبورغ عام 1756. وكان مؤلفا موسيقيا. وتوفي في فيينا سنة 1791.'],
  ['جامعة القاهرة', 'تأسست جامعة القاهرة عام 1908. ويدرس فيها 155 ألف طالب. وتقع في الجيزة.'],
  ['The embargo', 'The embargo ended on October 5, 2018 in Geneva. Nobody protested. It lasted 7 years.'],
  [
    'The harbour bridge',
    'The harbour bridge was opened in 1932. It is 1149 metres long. Paul Hogan painted it.',
  ],
  [
    'The lighthouse',
    'The lighthouse of Alexandria was built because ships were lost. It stood for 1500 years.',
  ],
  ['Coffee', 'Coffee came from Ethiopia in the 15th century. Traders carried 300 bags to Mocha.'],
] as const;
const files = Object.fromEntries(
  subjects.map(([title, text], index) => [`${index}.txt`, `${title}\n${text}`]),
);

/** Eight forms of question about each of eight subjects, some mistyped, some about nothing. */
const questions = subjects.flatMap(([title], index) => [
  `متى كان ${title}؟`,
  `كم يبلغ طول ${title}؟`,
  `أين تقع ${title}`,
  `Who painted ${title}?`,
  `Why ${title} ${index}?`,
  `ما هي ${title.slice(0, 3)}${title.slice(4)}`,
  `${title}${title.at(-1)} when?`,
  index % 2 === 0 ? '؟'.repeat(index + 1) : `xylophone ${index}`,
]);

const limits = { citations: 3, threshold: 0.2, ratesAll: true };

interface Outcome extends AnsweredQuery {
  readonly query: Query;
  readonly hits: readonly RerankedHit[];
}

async function takeThrough(pipeline: QuestionPipeline, question: string): Promise<Outcome> {
  const query = await pipeline.analyze(question);
  const hits = await pipeline.search(query, { limit: 10 });
  return { query, hits, ...(await pipeline.answer(query, limits)) };
}

let index: SmallIndex;
beforeAll(async () => {
  index = await createSmallIndex(files);
});

describe('QuestionPipeline', () => {
  it('gives 64 different questions at once what it gives each alone', async () => {
    expect(questions).toHaveLength(64);
    expect(new Set(questions).size).toBe(64);
    const alone: Outcome[] = [];
    for (const question of questions) alone.push(await takeThrough(index.pipeline, question));

    // Whatever is read takes a while of its own, so that questions overtake each other everywhere.
    let turn = 0;
    const slow = await createSmallIndex(files, () => delay((turn++ * 7) % 5));
    const finished: string[] = [];
    const together = await Promise.all(
      questions.map(async (question) => {
        const outcome = await takeThrough(slow.pipeline, question);
        finished.push(question);
        return outcome;
      }),
    );
    expect(together).toEqual(alone);
    // They did overtake each other, and did not all come to the same.
    expect(finished).not.toEqual(questions);
    expect(alone.filter(({ answer }) => answer.citations.length > 0).length).toBeGreaterThan(40);
    expect(new Set(alone.map(({ answer }) => answer.confidence)).size).toBeGreaterThan(20);
  });

  it('changes no query on its way, so that one serves every stage again', async () => {
    for (const question of questions.slice(0, 16)) {
      const query = await index.pipeline.analyze(question);
      const kept = structuredClone(query);
      const first = await index.pipeline.answer(query, limits);
      expect(query).toEqual(kept);
      expect(await index.pipeline.answer(query, limits)).toEqual(first);
    }
  });

  it('searches with what it retrieves and re-ranks, and answers from what it searches', async () => {
    const { pipeline } = index;
    for (const question of questions) {
      const query = await pipeline.analyze(question);
      const options = { limit: 10 };
      const candidates = await pipeline.retrieve(query, options);
      const hits = await pipeline.rerank(query, candidates, options);
      expect(await pipeline.search(query, options)).toEqual(hits);
      const { rated } = await pipeline.answer(query, limits);
      expect(rated.map(({ hit }) => hit)).toEqual(hits.slice(0, rated.length));
    }
  });

  it('retrieves nothing for a question without a word', async () => {
    const query = await index.pipeline.analyze('؟ 😀');
    expect(await index.pipeline.retrieve(query, { limit: 5 })).toEqual([]);
    expect(await index.pipeline.search(query, { limit: 5 })).toEqual([]);
    const { answer, rated } = await index.pipeline.answer(query, limits);
    expect(answer).toEqual({ kind: 'no-answer', confidence: 0, citations: [] });
    expect(rated).toEqual([]);
  });

  it('keeps to a filter from the first stage to the last', async () => {
    const query = await index.pipeline.analyze('متى حفرت قناة السويس؟');
    const [best] = await index.pipeline.search(query, { limit: 1 });
    const others = index.passages.map(({ id }) => id).filter((id) => id !== best!.passageId);
    const filter = new PassageSet(others);
    const { rated, answer } = await index.pipeline.answer(query, { ...limits, filter });
    expect(rated.length).toBeGreaterThan(0);
    for (const { hit } of rated) expect(others).toContain(hit.passageId);
    for (const { passageId } of answer.citations) expect(others).toContain(passageId);
  });

  it('rejects at every stage with the reason of an aborted signal', async () => {
    const { pipeline } = index;
    const reason = new Error('the asker left');
    const signal = AbortSignal.abort(reason);
    const query = await pipeline.analyze('متى حفرت قناة السويس؟');
    const candidates = await pipeline.retrieve(query, { limit: 5 });
    await expect(pipeline.analyze('متى؟', signal)).rejects.toBe(reason);
    await expect(pipeline.retrieve(query, { limit: 5, signal })).rejects.toBe(reason);
    await expect(pipeline.rerank(query, candidates, { limit: 5, signal })).rejects.toBe(reason);
    await expect(pipeline.search(query, { limit: 5, signal })).rejects.toBe(reason);
    await expect(pipeline.answer(query, { ...limits, signal })).rejects.toBe(reason);
  });
});
