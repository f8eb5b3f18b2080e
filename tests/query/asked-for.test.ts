import { describe, expect, it } from 'vitest';
import { findAskedFor } from '../../src/query/asked-for.js';
import { findQuestionScope } from '../../src/query/question-scope.js';
import { tokenize } from '../../src/text/tokenize.js';

describe('findAskedFor', () => {
  it.each([
    ['كم مدة الإجازة؟', 'duration'],
    ['كم سعر التذكرة؟', 'money'],
    ['الشنطة الزيادة بكام؟', 'money'],
    ['قديش بتدفع الشاحنة؟', 'money'],
    ['شكد أجرة الكراج؟', 'money'],
    ['الجولة الساعة كام؟', 'time'],
    ['لازم أكون متاح من كام لكام؟', 'time'],
    ['what time do you close?', 'time'],
    ['متى تبدأ الدورة؟', 'date'],
    ['اي يوم يسكر المتحف', 'weekday'],
    ['ما رقم الهاتف؟', 'phone'],
    ['fax number', 'phone'],
    ['email of the office?', 'email'],
    ['كم عدد الزوار؟', 'count'],
    ['how many people can share', 'count'],
    ['how many days of sick leave', 'duration'],
    ['كل كم ينظف الحساس؟', 'duration'],
    ['ما أقصى نسبة لزيادة الأجرة؟', 'percent'],
    ['كم يزن الجهاز؟', 'measure/weight'],
    ['كم طول الجسر؟', 'measure/length'],
    ['what is the maximum temperature?', 'measure/temperature'],
    ['how much sugar for the quinces', 'measure'],
    ['weight of the AX10', 'measure/weight'],
    ['بيش التوصيل للأحياء الغربية؟', 'money'],
    ['ألغيت الاشتراك، كم بيغرموني؟', 'money'],
    ['البوكسينغ بفرع التل يا يوم؟', 'weekday'],
    ['price of a scan for an adult who pays himself', 'money'],
  ])('%s → %s', (question, wanted) => {
    const { questionForm, askedValues, askedDimension } = findAskedFor(question);
    expect(questionForm).toBe('value');
    expect(askedDimension ? `${askedValues[0]}/${askedDimension}` : askedValues[0]).toBe(wanted);
  });

  it.each([
    ['هل يسمح بالتصوير؟', 'yes-no'],
    ['يحسبون غرامة يوم الجمعة؟', 'yes-no'],
    ['الضمان بيشمل الفلتر؟', 'yes-no'],
    ['can juniors vote', 'yes-no'],
    ['ليش ما افتح الغطا', 'reason'],
    ['whats the reason', 'reason'],
    ['كيف أطلب الإجازة؟', 'procedure'],
    ['شو بعمل إذا طلعلي E5؟', 'procedure'],
    ['what do I do if the label sticks', 'procedure'],
    ['ماذا تنص المادة 15؟', 'section'],
    ['ما نص المادة الثانية والعشرين؟', 'section'],
    ['What does Article 5 say?', 'section'],
    ['شو معنى التامين', 'definition'],
    ['ما التزامات المستأجر؟', 'list'],
    ['ما الأعطال التي أُصلحت في الإصدار 4.2؟', 'list'],
    ['شو الأعذار يلي بيقبلوها إذا غبت؟', 'list'],
    ['من الركاب الذين تُخفض لهم الأجرة؟', 'list'],
    ['ما شركات التأمين التي تتعاملون معها؟', 'list'],
    ['ما طرق الدفع المقبولة؟', 'list'],
    ['ماذا تتضمن بطاقة الطوارئ؟', 'list'],
    ['ما الذي يشمله سعر التذكرة؟', 'list'],
    ['شو لازم جيب معي عالسكن؟', 'list'],
    ['ماذا أحضر معي لأفتح حساباً؟', 'list'],
    ['ما خطوات طلب كتاب؟', 'procedure'],
    ['الفيزا ضاعت أعمل إيه؟', 'procedure'],
    ['ضاع الكارت مالي شسوي؟', 'procedure'],
    ['التكييف بينقط من إيه؟', 'reason'],
    ['وش يقصدون بالمنطقة الهادئة؟', 'definition'],
    ['من بنى الجسر؟', 'person'],
    ['وين المكتب', 'place'],
    ['ماذا جرف الفيضان؟', 'other'],
  ])('%s asks for %s', (question, wanted) => {
    expect(findAskedFor(question)).toEqual({
      questionForm: wanted,
      askedValues: [],
      askedDimension: undefined,
    });
  });
});

describe('findQuestionScope', () => {
  const scope = (question: string) => findQuestionScope(tokenize(question));

  it.each([
    ['Which books may not be taken home?', true],
    ['ما الأقسام التي لا يسمح فيها بالمرافق؟', true],
    ['المتحف ميفتحش يوم ايه', true],
    ['ليش ما بيفتح الجمعة', true],
    ['ما مواعيد المتحف؟', false],
    ['كل ما ينظف', false],
  ])('%s', (question, wanted) => {
    expect(scope(question).isNegated).toBe(wanted);
  });

  it('tells before from after, and what held once', () => {
    expect(scope('Who was head before Ms Olin?').timeDirection).toBe('before');
    expect(scope('ماذا يفعل بعد الإنذار؟').timeDirection).toBe('after');
    expect(scope('كم الرسم؟').timeDirection).toBeUndefined();
    expect(scope('كم كان يدفع بحسب النص السابق؟').asksForOld).toBe(true);
    expect(scope('كم يدفع؟').asksForOld).toBe(false);
  });
});
