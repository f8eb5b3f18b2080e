import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceBits } from '../../src/contracts/passage.js';
import { askedEvidence, digestEvidence, evidenceOf, findEvidence } from '../../src/answers/evidence.js';
import type { QuestionType } from '../../src/query/answer-type.js';
import { splitSentences } from '../../src/text/sentences.js';
import { mixedText } from '../text/mixed-text.js';
import { readMarked, writeMarked } from './marked-text.js';

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

describe('findEvidence', () => {
  it.each(dates)('date: %s', (marked) => {
    const { text } = readMarked(marked);
    expect(writeMarked(text, findEvidence(text, 'date'))).toBe(marked);
  });

  it.each(numbers)('number: %s', (marked) => {
    const { text } = readMarked(marked);
    expect(writeMarked(text, findEvidence(text, 'number'))).toBe(marked);
  });

  it('finds nothing for questions of other types', () => {
    for (const type of ['person', 'place', 'reason', 'definition', 'other'] as const) {
      expect(findEvidence('في 13 أكتوبر 1958 مات 50 شخصا', type)).toEqual([]);
    }
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
      fc.property(text, fc.constantFrom<QuestionType>('date', 'number'), (any, type) => {
        let from = 0;
        for (const { start, end } of findEvidence(any, type)) {
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

  it('takes time in proportion to the length', () => {
    const startedMs = performance.now();
    for (const piece of [
      '1 ',
      '1',
      '1,',
      'أكتوبر ',
      'من ',
      'عام ',
      'الأول ',
      'مئة و',
      '3 في المئة ',
      '2018-',
    ]) {
      findEvidence(piece.repeat(5_000), 'date');
      findEvidence(piece.repeat(5_000), 'number');
    }
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });
});

describe('evidenceOf', () => {
  it.each<[QuestionType, string, number]>([
    ['date', 'في عام 1947', 1],
    ['date', 'في الهند', 0],
    ['number', 'مات 50 شخصا', 1],
    ['number', 'مات في عام 1947', 0],
    ['reason', 'وذلك بسبب الحرب', 1],
    ['reason', 'لأنه رفض', 1],
    ['reason', 'في الهند', 0],
    ['person', 'وقال الوزير ذلك', 1],
    ['person', 'said Vladimir Putin there', 1],
    ['person', 'في الهند', 0],
    ['place', 'تقع شمال البلاد', 1],
    ['place', 'وقال ذلك', 0],
    ['definition', 'في عام 1947', 0],
    ['other', 'في عام 1947', 0],
  ])('%s: %s', (type, text, expected) => {
    expect(evidenceOf(text, type)).toBe(expected);
  });
});

describe('the digest of evidence', () => {
  const read = (body: string) => ({
    context: 'في عام 1947',
    body,
    sentences: splitSentences(body, { start: 0, end: body.length }),
  });

  const { year, number } = evidenceBits;

  it.each([
    ['وقال ذلك. ولد في عام 1947.', [0, year]],
    ['مات 50 شخصا. وقال ذلك.', [number, 0]],
    ['وقع ذلك يوم الأحد 18 يوليو. ثم في 18 يوليو 2015.', [0, year]],
    ['في القرن السابع. سنة 476 ميلادية. طوله 1200 كيلومتر.', [year, year, number]],
    ['ولد سنة 1900 وله 3 أبناء.', [year | number]],
    ['وقال ذلك.', [0]],
    ['', []],
  ])('of a passage says what each sentence has, the title left aside: %s', (body, expected) => {
    expect([...digestEvidence(read(body))]).toEqual(expected);
  });

  it('has of any text the numbers that are found in it, and years only in dates', () => {
    const pieces = fc.constantFrom('في عام 1947', 'مات 50 شخصا', 'أمس', '3.5%', '. ', '\n', ' و');
    const texts = fc.array(fc.oneof(mixedText, pieces), { maxLength: 6 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(texts, (body) => {
        const passage = read(body);
        digestEvidence(passage).forEach((bits, index) => {
          const { start, end } = passage.sentences[index]!;
          const sentence = body.slice(start, end);
          expect((bits & number) !== 0).toBe(evidenceOf(sentence, 'number') === 1);
          if ((bits & year) !== 0) expect(evidenceOf(sentence, 'date')).toBe(1);
        });
      }),
    );
  });

  it('is asked for by questions for a time or a number alone', () => {
    expect(askedEvidence('date')).toBe(year);
    expect(askedEvidence('number')).toBe(number);
    for (const type of ['person', 'place', 'reason', 'definition', 'other'] as const)
      expect(askedEvidence(type)).toBe(0);
  });
});
