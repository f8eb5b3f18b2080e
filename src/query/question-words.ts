import { wordSet } from '../text/word-set.js';

/** What the question word of a question asks for, with the noun behind it. */
export type ExpectedAnswerType = 'date' | 'number' | 'person' | 'place' | 'reason' | 'definition' | 'other';

/** What a noun makes of the question "what is the …". */
export interface NounKind {
  readonly type: ExpectedAnswerType;
  /**
   * Of something ("عدد", "capital"): asks for its value. The others are kinds of things: "ما هي الدولة التي" asks
   * for one, "ما هي دولة المماليك" for what it is.
   */
  readonly isProperty: boolean;
}

const nounLists: readonly (readonly [ExpectedAnswerType, boolean, string])[] = [
  ['date', true, 'تاريخ موعد date'],
  [
    'date',
    false,
    'عام سنه يوم شهر قرن عقد وقت زمن ساعه فتره حقبه عصر year day month century decade time era period hour',
  ],
  [
    'number',
    true,
    'عدد نسبه مساحه طول ارتفاع عمر وزن قيمه سعر مقدار حجم درجه سرعه مسافه عمق مده تكلفه ميزانيه رقم معدل كتله كثافه عرض ' +
      'سن تعداد مبلغ number percentage percent population area height length weight size age distance speed cost price amount rate total ' +
      'width depth budget temperature salary duration',
  ],
  ['place', true, 'عاصمه مكان موقع مقر capital location birthplace headquarters place'],
  [
    'place',
    false,
    'مدينه مدن دوله دول بلد بلدان بلاد قاره منطقه ولايه محافظه اقليم جزيره قريه city cities country countries continent state ' +
      'region town province island village nation',
  ],
  ['reason', true, 'سبب اسباب دافع دوافع cause causes reason reasons purpose'],
  [
    'person',
    false,
    'شخص رجل رئيس ملك ملكه وزير امير سلطان خليفه قائد لاعب كاتب شاعر مخرج ممثل ممثله فنان فنانه مخترع مؤلف مغني ' +
      'person man woman president king queen minister prince player author writer scientist actor actress director singer ' +
      'leader general emperor inventor',
  ],
  ['definition', true, 'معني تعريف مفهوم مقصود meaning definition'],
  [
    'other',
    true,
    'انواع نوع مكونات فوايد فايده وظيفه وظايف اهداف هدف نتايج خصايص اعراض دور اهميه مميزات اقسام مراحل شروط طرق طريقه ' +
      'اثار تاثير جنسيه غايه علاج حدود ترجمه عنوان ترتيب تصنيف تسميه لقب ديانه مهنه علاقه فرق لغه عمله لون types type components benefits function functions goals goal results features ' +
      'symptoms role importance advantages stages conditions effects effect relationship difference language currency',
  ],
];

export const nounKinds: ReadonlyMap<string, NounKind> = new Map(
  nounLists.flatMap(([type, isProperty, list]) =>
    [...wordSet(list)].map((word): [string, NounKind] => [word, { type, isProperty }]),
  ),
);

export const superlatives = wordSet(
  'اهم اكبر اول اطول اعلي اكثر ابرز اشهر اخطر افضل اقدم اصغر اقل احد احدي اخر اعظم اسرع اعمق اقصر ' +
    'largest biggest first longest highest most main oldest smallest last tallest fastest deepest best famous',
);

const when = wordSet('متي متا امتي امتا امته ايمتي ايمتا ايمته ايمت وقتاش شوكت when whens');
const where = wordSet('اين وين فين منين لوين لفين وينه وينها وينهم فينه فينها فينهم where wheres');
const why = wordSet('لماذا لمادا لمذا ليش ليه علاش علاه لويش لايش لشو why whys');
const howMany = wordSet(
  'كم بكم لكم كام بكام قديش اديش قداش بقديش لقديش ادش قديه شكثر اشكثر شكد شقد اشقد بيش ابيش بشحال شحال اشحال جم',
);
const who = wordSet('مين منو منهو منهي مينو لمن بمن who whos whose whom');
const which = wordSet('اي باي لاي ايا بايا انهي انهو انهه which wich');
const what = wordSet(
  'ما ماذا ماذ ماهو ماهي ماهيه بماذا لماذ ايش اش ويش وش شو شنو شنهو شنهي ايه what whats wat',
);
const joinedWhat = wordSet('ماهو ماهي ماهيه شنهو شنهي whats');
const how = wordSet('كيف كيفاش ازاي ازي شلون how hows');
const define = wordSet('عرف تعريف معني define');

/** Words that ask, and words that tell what another one asks; folded. */
export const questionWords = {
  when,
  where,
  why,
  howMany,
  who,
  which,
  what,
  /** "What" and "is" in one word. */
  joinedWhat,
  how,
  /** At the start of a question without a question word. */
  define,
  copulas: wordSet('هو هي هم هن هوا هيا ده دي is was are were s'),
  /** Behind "how". */
  extents: wordSet('many much long old tall far big large high deep often heavy fast wide'),
  /** Before "إيه": how much. */
  extent: wordSet('قد اد'),
  /** Before "what": what for. */
  purpose: wordSet('بسبب عشان علشان لاجل اجل منشان مشان'),
  means: wordSet('تعني يعني معني المقصود تعريف'),
  causes: wordSet('ادي تسبب سبب جعل دفع caused led made causes'),
  /** One thing out of many: "ما هو الحزب الذي يرأسه". */
  relatives: wordSet('الذي التي اللي الذين'),
  name: wordSet('اسم الاسم name'),
  /** Behind these, "من" is "whom". */
  prepositions: wordSet('الي مع عن علي يد عند ضد بواسطه بعد قبل خلف لدي رعايه طرف هو هي'),
  /** Before these, "من" is "from". */
  fromBefore: wordSet(
    'اين وين فين متي امتي ايمتي اي ايه بين خلال اجل قبل بعد حيث ضمن ماذا كم ناحيه جهه غير فضلك شو ايش',
  ),
  all: new Set([
    ...[when, where, why, howMany, who, which, what, joinedWhat, how].flatMap((words) => [...words]),
    'من',
  ]) as ReadonlySet<string>,
} as const;
