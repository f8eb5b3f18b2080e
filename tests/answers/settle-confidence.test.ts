import { describe, expect, it } from 'vitest';
import { createSmallIndex } from './small-index.js';

const limits = { citations: 1, threshold: 0.4 };

async function ask(files: Readonly<Record<string, string>>, question: string) {
  const { answer } = await (await createSmallIndex(files)).ask(question, limits);
  return answer;
}

const law =
  '# نظام الإيجار\n\n## المادة الخامسة\n\nلا تقل مدة العقد عن سنة.\n\n## المادة الخامسة عشرة\n\nيلغى العقد باتفاق الطرفين.\n';
const bylaws =
  '# By-laws\n\n## Article 5\n\nA member may leave in May.\n\n## Article 15\n\nThe fee is due in June.\n';

describe('settleConfidence', () => {
  it('is sure of an article that is asked for by its number, however the number is written', async () => {
    for (const question of ['المادة 15', 'ماذا تنص المادة 15؟', 'ماذا تقول المادة الخامسة عشرة؟']) {
      const { kind, citations } = await ask({ 'law.md': law }, question);
      expect([question, kind]).toEqual([question, 'answered']);
      expect(citations[0]!.excerpt).toContain('يلغى');
    }
  });

  it('is not sure of one that no document has', async () => {
    expect((await ask({ 'law.md': law }, 'ماذا تنص المادة 19؟')).kind).not.toBe('answered');
    expect((await ask({ 'law.md': law }, 'المادة 19')).kind).not.toBe('answered');
  });

  it('takes an article from the document in the language of the question', async () => {
    const files = { 'law.md': law, 'bylaws.md': bylaws };
    expect((await ask(files, 'What does article 15 say?')).citations[0]!.place.path).toBe('bylaws.md');
    expect((await ask(files, 'ماذا تنص المادة 15؟')).citations[0]!.place.path).toBe('law.md');
  });

  it('has no answer where a duration is asked for and there is no number', async () => {
    const rule = 'لا يجوز للمؤجر زيادة الأجرة خلال مدة العقد إلا باتفاق مكتوب.\n';
    expect((await ask({ 'a.txt': rule }, 'كم مدة العقد؟')).kind).toBe('no-answer');
    const term = 'تكون مدة العقد خمس سنوات.\n';
    expect((await ask({ 'a.txt': term }, 'كم مدة العقد؟')).kind).toBe('answered');
  });

  it('is not sure of a number without a unit where a size is asked for', async () => {
    const council = 'انعقد مجلس المدينة في دورته الـ13 وناقش مساحة المدينة.\n';
    expect((await ask({ 'a.txt': council }, 'كم تبلغ مساحة المدينة؟')).kind).not.toBe('answered');
    const size = 'تبلغ مساحة المدينة 340 كيلومترا مربعا.\n';
    expect((await ask({ 'a.txt': size }, 'كم تبلغ مساحة المدينة؟')).kind).toBe('answered');
  });

  it('takes no number of the question for a price', async () => {
    const reader = '# Quillet 2\n\nA cover for the Quillet 2 comes in grey.\n';
    expect((await ask({ 'a.md': reader }, 'How much is a cover for the Quillet 2?')).kind).not.toBe(
      'answered',
    );
    const priced = '# Quillet 2\n\nA cover for the Quillet 2 costs 15 euros.\n';
    expect((await ask({ 'a.md': priced }, 'How much is a cover for the Quillet 2?')).kind).toBe('answered');
    const free = '# Quillet 2\n\nA cover for the Quillet 2 is free.\n';
    expect((await ask({ 'a.md': free }, 'How much is a cover for the Quillet 2?')).kind).toBe('answered');
  });

  it('is not sure of what is said of another thing, and marks nothing in it', async () => {
    const ovens =
      '# الأفران\n\n| الطراز | السعر |\n|---|---|\n| ثريا 5 | 2480 دينارا |\n| سهيل 4 | 1150 دينارا |\n';
    const other = await ask({ 'a.md': ovens }, 'كم سعر ثريا 4؟');
    expect(other.kind).not.toBe('answered');
    expect(other.citations[0]!.markSpan).toBeUndefined();
    const own = await ask({ 'a.md': ovens }, 'كم سعر ثريا 5؟');
    expect(own.kind).toBe('answered');
    expect(own.citations[0]!.markSpan).toBeDefined();
  });
});
