import { describe, expect, it } from 'vitest';
import { sentenceText } from '../../src/answers/rate-passage.js';
import { createSmallIndex } from './small-index.js';

/** The sentences of one document that are taken to speak of all the rest. */
async function findOutOfScope(content: string, question: string): Promise<string[]> {
  const index = await createSmallIndex({ 'a.txt': content });
  const { sentences } = await index.ask(question, { citations: 1, threshold: 0, ratesAll: true });
  return sentences.filter(({ features }) => features.contradicts > 1).map(sentenceText);
}

const library =
  'Ms Olin is the head librarian. Mr Brandt was head librarian before her. Dictionaries may not be taken home. Novels may be taken home for three weeks.\n';

describe('markOutOfScope', () => {
  it('marks what may be done where the question is what may not', async () => {
    const question = 'Which books may not be taken home?';
    expect(await findOutOfScope(library, question)).toEqual(['Novels may be taken home for three weeks.']);
    expect(await findOutOfScope(library, 'Which books may be taken home?')).toEqual([]);
    const law =
      'تسري أحكام القانون على المساكن داخل البلديات. ولا تسري أحكام القانون على المساكن الموقوفة.\n';
    expect(await findOutOfScope(law, 'ما المساكن التي لا تسري عليها أحكام القانون؟')).toEqual([
      'تسري أحكام القانون على المساكن داخل البلديات.',
    ]);
  });

  it('marks who is so where the question is who was so before', async () => {
    expect(await findOutOfScope(library, 'Who was head librarian before Ms Olin?')).toEqual([
      'Ms Olin is the head librarian.',
    ]);
  });

  it('marks a rule where the question is what happens if it is not kept', async () => {
    const policy = 'يعيد الموظف الأجهزة خلال خمسة أيام. فإن تأخر حجز آخر راتب له.\n';
    const rule = 'يعيد الموظف الأجهزة خلال خمسة أيام.';
    expect(await findOutOfScope(policy, 'ماذا يحدث إذا تأخر الموظف في إعادة الأجهزة؟')).toEqual([rule]);
    expect(await findOutOfScope(policy, 'متى يعيد الموظف الأجهزة؟')).toEqual([]);
  });

  it('marks nothing where the document does not say what is asked, or the question is why', async () => {
    const novels = 'Novels may be taken home for three weeks. The café is not open.\n';
    expect(await findOutOfScope(novels, 'Which books may not be taken home?')).toEqual([]);
    expect(await findOutOfScope(library, 'Why may dictionaries not be taken home?')).toEqual([]);
  });
});
