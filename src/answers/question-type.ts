import { findWords } from '../text/words.js';

/** What kind of thing a question asks for, as far as its words say. */
export type QuestionType = 'date' | 'number' | 'person' | 'place' | 'reason' | 'definition' | 'other';

/** Patterns over the folded words of a question, joined by single spaces; the first that fits decides. */
const patterns: readonly (readonly [QuestionType, RegExp])[] = [
  ['date', /(?:^| )(?:متي|ومتي|امتي|امتا|ايمتي|وقتاش|when)(?: |$)/],
  [
    'date',
    /(?:^| )(?:في|ما|ماهو|هو|هي|ب|اي|باي)? ?(?:اي )?(?:عام|سنه|تاريخ|يوم|شهر|قرن|عقد)(?: (?:ولد|توفي|تاسس|تم|وقع|كان|بدا)| اي|$)/,
  ],
  [
    'date',
    /(?:^| )(?:اي|باي|لاي|ما|وما) (?:هو |هي )?(?:عام|العام|سنه|السنه|تاريخ|يوم|اليوم|شهر|الشهر|قرن|عقد|موعد|حقبه)(?: |$)/,
  ],
  ['date', /(?:^| )(?:what|which) (?:year|date|day|month|century|decade|time)(?: |$)/],
  [
    'number',
    /(?:^| )(?:كم|وكم|بكم|لكم|كام|قديش|اديش|شكثر|بشحال|how (?:many|much|long|old|tall|far|big|large|high|deep|often))(?: |$)/,
  ],
  [
    'number',
    /(?:^| )(?:ما|ماهو|ماهي|وما) (?:هو |هي )?(?:عدد|نسبه|مساحه|طول|ارتفاع|عمر|وزن|قيمه|سعر|مقدار|حجم|درجه|سرعه|مسافه|عمق|مده|تكلفه|ميزانيه|رقم|معدل|كتله|كثافه)(?: |$)/,
  ],
  [
    'number',
    /(?:^| )(?:what|which) (?:is |was |are |were )?(?:the )?(?:number|percentage|percent|population|area|height|length|weight|size|age|distance|speed|cost|price|amount|rate|total)(?: |$)/,
  ],
  ['place', /(?:^| )(?:اين|واين|وين|فين|منين|where)(?: |$)/],
  [
    'place',
    /(?:^| )(?:اي|باي|ما|ماهي|ماهو) (?:هي |هو )?(?:مدينه|المدينه|دوله|الدوله|بلد|البلد|قاره|عاصمه|مكان|منطقه|مقر|ولايه|محافظه|موقع)(?: |$)/,
  ],
  [
    'place',
    /(?:^| )(?:what|which) (?:is |was )?(?:the )?(?:city|country|continent|capital|place|state|region|town|province)(?: |$)/,
  ],
  ['reason', /(?:^| )(?:لماذا|لم|ليش|ليه|علاش|why)(?: |$)/],
  ['reason', /(?:^| )(?:ما|ماهو|ماهي|وما) (?:هو |هي |هي )?(?:سبب|اسباب|السبب|الاسباب)(?: |$)/],
  ['person', /^(?:و)?(?:من|مين|منو|who|whose|whom)(?: |$)/],
  ['person', /(?:^| )(?:مين|منو|who|whose|whom)(?: |$)/],
  ['person', /(?:^| )(?:ما|ماهو|ماهي) (?:هو |هي )?(?:اسم)(?: |$)/],
  ['definition', /^(?:ما|ماهو|ماهي|ماذا|ايش|شو|ايه|وش|what) (?:هو |هي |هم |تعني |يعني |is |are |was |were )/],
];

export function findQuestionType(question: string): QuestionType {
  const folded = findWords(question)
    .map((word) => word.folded)
    .join(' ');
  return patterns.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'other';
}
