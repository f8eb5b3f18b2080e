import { describe, expect, it } from 'vitest';
import { confidenceFeatureNames } from '../../src/answers/confidence.js';
import { sentenceFeatureNames } from '../../src/answers/features.js';
import { findBestAnswer, shippedSentenceWeights } from '../../scripts/train/ranking/best-answers.js';
import { describeSentences, type AskedExample } from '../../scripts/train/ranking/collect-examples.js';
import { createSmallIndex } from '../answers/small-index.js';

const library = `# مكتبة الحي

## الإعارة

| الفئة | المدة | الغرامة |
|---|---|---|
| الكتب | 21 يوما | 2 درهم |
| المجلات | 7 أيام | 1 درهم |

## الأسئلة

س: كيف أجدد الإعارة؟
ج: اتصل بالمكتبة قبل يومين. الرقم 555-0142.

المادة 5
تغلق المكتبة يوم الجمعة.
`;
const garden = '# Garden\n\nThe garden opens at 9. Tickets cost 4 euros. Dogs must stay on a lead.\n';
const files = { 'library.md': library, 'garden.md': garden, 'copy.md': garden };

const questions = [
  'كم مدة إعارة المجلات؟',
  'كيف أجدد الإعارة؟',
  'ماذا تنص المادة 5؟',
  'how much is a ticket for the garden',
  'when does the library open',
];

describe('what the models are fitted to', () => {
  it.each(questions)('is what the product computes: %s', async (question) => {
    const index = await createSmallIndex(files);
    const limits = { citations: 1, threshold: 0 };
    const asked = await index.ask(question, limits);
    const answered = await index.ask(question, { ...limits, ratesAll: true });
    const sentences = describeSentences(answered.query, answered, {
      question,
      path: 'library.md',
      isAnswerable: false,
      holds: () => false,
      overlaps: undefined,
    });
    const [best] = asked.sentences;
    const named = sentenceFeatureNames.map((name) => best!.features[name]);
    expect([...sentences[0]!.features]).toEqual(named);
    const example: AskedExample = {
      among: 'all',
      hasDocument: true,
      isAnswerable: false,
      document: 'library.md',
      question,
      sentences,
    };
    const fitted = findBestAnswer(example, shippedSentenceWeights)!;
    confidenceFeatureNames.forEach((name, at) => {
      expect(fitted.features[at], name).toBeCloseTo(asked.confidenceFeatures![name], 9);
    });
  });

  it('is another sentence by other weights', async () => {
    const index = await createSmallIndex(files);
    const answered = await index.ask(questions[0]!, { citations: 1, threshold: 0, ratesAll: true });
    const sentences = describeSentences(answered.query, answered, {
      question: questions[0]!,
      path: 'library.md',
      isAnswerable: true,
      holds: (text) => text.includes('7 أيام'),
      overlaps: undefined,
    });
    const example = {
      among: 'all',
      hasDocument: true,
      isAnswerable: true,
      document: 'library.md',
      question: questions[0]!,
      sentences,
    } as const;
    expect(findBestAnswer(example, shippedSentenceWeights)?.right).toBe(true);
    expect(
      findBestAnswer(
        example,
        shippedSentenceWeights.map((weight) => -weight),
      )?.right,
    ).toBe(false);
  });
});
