/**
 * Questions on the seed article, written by hand. `gold` is a part of the sentence that answers, as it
 * stands in the article; several where more than one sentence does. Without `gold`, the article has no answer.
 */
export interface SeedQuestion {
  readonly question: string;
  /** `reported`: users met these, and got a wrong answer or none. */
  readonly kind:
    | 'standard'
    | 'dialect'
    | 'english'
    | 'english near miss'
    | 'reported'
    | 'outside'
    | 'near miss'
    | 'small talk';
  readonly gold?: readonly string[];
}

const visit = 'وصل محمد باقري، رئيس الأركان العامة';
const nuclear = 'والملف النووي من أهم النقاط';
const pakistan = 'وجاء ذلك بعد انتهاء باقري من زيارة مماثلة لباكستان';
const observers = 'ويرى مراقبون أن إيران تسعى';
const moscow = 'وفي موسكو, أشار “باقري”';
const purchases = 'وأضاف أن بلاده “تتعاون مع روسيا';
const embargo = 'وتحاول إيران انتهاز فرصة الحظر التسليحي';
const ambassador = 'وفي آب/أغسطس الماضي، قال السفير الروسي';
const agreements = 'وكشف “باقري”، بعد زيارته باكستان';
const training = 'كما تم التوصل لاتفاق على';

export const seedQuestions: readonly SeedQuestion[] = [
  { question: 'متى انتهى الحظر التسليحي على إيران؟', kind: 'standard', gold: [embargo] },
  { question: 'من هو وزير الدفاع الروسي؟', kind: 'standard', gold: [visit] },
  { question: 'من هو رئيس الأركان العامة للقوات المسلحة الإيرانية؟', kind: 'standard', gold: [visit] },
  { question: 'متى وصل محمد باقري إلى روسيا؟', kind: 'standard', gold: [visit] },
  { question: 'من دعا باقري إلى زيارة روسيا؟', kind: 'standard', gold: [visit] },
  { question: 'ما هي أهم النقاط التي سيتم النظر فيها في الاجتماع؟', kind: 'standard', gold: [nuclear] },
  { question: 'أين تتوتر العلاقات مع أذربيجان؟', kind: 'standard', gold: [nuclear] },
  { question: 'كم يوما استمرت زيارة باقري لباكستان؟', kind: 'standard', gold: [pakistan] },
  { question: 'من هو رئيس الوزراء الباكستاني؟', kind: 'standard', gold: [pakistan] },
  { question: 'من هو قائد الجيش الباكستاني؟', kind: 'standard', gold: [pakistan] },
  { question: 'متى جرت مناورات الإخوة الثلاثة؟', kind: 'standard', gold: [pakistan] },
  { question: 'مع من شاركت باكستان في مناورات الإخوة الثلاثة؟', kind: 'standard', gold: [pakistan] },
  { question: 'لماذا تتوجه إيران شرقا؟', kind: 'standard', gold: [observers] },
  { question: 'بماذا تصف طهران علاقاتها مع الصين وروسيا؟', kind: 'standard', gold: [observers] },
  {
    question: 'ماذا قال باقري عن التعاون العسكري بين إيران وروسيا في ظل التوجه نحو الشرق؟',
    kind: 'standard',
    gold: [moscow],
  },
  { question: 'ما رقم الحكومة الإيرانية التي تتبع التوجه نحو الشرق؟', kind: 'standard', gold: [moscow] },
  { question: 'ما أحد أهداف زيارة باقري إلى روسيا؟', kind: 'standard', gold: [purchases] },
  { question: 'ما الذي سيتعزز حتما بحسب باقري؟', kind: 'standard', gold: [purchases] },
  { question: 'من أصدر أمرا بمواصلة الحظر التسليحي على إيران؟', kind: 'standard', gold: [embargo] },
  { question: 'من هو الرئيس الأميركي السابق؟', kind: 'standard', gold: [embargo] },
  { question: 'من هو السفير الروسي لدى طهران؟', kind: 'standard', gold: [ambassador] },
  {
    question: 'كم عاما يتجاوز تاريخ التعاون العسكري التقني بين روسيا وإيران؟',
    kind: 'standard',
    gold: [ambassador],
  },
  { question: 'متى تحدث السفير الروسي عن التعاون العسكري التقني؟', kind: 'standard', gold: [ambassador] },
  { question: 'أين ستجرى المناورات البحرية المشتركة؟', kind: 'standard', gold: [agreements] },
  { question: 'ما الاتفاق الذي كشف عنه باقري للإعلام الإيراني؟', kind: 'standard', gold: [agreements] },
  { question: 'أين ستقام الدورات التدريبية للطيارين الإيرانيين؟', kind: 'standard', gold: [training] },
  { question: 'ما الخبرات التي سيتبادلها البلدان في الصناعات العسكرية؟', kind: 'standard', gold: [training] },
  { question: 'مين وزير الدفاع الروسي؟', kind: 'dialect', gold: [visit] },
  { question: 'امتى خلص الحظر التسليحي على ايران؟', kind: 'dialect', gold: [embargo] },
  { question: 'ليش ايران عم تتوجه للشرق؟', kind: 'dialect', gold: [observers] },
  { question: 'قديش استمرت زيارة باقري لباكستان؟', kind: 'dialect', gold: [pakistan] },
  { question: 'منو السفير الروسي في طهران؟', kind: 'dialect', gold: [ambassador] },
  { question: 'وين بتصير المناورات البحريه المشتركه؟', kind: 'dialect', gold: [agreements] },
  { question: 'شو قال باقري عن التعاون العسكري مع روسيا؟', kind: 'dialect', gold: [moscow, purchases] },
  { question: 'ايه اهداف زياره باقري لروسيا؟', kind: 'dialect', gold: [purchases] },
  { question: 'وش صار بين ايران واذربيجان؟', kind: 'dialect', gold: [nuclear] },
  { question: 'When did the arms embargo on Iran end?', kind: 'english', gold: [embargo] },
  { question: 'When did Bagheri arrive in Russia?', kind: 'english', gold: [visit] },
  { question: 'Who is the chief of staff of the Iranian armed forces?', kind: 'english', gold: [visit] },
  { question: 'Who is the prime minister of Pakistan?', kind: 'english', gold: [pakistan] },
  { question: 'Who is the commander of the Pakistani army?', kind: 'english', gold: [pakistan] },
  { question: 'Where are relations with Azerbaijan tense?', kind: 'english', gold: [nuclear] },
  { question: 'Why is Iran turning east?', kind: 'english', gold: [observers] },
  {
    question: 'How does Tehran describe its relations with China and Russia?',
    kind: 'english',
    gold: [observers],
  },
  { question: 'Who invited Bagheri to Russia?', kind: 'english', gold: [visit] },
  { question: 'What did Bagheri reveal after his visit to Pakistan?', kind: 'english', gold: [agreements] },
  { question: 'What is the capital of France?', kind: 'english' },
  { question: 'How many people live in Iran?', kind: 'english' },
  { question: 'Who won the world cup in 2018?', kind: 'english' },
  { question: 'How much does a Sukhoi fighter cost?', kind: 'english' },
  { question: 'What is the phone number of the embassy?', kind: 'english' },
  { question: 'Who is the Russian defence minister?', kind: 'english', gold: [visit] },
  { question: 'How many days did the visit to Pakistan last?', kind: 'english', gold: [pakistan] },
  { question: 'Who is the Russian ambassador in Tehran?', kind: 'english', gold: [ambassador] },
  { question: 'Which former American president continued the embargo?', kind: 'english', gold: [embargo] },
  { question: 'Where will the Iranian pilots be trained?', kind: 'english', gold: [training] },
  { question: 'When was the arms embargo on Iran imposed?', kind: 'english near miss' },
  { question: 'Which weapons will Iran buy from Russia?', kind: 'english near miss' },
  { question: 'How old is Mohammad Bagheri?', kind: 'english near miss' },
  { question: 'Who is the foreign minister of Turkey?', kind: 'english near miss' },
  { question: 'When will the joint naval exercises begin?', kind: 'english near miss' },
  { question: 'How many soldiers took part in the Three Brothers exercise?', kind: 'english near miss' },
  { question: 'Why did Pakistan refuse the agreement?', kind: 'english near miss' },

  { question: 'متى انتهي حظر الاسلحة عن ايران', kind: 'reported', gold: [embargo] },
  { question: 'من دعا باقري إلى موسكو؟', kind: 'reported', gold: [visit] },
  { question: 'من زار روسيا؟', kind: 'reported', gold: [visit] },
  { question: 'مين زار روسيا', kind: 'reported', gold: [visit] },
  { question: 'كم سنة عمر التعاون العسكري بين إيران وروسيا؟', kind: 'reported', gold: [ambassador] },
  { question: 'لماذا تتجه إيران شرقاً؟', kind: 'reported', gold: [observers] },
  { question: 'أين ستقام المناورات البحرية المشتركة؟', kind: 'reported', gold: [agreements] },

  { question: 'ما هي عاصمة اليابان؟', kind: 'outside' },
  { question: 'كم عدد سكان مصر؟', kind: 'outside' },
  { question: 'من اخترع المصباح الكهربائي؟', kind: 'outside' },
  { question: 'متى تأسست شركة آبل؟', kind: 'outside' },
  { question: 'ما هو أطول نهر في العالم؟', kind: 'outside' },
  { question: 'من فاز بكأس العالم 2018؟', kind: 'outside' },
  { question: 'كيف أطبخ الكبسة؟', kind: 'outside' },
  { question: 'What is the capital of France?', kind: 'outside' },
  { question: 'Who wrote Hamlet?', kind: 'outside' },
  { question: 'ما سعر برميل النفط اليوم؟', kind: 'outside' },
  { question: 'متى ولد محمد باقري؟', kind: 'near miss' },
  { question: 'كم عدد سكان باكستان؟', kind: 'near miss' },
  { question: 'ما هي عاصمة أذربيجان؟', kind: 'near miss' },
  { question: 'من هو وزير الخارجية الروسي؟', kind: 'near miss' },
  { question: 'كم تبلغ مساحة روسيا؟', kind: 'near miss' },
  { question: 'متى تولى عمران خان الحكم؟', kind: 'near miss' },
  { question: 'مرحبا كيف حالك؟', kind: 'small talk' },
  { question: 'شكرا جزيلا لك', kind: 'small talk' },
  { question: 'hello there, what can you do?', kind: 'small talk' },
  { question: 'هههههه طيب', kind: 'small talk' },
];
