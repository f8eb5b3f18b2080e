import { wordSet } from './word-set.js';

/** A word that is part of a number: a cardinal or an ordinal of either gender, or a power of ten. */
export interface NumberWord {
  readonly value: number;
  readonly isOrdinal: boolean;
  /** Multiplies what stands before it: "hundred", "ألف". */
  readonly isMagnitude: boolean;
  /** Another word too when it stands alone: "ست" is a lady, "second" a unit of time, "ميه" water. */
  readonly isAmbiguous: boolean;
}

type Row = readonly [value: number, words: string];

const cardinals: readonly Row[] = [
  [0, 'صفر zero'],
  [1, 'واحده واحد'],
  [2, 'اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي اتنين تنين ثنين two'],
  [3, 'ثلاثه ثلاث تلاته تلات three'],
  [4, 'اربعه اربع four'],
  [5, 'خمسه خمس five'],
  [6, 'سته six'],
  [7, 'سبعه seven'],
  [8, 'ثمانيه ثماني ثمان تمانيه تماني تمان eight'],
  [9, 'تسعه تسع nine'],
  [10, 'عشره ten'],
  [11, 'حداشر احداشر حدعش احدعش احدعشر eleven'],
  [12, 'اتناشر اثناعش اثناعشر تنعش twelve'],
  [13, 'تلاتاشر تلتاشر ثلطعش تلطعش ثلاثتعش thirteen'],
  [14, 'اربعتاشر اربعطعش fourteen'],
  [15, 'خمستاشر خمسطعش fifteen'],
  [16, 'ستاشر ستعش سطعش sixteen'],
  [17, 'سبعتاشر سبعطعش seventeen'],
  [18, 'تمنتاشر تمنطعش ثمنطعش eighteen'],
  [19, 'تسعتاشر تسعطعش nineteen'],
  [20, 'عشرون عشرين twenty'],
  [30, 'ثلاثون ثلاثين تلاتين thirty'],
  [40, 'اربعون اربعين forty'],
  [50, 'خمسون خمسين fifty'],
  [60, 'ستون ستين sixty'],
  [70, 'سبعون سبعين seventy'],
  [80, 'ثمانون ثمانين تمانين eighty'],
  [90, 'تسعون تسعين ninety'],
  [200, 'مئتان مئتين مائتان مائتين ميتين مئتا مئتي'],
  [300, 'ثلاثمئه ثلاثمائه تلتميه'],
  [400, 'اربعمئه اربعمائه ربعميه'],
  [500, 'خمسمئه خمسمائه'],
  [600, 'ستمئه ستمائه'],
  [700, 'سبعمئه سبعمائه'],
  [800, 'ثمانمئه ثمانمائه ثمانيمئه تمنميه'],
  [900, 'تسعمئه تسعمائه'],
  [2000, 'الفان الفين الفي'],
  [2_000_000, 'مليونان مليونين مليوني'],
];
const ambiguousCardinals: readonly Row[] = [
  [1, 'احد احدي one'],
  [6, 'ست'],
  [7, 'سبع'],
  [10, 'عشر'],
];
const magnitudes: readonly Row[] = [
  [1e6, 'مليون مليونا ملايين million'],
  [1e9, 'مليار مليارا مليارات بليون billion'],
  [1e12, 'تريليون trillion'],
];
const ambiguousMagnitudes: readonly Row[] = [
  [100, 'مئه مايه hundred hundreds'],
  [1000, 'الف الفا الاف thousand thousands'],
];
/** Arabic ordinals without their article; of 2, the feminine without one is a unit of time. */
const ordinals: readonly Row[] = [
  [1, 'الاول الاولي'],
  [2, 'الثاني الثانيه التاني التانيه'],
  [3, 'ثالث ثالثه تالت تالته third'],
  [4, 'رابع رابعه fourth'],
  [5, 'خامس خامسه fifth'],
  [6, 'سادس سادسه sixth'],
  [7, 'سابع سابعه seventh'],
  [8, 'ثامن ثامنه تامن تامنه eighth'],
  [9, 'تاسع تاسعه ninth'],
  [10, 'عاشر عاشره tenth'],
  [11, 'eleventh'],
  [12, 'twelfth'],
  [13, 'thirteenth'],
  [14, 'fourteenth'],
  [15, 'fifteenth'],
  [16, 'sixteenth'],
  [17, 'seventeenth'],
  [18, 'eighteenth'],
  [19, 'nineteenth'],
  [20, 'twentieth'],
  [30, 'thirtieth'],
  [40, 'fortieth'],
  [50, 'fiftieth'],
  [60, 'sixtieth'],
  [70, 'seventieth'],
  [80, 'eightieth'],
  [90, 'ninetieth'],
  [100, 'hundredth'],
];
const ambiguousOrdinals: readonly Row[] = [
  [1, 'اول اولي حادي حاديه first'],
  [2, 'ثاني تاني second'],
];

const numberWords = new Map<string, NumberWord>();

function addAll(rows: readonly Row[], is: Omit<NumberWord, 'value'>): void {
  for (const [value, list] of rows) {
    for (const word of wordSet(list)) if (!numberWords.has(word)) numberWords.set(word, { value, ...is });
  }
}

addAll(cardinals, { isOrdinal: false, isMagnitude: false, isAmbiguous: false });
addAll(ambiguousCardinals, { isOrdinal: false, isMagnitude: false, isAmbiguous: true });
addAll(magnitudes, { isOrdinal: false, isMagnitude: true, isAmbiguous: false });
addAll(ambiguousMagnitudes, { isOrdinal: false, isMagnitude: true, isAmbiguous: true });
addAll(ordinals, { isOrdinal: true, isMagnitude: false, isAmbiguous: false });
addAll(ambiguousOrdinals, { isOrdinal: true, isMagnitude: false, isAmbiguous: true });

/** What Arabic writes at the front of a number word: "وبالخمسة" → "وبال". */
const prefixes = [
  '',
  'ال',
  'و',
  'ب',
  'ل',
  'ف',
  'ك',
  'وال',
  'بال',
  'لل',
  'فال',
  'كال',
  'وب',
  'ول',
  'عال',
  'هال',
];
const arabicLetter = /^\p{Script=Arabic}/u;

export interface ReadNumberWord extends NumberWord {
  /** An "and" is written onto it. */
  readonly isAdded: boolean;
  /** With or without the article, as an ordinal is written. */
  readonly hasArticle: boolean;
}

const read = new Map<string, ReadNumberWord>();
for (const [word, known] of numberWords) {
  const written = arabicLetter.test(word) ? prefixes : [''];
  for (const prefix of written) {
    if (prefix.endsWith('ال') && word.startsWith('ال')) continue;
    // "للخمسة": the article loses its first letter behind a "ل".
    const form = prefix + word;
    const joinedArticle = word.startsWith('ال') && prefix === 'ل' ? `لل${word.slice(2)}` : form;
    if (read.has(joinedArticle)) continue;
    const hasArticle = /ال$|لل$/u.test(prefix) || (known.isOrdinal && word.startsWith('ال'));
    // "ولي", "بست": a short word behind a clitic is more often another one.
    const isDoubtful = prefix !== '' && !hasArticle && word.length <= 3;
    read.set(joinedArticle, {
      ...known,
      isAmbiguous: (known.isAmbiguous && !(hasArticle && known.isOrdinal)) || isDoubtful,
      isAdded: prefix.startsWith('و'),
      hasArticle,
    });
  }
}

/** What a folded word is in a number; undefined for a word that is in none. */
export function readNumberWord(folded: string): ReadNumberWord | undefined {
  return read.get(folded);
}

/** Every word, without clitics, that a number of one word is written as: for 5, "خمسة", "خامس", "five", "fifth", … */
export function wordsForNumber(value: number): readonly string[] {
  return byValue.get(value) ?? [];
}

const byValue = new Map<number, string[]>();
for (const [word, { value, isAmbiguous }] of numberWords) {
  if (isAmbiguous) continue;
  const words = byValue.get(value) ?? [];
  words.push(word);
  byValue.set(value, words);
}
