import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAnswerType } from '../../src/query/answer-type.js';
import type { ExpectedAnswerType } from '../../src/query/question-words.js';
import { tokenize } from '../../src/text/tokenize.js';
import { mixedText } from '../text/mixed-text.js';

const questions: Readonly<Record<ExpectedAnswerType, readonly string[]>> = {
  date: [
    'متى انتهى الحظر التسليحي على إيران؟',
    'متي انتهي الحظر؟',
    'ومتى تحولت الى مسلسل؟',
    'فمتى كان ذلك؟',
    'متىىىى العيد',
    'منذ متى يعمل السفير في طهران؟',
    'من متى وهو رئيس؟',
    'امتى خلص الحظر التسليحي على ايران؟',
    'إمتى اتولد نجيب محفوظ',
    'من امتى الكلام ده',
    'ايمتى انتهت الحرب؟',
    'وقتاش تأسس النادي؟',
    'شوكت صارت الحرب؟',
    'في أي عام تأسست جامعة هيوستن؟',
    'فى اى سنة مات الملك',
    'بأي سنة انتهى الحظر؟',
    'أي يوم وصل باقري؟',
    'في عام توفي الشافعي؟',
    'اتولد سنة كام؟',
    'في سنة كم تأسست الشركة؟',
    'في أنهي سنة حصلت الثورة؟',
    'ما تاريخ ميلاد الشاعر؟',
    'ما هو العام الذي انتهت فيه الحرب؟',
    'ماهو تاريخ استقلال الجزائر',
    'هل تعرف متى انتهت الحرب؟',
    'When did the arms embargo on Iran end?',
    "When's the meeting?",
    'Can you tell me when it ended',
    'In which century did he live?',
    'What year was the city founded?',
    'wich year did it start',
    'What is the date of the treaty?',
  ],
  number: [
    'كم عدد سكان مصر؟',
    'كم سنة حكم الملك؟',
    'وكم بقي منهم؟',
    'بكم بيعت اللوحة؟',
    'إلى كم تصل نسبة العرب؟',
    'عدد السكان كام؟',
    'كام واحد مات في الزلزال',
    'قديش استمرت زيارة باقري لباكستان؟',
    'أديش عدد الجنود',
    'قد ايه طول النهر؟',
    'شكثر عدد السكان',
    'شحال عدد الناس',
    'چم واحد حضر؟',
    'ما عدد جزر نيوزيلندا؟',
    'ماهى مساحة إربد الأردنية ؟',
    'ما هو ارتفاع برج خليفة',
    'ما هي أعلى درجة حرارة سجلت؟',
    'شو عدد سكان لبنان؟',
    'ايش سعر البرميل',
    'ما رقم الحكومة الإيرانية؟',
    'How many days did the visit last?',
    'how long is the Nile',
    'What is the total population of Egypt?',
    'What was the height of the tower?',
    'What percentage of voters agreed?',
  ],
  person: [
    'من هو وزير الدفاع الروسي؟',
    'من اخترع المصباح؟',
    'ومن خلفه في الحكم؟',
    'فمن قتله؟',
    'من أول فنانة مصرية؟',
    'من كان الرئيس عندما بدأت الحرب؟',
    'إلى من ينسب الصوفيون؟',
    'مع من شاركت باكستان في المناورات؟',
    'على يد من هزم الجيش؟',
    'مين وزير الدفاع الروسي؟',
    'مييين كتب الكتاب',
    'وزير الدفاع يبقى مين؟',
    'منو السفير الروسي في طهران؟',
    'منهو رئيس العراق',
    'أي رئيس أصدر الأمر؟',
    'ما اسم أخيه؟',
    'ما هو اسم وزير الدفاع؟',
    'شو اسم الوزير؟',
    'اسم الوزير ايه؟',
    'Who is the Russian defence minister?',
    "Who's the ambassador?",
    'Whose idea was it?',
    'Who was president when the war ended?',
    'Which former American president continued the embargo?',
    'What is the name of the minister?',
  ],
  place: [
    'أين تقع سويسرا؟',
    'اين يوجد الخليج',
    'وأين دفن؟',
    'من أين جاء الاسم؟',
    'وين بتصير المناورات البحريه المشتركه؟',
    'من وين السفير؟',
    'فين اتولد سعد زغلول؟',
    'جاي منين؟',
    'ما هي عاصمة اليابان؟',
    'ماهي عاصمه منغوليا',
    'عاصمة اليابان ايه؟',
    'شو عاصمة فرنسا',
    'إلى أي قارة تم نفيه',
    'في أي مدينة ولد؟',
    'ما هي أكبر مدينة في العالم؟',
    'ماهي الدولة التي تحُد سوريا شمالاً؟',
    'ما اسم عاصمة تشاد؟',
    'ما الدول التي تحد العراق؟',
    'Where will the Iranian pilots be trained?',
    'What is the capital of France?',
    'Which African country hosted it?',
    'What is the largest city in Turkey?',
    'What is the name of the city?',
  ],
  reason: [
    'لماذا تتوجه إيران شرقا؟',
    'لمادا سقطت الدولة',
    'ولماذا رفض؟',
    'لِمَ رفض الملك ذلك؟',
    'ليش ايران عم تتوجه للشرق؟',
    'ليه اتأخر؟',
    'علاش سافر؟',
    'ايران اتجهت للشرق عشان ايه؟',
    'بسبب ماذا اندلعت الحرب؟',
    'ماهو سبب سقوط الدولة؟',
    'ما هي أسباب الحرب العالمية الأولى؟',
    'شو سبب الخلاف',
    'سبب الخلاف ايه؟',
    'ما الذي أدى إلى سقوط بغداد؟',
    'Why did the embargo end?',
    'How come it ended?',
    'What was the main cause of the war?',
    'What caused the war?',
  ],
  definition: [
    'ما هو السل؟',
    'ماهو القطاع الخاص',
    'ما هى الجمهورية؟',
    'ما هي دولة المماليك؟',
    'ما هو عام الفيل؟',
    'ما المحاسبة المالية؟',
    'ماذا تعني كلمة إسناد؟',
    'شو يعني إسناد',
    'ايه هو السل؟',
    'عرف الإسناد',
    'ما معنى الإسناد؟',
    'What is photosynthesis?',
    "What's an isnad?",
    'What does isnad mean?',
    'Define entropy',
  ],
  other: [
    '',
    '؟؟؟',
    'مرحبا كيف حالك؟',
    'كيف يتم انشاء البيتكوين؟',
    'ازاي بيشتغل المحرك',
    'شلونك',
    'هل دولة بلجيكا عضو؟',
    'ماذا قال باقري عن التعاون العسكري؟',
    'ما الذي سيتعزز حتما بحسب باقري؟',
    'ما العضو الذى يهاجمه السل؟',
    'ما أحد أهداف زيارة باقري؟',
    'ما هي أهم النقاط التي سيتم النظر فيها؟',
    'ما هي أعراض السل؟',
    'ماهو الحزب الذي يرأسه أردوغان؟',
    'في أي جزء من العالم يكثر المرض؟',
    'ما الاسم الآخر لمرض السل؟',
    'بماذا عرف أديسون؟',
    'شو قال باقري',
    'وش صار بين ايران واذربيجان؟',
    'اي مرتبة تحتل النادي؟',
    'وصل الوفد من روسيا',
    'في عام 2012 انتهى الحظر',
    'الرئيس الذي لم يفز',
    'How does it work?',
    'What happened when the embargo ended?',
    'Is that the man?',
  ],
};

const typeOf = (question: string): ExpectedAnswerType => findAnswerType(tokenize(question));

describe('findAnswerType', () => {
  const cases = Object.entries(questions).flatMap(([type, each]) =>
    each.map((question) => ({ type, question })),
  );

  it('is tried on enough questions, none of them twice', () => {
    expect(cases.length).toBeGreaterThanOrEqual(80);
    expect(new Set(cases.map(({ question }) => question)).size).toBe(cases.length);
  });

  it.each(cases)('$type: $question', ({ type, question }) => {
    expect(typeOf(question)).toBe(type);
  });

  it('takes no notice of the end mark, of marks over letters, of case, or of space around', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.constantFrom('', '؟', '?', ' ؟!'),
        ({ type, question }, end) => {
          expect(typeOf(`  ${question.toUpperCase()}\u064e${end}`)).toBe(type);
        },
      ),
    );
  });

  it('has a type for any text', () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        expect(Object.keys(questions)).toContain(typeOf(text));
      }),
    );
  });

  it.each(['ما ', 'ااا', 'what is the ', 'من هي ', 'اسم '])(
    'reads a question of nothing but "%s", which in quadratic time would not end within the time of a test',
    (piece) => {
      expect(typeOf(piece.repeat(20_000))).toBe(typeOf(piece.repeat(2_000)));
    },
  );
});
