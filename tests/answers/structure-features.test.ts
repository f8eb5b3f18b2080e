import { describe, expect, it } from 'vitest';
import type { RatedFeatures } from '../../src/answers/features.js';
import { createSmallIndex } from './small-index.js';

/** The features of the sentence that begins with `start`, for a question on one document. */
async function featuresOf(
  content: string,
  question: string,
  start: string,
  path = 'a.md',
): Promise<RatedFeatures> {
  const index = await createSmallIndex({ [path]: content });
  const { sentences } = await index.ask(question, { citations: 3, threshold: 0, ratesAll: true });
  const found = sentences.find(({ candidate: { document, passage }, index: at }) =>
    document.text.startsWith(start, passage.sentences[at]!.start),
  );
  if (!found) throw new Error(`no sentence begins with ${start}`);
  return found.features;
}

const fees = `# دليل الرسوم

## رسوم الطلاب المحليين

| الخدمة | الرسم | المهلة |
|---|---|---|
| التسجيل | 40 دينارا | |

## رسوم الطلاب الدوليين

| الخدمة | الرسم | المهلة |
|---|---|---|
| التسجيل | 120 دينارا | أسبوع |
`;

describe('the features of a place', () => {
  it('count a heading for the row below it, and not for its twin', async () => {
    const question = 'كم رسم التسجيل للطلاب المحليين؟';
    const local = await featuresOf(fees, question, 'التسجيل | 40');
    const foreign = await featuresOf(fees, question, 'التسجيل | 120');
    expect(local.headingCoverage).toBeGreaterThan(foreign.headingCoverage);
    expect(local.headingPrecision).toBe(1);
    expect(local.labelPrecision).toBe(1);
  });

  it('see that the cell that is asked for is empty', async () => {
    const question = 'كم مهلة التسجيل؟';
    expect((await featuresOf(fees, question, 'التسجيل | 40')).emptyCell).toBe(1);
    expect((await featuresOf(fees, question, 'التسجيل | 120')).emptyCell).toBe(0);
  });

  it('tell a question from its answer', async () => {
    const text = '# FAQ\n\n**How do I mute a channel?**\n\nChoose the bell. It is on the left.\n';
    const question = 'How can I mute a channel?';
    expect(await featuresOf(text, question, 'How do I mute')).toMatchObject({ asks: 1 });
    expect(await featuresOf(text, question, 'Choose')).toMatchObject({
      asks: 0,
      firstAnswer: 1,
      questionPrecision: 1,
    });
    expect(await featuresOf(text, question, 'It is')).toMatchObject({ firstAnswer: 0, questionPrecision: 1 });
  });

  it('know what is superseded, by a heading, a remark or a later edition', async () => {
    const policy =
      '# Policy\n\n## Old text\n\nThe fee is 3 euros a day.\n\n## Text in force\n\nThe fee is 4 euros a day. It was raised. (Repealed in May.)\n';
    expect(await featuresOf(policy, 'How much is the fee?', 'The fee is 3')).toMatchObject({ superseded: 1 });
    expect(await featuresOf(policy, 'How much is the fee?', 'The fee is 4')).toMatchObject({ superseded: 0 });
    expect(await featuresOf(policy, 'How much is the fee?', 'It was')).toMatchObject({ superseded: 1 });
    const law = '# نظام\n\n## المادة 15\n\nيلغى العقد باتفاق الطرفين.\n';
    expect(await featuresOf(law, 'ماذا تنص المادة 15؟', 'يلغى')).toMatchObject({ superseded: 0 });
    const notes =
      '# Notes\n\n## 2.0\n\nThe trash is emptied after 60 days.\n\n## 1.5\n\nThe trash is emptied after 14 days.\n';
    const question = 'When is the trash emptied?';
    expect(await featuresOf(notes, question, 'The trash is emptied after 60')).toMatchObject({
      superseded: 0,
    });
    expect(await featuresOf(notes, question, 'The trash is emptied after 14')).toMatchObject({
      superseded: 1,
    });
  });

  it('know that a later edition is under a heading of its own', async () => {
    const notes =
      '# Notes\n\n## 4.2.0\n\n### Changed\n\nThe trash is emptied after 60 days.\n\n## 4.0.0\n\n### New\n\nThe trash is emptied after 14 days.\n';
    const question = 'When is the trash emptied?';
    expect(await featuresOf(notes, question, 'The trash is emptied after 60')).toMatchObject({
      superseded: 0,
    });
    expect(await featuresOf(notes, question, 'The trash is emptied after 14')).toMatchObject({
      superseded: 1,
    });
    const asked = 'When was the trash emptied in 4.0?';
    expect(await featuresOf(notes, asked, 'The trash is emptied after 14')).toMatchObject({
      inAskedSection: 1,
      superseded: 0,
    });
    expect(await featuresOf(notes, asked, 'The trash is emptied after 60')).toMatchObject({
      inAskedSection: 0,
    });
  });

  it('take a symptom for the question that the remedy beside it answers', async () => {
    const guide =
      '# Guide\n\n## Feeding\n\n**Symptom:** Every second label stays empty.\n\n**Cause:** The sensor is dusty.\n\n**Fix:** Blow out the sensor.\n';
    const question = 'every second label stays empty what do i do';
    const symptom = await featuresOf(guide, question, 'Symptom');
    const fix = await featuresOf(guide, question, 'Fix');
    expect(symptom).toMatchObject({ labelNamesProblem: 1, questionCoverage: 0 });
    expect(fix).toMatchObject({ labelNamesKind: 1, labelNamesProblem: 0 });
    expect(fix.questionCoverage).toBeGreaterThan(0.6);
  });

  it('see what says nothing but what the question says, and what speaks of another day', async () => {
    const text =
      'Museum\n\nThe museum opens on Friday. The museum closes on Tuesday. Tickets cost 5 euros.\n';
    const question = 'When does the museum open on Friday?';
    expect(await featuresOf(text, question, 'The museum opens', 'a.txt')).toMatchObject({
      echo: 1,
      contradicts: 0,
    });
    expect(await featuresOf(text, question, 'The museum closes', 'a.txt')).toMatchObject({ contradicts: 1 });
    expect(await featuresOf(text, question, 'Tickets', 'a.txt')).toMatchObject({ echo: 0, contradicts: 0 });
  });

  it('find a part that is asked for by its number, however it is written', async () => {
    const law =
      '# نظام\n\n## المادة الخامسة\n\nلا تقل المدة عن سنة.\n\n## المادة الخامسة عشرة\n\nيلغى العقد باتفاق الطرفين.\n';
    const question = 'ماذا تنص المادة 15؟';
    expect(await featuresOf(law, question, 'يلغى')).toMatchObject({ inAskedSection: 1, inOtherSection: 0 });
    expect(await featuresOf(law, question, 'لا تقل')).toMatchObject({ inAskedSection: 0, inOtherSection: 1 });
  });

  it('see numbers that the question has and the place has not', async () => {
    const notes = '# Notes\n\n## 4.0.3\n\nThe limit is 25 MB.\n\n## 4.0.0\n\nThe limit is 100 MB.\n';
    const question = 'What is the limit in version 4.0.0?';
    expect(await featuresOf(notes, question, 'The limit is 100')).toMatchObject({
      lacksNumber: 0,
      inAskedSection: 1,
    });
    expect(await featuresOf(notes, question, 'The limit is 25')).toMatchObject({
      lacksNumber: 1,
      inAskedSection: 0,
    });
  });
});
