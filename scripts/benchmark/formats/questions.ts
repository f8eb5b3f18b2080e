/** Questions on the rich document: what an answer must mark, and the heading that it stands under. */
export interface FormatQuestion {
  readonly question: string;
  readonly pieces: readonly string[];
  /** A part of the nearest heading. */
  readonly heading: string;
}

export const richQuestions: readonly FormatQuestion[] = [
  { question: 'كم قيمة طائرات سوخوي 35 بالدولار؟', pieces: ['1,250,000.50'], heading: 'جدول الصفقات' },
  {
    question: 'في أي سنة كانت صفقة منظومة S-400 للدفاع الجوي؟',
    pieces: ['٢٠٢١'],
    heading: 'جدول الصفقات',
  },
  {
    question: 'ما عنوان التقرير الذي نشرته صحيفة The Moscow Times؟',
    pieces: ['Iran and Russia'],
    heading: 'أرقام ولغات',
  },
  { question: 'ما رقم الهاتف؟', pieces: ['00963521234'], heading: 'أرقام ولغات' },
  { question: 'متى ينتهي الحظر التسليحي على إيران؟', pieces: ['2020'], heading: 'بقية الخبر' },
  {
    question: 'كم عاماً عمر التعاون العسكري التقني بين روسيا وإيران؟',
    pieces: ['50 عاما'],
    heading: 'بقية الخبر',
  },
  {
    question: 'على ماذا اتفق باقري مع المسؤولين الباكستانيين بعد زيارته باكستان؟',
    pieces: ['مناورات بحرية مشتركة'],
    heading: 'بقية الخبر',
  },
  {
    question: 'How did representatives characterise the disagreements?',
    pieces: ['administrative misunderstandings'],
    heading: 'Summary in English',
  },
];
