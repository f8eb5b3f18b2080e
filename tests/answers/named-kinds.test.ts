import { describe, expect, it } from 'vitest';
import type { ConfidenceFeatures } from '../../src/answers/confidence.js';
import { createSmallIndex } from './small-index.js';

/** What the confidence in the best sentence of one document is estimated from. */
async function featuresOf(content: string, question: string): Promise<ConfidenceFeatures> {
  const index = await createSmallIndex({ 'a.md': content });
  const { confidenceFeatures } = await index.ask(question, { citations: 1, threshold: 0 });
  return confidenceFeatures!;
}

const leaves =
  '# الإجازات\n\n## إجازة الوفاة\n\n- المدة: خمسة أيام لوفاة الزوج.\n\n## إجازة الحج\n\n- المدة: 25 يوما.\n';
const clinic = '# العيادة\n\n- طبيب عام: 14 دينارا.\n- طبيب أطفال: 20 دينارا.\n';
const rates =
  '# الأسعار\n\n| المنطقة | الأجرة |\n|---|---|\n| الأحياء الغربية | 1.5 دينار |\n| الضاحية الجديدة | 2.5 دينار |\n';
const settings = '# quernd\n\n## The listener section\n\ntimeout\n:   Default: 30 seconds.\n';
const sheds = '# FAQ\n\n**Who has the key to the tool shed?**\n\nMrs. Okonjo has it.\n';

describe('speaksOfAnother', () => {
  it.each([
    ['another leave in the heading', leaves, 'كم مدة إجازة الزواج؟', 1],
    ['the same leave', leaves, 'كم مدة إجازة الوفاة؟', 0],
    ['another doctor in the label', clinic, 'كم أجرة طبيب العيون؟', 1],
    ['the same doctor', clinic, 'كم أجرة طبيب الأطفال؟', 0],
    ['another quarter, though words for it are used alike', rates, 'كم أجرة التوصيل إلى الأحياء الشرقية؟', 1],
    ['the same quarter', rates, 'كم أجرة التوصيل إلى الأحياء الغربية؟', 0],
    ['another section', settings, 'What is the default timeout in the upstream section?', 1],
    ['the same section', settings, 'What is the default timeout in the listener section?', 0],
    ['another shed in the question of the document', sheds, 'Who has the key to the bike shed?', 1],
    ['the same shed', sheds, 'Who has the key to the tool shed?', 0],
    ['the name that is asked for', clinic, 'أي طبيب أجرته 14 دينارا؟', 0],
    ['no name in dialect', leaves, 'كم مدة إجازة الوفاة للموظف بس؟', 0],
    ['no name', settings, 'What is the default timeout in every section?', 0],
  ])('%s', async (_, content, question, expected) => {
    expect((await featuresOf(content, question)).isOfAnother).toBe(expected);
  });

  it('finds the name in the other sentences of running text', async () => {
    const news = 'بنيت جامعة السنديان على تل. وتضم الجامعة ثلاثين ألف طالب في ست كليات.\n';
    expect((await featuresOf(news, 'كم طالبا تضم جامعة السنديان؟')).isOfAnother).toBe(0);
  });
});
