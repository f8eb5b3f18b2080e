import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../src/contracts/span.js';
import type { ValueKind } from '../../src/contracts/value.js';
import { answerTypeSignals, signalsFor } from '../../src/text/answer-type-signals.js';
import { findDates } from '../../src/text/dates.js';
import { findNumbers } from '../../src/text/numbers.js';
import { readMarked, writeMarked } from './marked-text.js';
import { mixedText } from './mixed-text.js';

const dates = [
  'بعد الانتهاء من الحظر في ⟦تشرين الأول/ أكتوبر لعام 2020⟧, لكن الرئيس',
  'وفي ⟦آب/أغسطس الماضي⟧، قال السفير',
  'مع تركيا في ⟦أيلول/ سبتمبر الماضي⟧.',
  'وصل باقري، ⟦أمس الأحد⟧، إلى روسيا',
  'ولد في ⟦13 أكتوبر 1958⟧ في دمشق',
  'ولد في ⟦١٣ أكتوبر ١٩٥٨⟧ في دمشق',
  'ولد (⟦13 أكتوبر 1958م⟧) وتوفي بعدها',
  'وقعت ⟦يوم الثلاثاء 11 سبتمبر 2001⟧ في نيويورك',
  'وقعت ⟦الثلاثاء، 11 سبتمبر، 2001⟧ في نيويورك',
  'انتهت في ⟦11 من سبتمبر⟧ من غير خسائر',
  'في ⟦الثاني من يوليو سنة 1793⟧ أنشئت',
  'توفي ⟦25 شوال من سنة 148 هـ⟧ بالمدينة',
  'توفي ⟦سنة 204 هـ⟧ بمصر',
  'توفي ⟦عام 97⟧ ودفن هناك',
  'استقلت الهند في ⟦عام 1947⟧',
  'عاش في ⟦القرن التاسع عشر⟧ بمصر',
  'عاش في ⟦القرن 19⟧ بمصر',
  'خلال ⟦القرن الثامن الميلاديّ⟧ كانت',
  'في ⟦القرن الرابع ق.م⟧ قامت',
  'في ⟦2800 قبل الميلاد⟧ قامت',
  'بدأت في ⟦ربيع الأول 1441⟧ وانتهت',
  'في ⟦رمضان⟧ يصوم الناس',
  'صدر في ⟦مارس 2015⟧ العدد',
  'بدأ في ⟦مارس⟧ وانتهى',
  'ولد ⟦يوم 5 مارس⟧ بالقاهرة',
  'اندلعت في ⟦كانون الثاني 1991⟧ الحرب',
  'من ⟦1939-1945⟧ دارت الحرب',
  'من ⟦مايو 2003⟧ حتى ⟦أغسطس 2014⟧',
  'عقد الاجتماع ⟦العام الماضي⟧ في جنيف',
  'كتب بتاريخ ⟦13/10/1958⟧ رسالة',
  'كتب بتاريخ ⟦1958-10-13⟧ رسالة',
  'كتب بتاريخ ⟦13.10.1958⟧ رسالة',
  'تأسست ⟦1964⟧ في بيروت',
  'وتأسست في ⟦يناير وفبراير⟧ فروع',
  'It ended on ⟦October 5, 2018⟧ at noon',
  'It ended on ⟦5 October 2018⟧.',
  'It ended on ⟦Monday, 5 October⟧.',
  'It began in ⟦May 1945⟧ and ended in ⟦1950⟧.',
  'It was built in the ⟦19th century⟧ by monks',
  'It was built in the ⟦nineteenth century⟧ by monks',
  'He came ⟦yesterday⟧ and left',
  'It was signed in ⟦March⟧ there',
  'Rome was founded in ⟦753 BC⟧ by twins',
  // False friends.
  'مارس الرياضة كل حياته',
  'رجب طيب أردوغان رئيس تركيا',
  'كان الأب يعمل في الحقل',
  'بشكل عام كان الوضع جيدا',
  'قال الأمين العام الحالي للأمم المتحدة',
  'اليوم الوطني عيد',
  'استمرت الزيارة 50 عاما',
  'بلغ الثمن 1500 دولار',
  'بلغ العدد 1,500 نسخة',
  'بلغ العدد 2000,5 نسخة',
  'بلغت النسبة 3.14 من عشرة',
  'على بعد 5 م من الباب',
  'الحكومة الإيرانية الـ13 تتبع ذلك',
  'القرن الأفريقي منطقة',
  'You may march on',
  'It costs $1500 here',
  'The model A-1990 is old',
] as const;

const numbers = [
  'تاريخ طويل يتجاوز ⟦50 عاما⟧, وكشف',
  'استمرت ⟦أربعة أيام⟧، التقى فيها',
  'بلغت ⟦3.5 في المئة⟧ من الناتج',
  'بلغت ⟦3.5 بالمئة⟧ من الناتج',
  'بلغت ⟦75%⟧ من الناتج',
  'بلغت ⟦٧٥٪⟧ من الناتج',
  'عدد السكان ⟦1,250,000⟧ في المدينة',
  'عدد السكان ⟦١٬٢٥٠٬٠٠٠ نسمة⟧ في المدينة',
  'عدد السكان ⟦1 250 000⟧ في المدينة',
  'الحكومة الإيرانية ⟦الـ13⟧”.',
  'نحو ⟦104 مليون نسمة⟧ فيها',
  'ومعه ⟦اثنا عشر ألف مقاتل⟧ من قومه',
  'ومعه ⟦خمسة وعشرون رجلا⟧ من قومه',
  'كانوا ⟦ثلاثة آلاف وخمسمئة⟧ من قومه',
  'مساحتها ⟦30 كيلو متر مربع⟧ تقريبا',
  'مساحتها ⟦238,391 كم مربع⟧ تقريبا',
  'مساحتها ⟦مليوني كيلومتر مربع⟧.',
  'استمرت ⟦يومين⟧ فقط',
  'بعد ⟦ست سنوات⟧ عاد',
  'دفع ⟦ألف دولار⟧ ثمنا',
  'بين ⟦20-30⟧ حالة',
  'في عام 2020 بلغ العدد ⟦500⟧ حالة',
  'بيع منها ⟦1500⟧ نسخة',
  'طوله ⟦5km⟧ تقريبا',
  'ثمنه ⟦$3.5 million⟧ تقريبا',
  'He was ⟦twenty-one⟧ at the time',
  'It has ⟦two hundred⟧ rooms',
  'It took ⟦3 days⟧ to fall',
  'Lists of ⟦5⟧, ⟦6⟧ and ⟦7⟧',
  // False friends.
  'ست الملك أخت الحاكم',
  'ألف كتابا في النحو',
  'قال واحد منهم',
  'شرب مية باردة',
  'وصل إلى نصف النهائي',
  'ولد في 13 أكتوبر 1958',
  'استقلت في عام 1947',
  'one of them left',
  'كوفيد-19 مرض',
  'طائرة F-16 أمريكية',
  'الثلاثاء القادم',
] as const;

const finders = { date: findDates, number: findNumbers } as const;

/** The dates of a text, or its numbers, without white space behind them. */
function findValues(text: string, kind: 'date' | 'number'): Span[] {
  return finders[kind](text).map(({ start, end }) => ({
    start,
    end: start + text.slice(start, end).trimEnd().length,
  }));
}

describe('the dates and numbers of a text', () => {
  it.each(dates)('date: %s', (marked) => {
    const { text } = readMarked(marked);
    expect(writeMarked(text, findValues(text, 'date'))).toBe(marked);
  });

  it.each(numbers)('number: %s', (marked) => {
    const { text } = readMarked(marked);
    expect(writeMarked(text, findValues(text, 'number'))).toBe(marked);
  });

  it('gives spans in order, inside the text, without space around them, of whole words', () => {
    const pieces = [...dates, ...numbers].map((marked) => readMarked(marked).text);
    const text = fc.oneof(
      mixedText,
      fc
        .array(fc.oneof(fc.constantFrom(...pieces.flatMap((piece) => piece.split(' '))), mixedText))
        .map((parts) => parts.join(' ')),
      fc
        .array(fc.constantFrom('1', '2018', '١٣', ',', '.', '-', 'أكتوبر', 'مارس', 'م', ' ', '٪'), {
          maxLength: 90,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('date' as const, 'number' as const), (any, type) => {
        let from = 0;
        for (const { start, end } of findValues(any, type)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(any.length);
          const span = any.slice(start, end);
          expect(span.trim()).toBe(span);
          expect(any.slice(0, start)).not.toMatch(/[\p{L}\p{N}]$/u);
          expect(any.slice(end)).not.toMatch(/^[\p{L}\p{N}]/u);
          from = end;
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each(['1 ', '1', '1,', 'أكتوبر ', 'من ', 'عام ', 'الأول ', 'مئة و', '3 في المئة ', '2018-'])(
    'reads a text of nothing but "%s", which in quadratic time would not end within the time of a test',
    (piece) => {
      for (const type of ['date', 'number'] as const) {
        const text = piece.repeat(5_000);
        const values = findValues(text, type);
        expect(values.length).toBeLessThanOrEqual(5_000 + 1);
        expect(values.at(-1)?.end ?? 0).toBeLessThanOrEqual(text.length);
      }
    },
  );
});

describe('signalsFor', () => {
  it.each<[readonly ValueKind[], number]>([
    [['date', 'time', 'weekday', 'duration'], answerTypeSignals.year],
    [['count'], answerTypeSignals.number],
    [['money', 'percent', 'count'], answerTypeSignals.number],
    [['time', 'date'], answerTypeSignals.number],
    [['weekday', 'date'], 0],
    [['email'], 0],
    [[], 0],
  ])('of %j', (kinds, expected) => {
    expect(signalsFor(kinds)).toBe(expected);
  });
});
