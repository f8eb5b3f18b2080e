import { describe, expect, it } from 'vitest';
import { findMark } from '../../src/answers/find-mark.js';
import { asking } from './asked.js';
import { storeDocument } from './small-index.js';

/** The value marked for a question in the block of a document that holds some words. */
async function markOf(question: string, content: string, words: string, path: string) {
  const document = await storeDocument(path, content);
  const block = document.blocks.find(({ span }) => document.text.slice(span.start, span.end).includes(words));
  const mark = findMark(document, block!.span, (await asking(question)).query);
  return mark && document.text.slice(mark.start, mark.end);
}

const prices = `| الخدمة | حجم المحرك | السعر | الوقت |
|---|---|---|---|
| تبديل الشمعات | 4 أسطوانات | 90 ديناراً | 45 دقيقة |
| تبديل الشمعات | 6 أسطوانات | 160 ديناراً | ساعة |
| فحص | - | 20 ديناراً | - |`;

const codes = `| الرمز | السبب | ما تفعله |
|---|---|---|
| E2 | لا يخرج الماء | نظف المصفاة |`;

describe('findMark in running text', () => {
  it.each([
    ['What is the fee for an MRI scan?', 'We charge 30 dollars, for MRI 65 dollars.', '65 dollars'],
    ['How long does flour keep in the freezer?', 'Flour keeps 40 days, in the freezer 90 days.', '90 days'],
    ['How long does flour keep?', 'Flour keeps 40 days, in the freezer 90 days.', '40 days'],
    ['ما أعلى سرعة عصر للستائر؟', 'لا تزد سرعة العصر على 800 دورة للصوف و600 دورة للستائر.', '600'],
    [
      'كم أجرة الوقوف في الساحات؟',
      'أجرة الوقوف في الساحات درهم واحد لكل ساعة، ويعفى منها أول عشرين دقيقة.',
      'درهم واحد',
    ],
    ['كم مدة إجازة الأمومة؟', 'مدة الإجازة: 100 يوم، منها 30 يوماً على الأقل بعد الوضع.', '100 يوم'],
    ['How long is the leave?', 'The leave is 100 days, of which 30 days are after birth.', '100 days'],
    ['How many people can share a notebook?', 'Shared notebooks for up to 25 people (before: 10).', '25'],
    ['When does the April report have to be sent?', 'Send the April report by Friday.', 'Friday'],
    ['متى يفتح المتحف؟', 'جرت أعمال البناء بين عام 1939 وعام 1945.', undefined],
    ['كم أجرة التذكرة؟', 'لا أجرة على الأطفال.', undefined],
  ])('%s', async (question, text, marked) => {
    expect(await markOf(question, text, text.slice(0, 8), 'a.txt')).toBe(marked);
  });
});

describe('findMark behind a name', () => {
  it.each([
    ['من المديرة؟', 'المديرة: رولا', 'رولا'],
    ['ما أيام الدوام؟', 'أيام الدوام: الأحد والثلاثاء', 'الأحد والثلاثاء'],
    ['ما المقصود بالأجر اليومي؟', 'الأجر اليومي: الأجر الأساسي مقسوما على ثلاثين', undefined],
    ['كيف أطلب الإجازة؟', 'طلب الإجازة: رسالة إلى المدير', undefined],
    ['هل ترحل الإجازة؟', 'ترحيل الإجازة: لا ترحل', undefined],
    ['ماذا تقول المادة 12؟', 'المادة 12: تلزم المركبة أقصى اليمين', undefined],
  ])('%s', async (question, field, marked) => {
    const text = `بطاقة\n\nالاسم الكامل: سامر\n${field}\nالعنوان: شارع النخيل\n`;
    expect(await markOf(question, text, field, 'a.txt')).toBe(marked);
  });
});

describe('findMark in a row of a table', () => {
  it.each([
    ['كم سعر تبديل الشمعات لمحرك 6 أسطوانات؟', prices, '6 أسطوانات', '160 ديناراً'],
    ['كم الوقت اللازم لتبديل الشمعات؟', prices, '4 أسطوانات', '45 دقيقة'],
    ['كم دقيقة يستغرق الفحص؟', prices, 'فحص', undefined],
    ['ما معنى الرمز E2؟', codes, 'E2', 'لا يخرج الماء'],
    ['ماذا أفعل إذا ظهر الرمز E2؟', codes, 'E2', 'نظف المصفاة'],
  ])('%s', async (question, table, row, marked) => {
    expect(await markOf(question, table, row, 'a.md')).toBe(marked);
  });
});
