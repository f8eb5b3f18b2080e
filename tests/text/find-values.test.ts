import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTypedValues } from '../../src/text/find-values.js';
import { mixedText } from './mixed-text.js';

/** "kind[text] kind/dimension[text]". */
function written(text: string): string {
  return findTypedValues(text)
    .map(({ kind, dimension, start, end }) =>
      dimension ? `${kind}/${dimension}[${text.slice(start, end)}]` : `${kind}[${text.slice(start, end)}]`,
    )
    .join(' ');
}

describe('findTypedValues', () => {
  it.each([
    ['يفتتح في الأول من حزيران.', 'date[الأول من حزيران]'],
    ['on Thursday 22 October 2026', 'date[Thursday 22 October 2026]'],
    ['Friday the 11th', 'date[Friday the 11th]'],
    ['ولد سنة 2001 م.', 'date[2001]'],
    ['يغلق الثلاثاء', 'weekday[الثلاثاء]'],
    ['السبت والإثنين والأربعاء', 'weekday[السبت والإثنين والأربعاء]'],
    ['الأحد 10:00 إلى 21:00', 'weekday[الأحد] time[10:00 إلى 21:00]'],
    ['Saturday 10.00-16.00', 'weekday[Saturday] time[10.00-16.00]'],
    ['Sunday 10.12.2020', 'date[Sunday 10.12.2020]'],
    ['من 4:00 إلى 6:00', 'time[من 4:00 إلى 6:00]'],
    ['Open 10.00 - 16.00', 'time[10.00 - 16.00]'],
    ['الساعة ٥ مساء', 'time[٥ مساء]'],
    ['في الرابعة عصراً', 'time[الرابعة عصراً]'],
    ['يفتح من الثامنة إلى الثانية', 'time[من الثامنة إلى الثانية]'],
    ['We open at nine.', 'time[nine]'],
    ['at 9:30 pm', 'time[9:30 pm]'],
    ['خلال ستين يوماً', 'duration[ستين يوماً]'],
    ['ضمانه سنة واحدة', 'duration[سنة واحدة]'],
    ['كل شهرين', 'duration[شهرين]'],
    ['خمس وأربعين دقيقة', 'duration[خمس وأربعين دقيقة]'],
    ['a 12-month term', 'duration[12-month]'],
    ['لا تقل عن سنة.', 'duration[سنة]'],
    ['نصف ساعة', 'duration[نصف ساعة]'],
    ['رسمها 40 ديناراً', 'money[40 ديناراً]'],
    ['€4', 'money[€4]'],
    ['£83,200', 'money[£83,200]'],
    ['20p', 'money[20p]'],
    ['95 ر.س', 'money[95 ر.س]'],
    ['بخمس عشرة ليرة', 'money[بخمس عشرة ليرة]'],
    ['ألف دينار', 'money[ألف دينار]'],
    ['دينارين ونصفاً', 'money[دينارين ونصفاً]'],
    ['و340 ديناراً', 'money[340 ديناراً]'],
    ['خمسة في المئة', 'percent[خمسة في المئة]'],
    ['two thirds of the votes', 'percent[two thirds]'],
    ['2.5 Gbit/s', 'measure/data-rate[2.5 Gbit/s]'],
    ['من 30 إلى 300 ميغاهرتز', 'measure/frequency[من 30 إلى 300 ميغاهرتز]'],
    ['100 كم/ساعة', 'measure/speed[100 كم/ساعة]'],
    ['2.5 كيلومتر مربع', 'measure/area[2.5 كيلومتر مربع]'],
    ['160 °C', 'measure/temperature[160 °C]'],
    ['85 سم', 'measure/length[85 سم]'],
    ['متر على الأقل', 'measure/length[متر]'],
    ['عشرة كتب', 'count[عشرة]'],
    ['٢٥١٬٤٠٠ نسمة', 'count[٢٥١٬٤٠٠]'],
    ['مئتين وعشرة', 'count[مئتين وعشرة]'],
    ['one hundred and five', 'count[one hundred and five]'],
    ['الهاتف 06-5504101', 'phone[06-5504101]'],
    ['call 555-20 now', 'phone[555-20]'],
    ['تحويلة 5521', 'phone[5521]'],
    ['a@b.com or https://x.org/a.', 'email[a@b.com] url[https://x.org/a]'],
    ['الرمز م-31', 'code[م-31]'],
    ['version 4.2.1 is', 'code[4.2.1]'],
    ['release-7', 'code[release-7]'],
    ['E5 on the screen', 'code[E5]'],
    ['رقم 317', 'code[317]'],
  ])('%s', (text, wanted) => {
    expect(written(text)).toBe(wanted);
  });

  it.each([
    'المادة 26 من القانون',
    'البند 3',
    'Article 5',
    '§ 5',
    'clause 4',
    'الفقرة (ب)',
    'ست البيت',
    'شرب مية باردة',
  ])('finds no value in "%s"', (text) => {
    expect(written(text)).toBe('');
  });

  it('takes the number of a list item for none of its values', () => {
    expect(written('3. يسمح بدخول 5 أشخاص')).toBe('count[5]');
  });

  it('finds spans of the text that begin and end apart from others of their kind', () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        for (const { start, end } of findTypedValues(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
        }
      }),
    );
  });

  it.each(['1 ', '12:30 ', 'خمسة و', 'a@', '555-', 'www.', '10.00 - ', 'من 4 إلى '])(
    'reads long rows of "%s"',
    (piece) => {
      expect(Array.isArray(findTypedValues(piece.repeat(20_000)))).toBe(true);
    },
  );
});
