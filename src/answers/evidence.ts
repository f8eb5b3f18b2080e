import type { Span } from '../contracts/span.js';
import { findWords, type Word } from '../text/words.js';
import type { QuestionType } from './question-type.js';

/** A list of words as they come out of folding. */
function wordSet(list: string): ReadonlySet<string> {
  return new Set(findWords(list).map((word) => word.folded));
}

const months = wordSet(
  'يناير فبراير مارس ابريل نيسان مايو ايار يونيو يونيه حزيران يوليو يوليه تموز اغسطس اب سبتمبر ايلول اكتوبر تشرين ' +
    'نوفمبر ديسمبر كانون شباط اذار محرم صفر ربيع جمادي رجب شعبان رمضان شوال ' +
    'january february march april may june july august september october november december ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec',
);
const monthTails = wordSet('الاول الثاني الاخر الاخره');
const weekdays = wordSet(
  'الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت ' +
    'sunday monday tuesday wednesday thursday friday saturday',
);
const timeWords = wordSet('عام العام سنه السنه قرن القرن عقد century year decade century');
const eras = wordSet('م ه هـ ميلادي ميلاديه هجري هجريه bc ad bce ce');
const relativeDays = wordSet('امس اليوم غدا yesterday today tomorrow');

const numberWords = wordSet(
  'واحد واحده اثنان اثنين اثنتان اثنتين ثلاث ثلاثه اربع اربعه خمس خمسه ست سته سبع سبعه ثمان ثماني ثمانيه تسع تسعه ' +
    'عشر عشره عشرون عشرين ثلاثون ثلاثين اربعون اربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين ' +
    'مئه مايه مئتان مئتين الف الفان الفين الاف مليون ملايين مليار مليارات بليون نصف ثلث ربع مرتين مرتان يومين عامين سنتين ' +
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half twice',
);

const startsWithDigit = /^[0-9]/;
const year = /^(?:[12][0-9]{3})$/;

/** Of a dual or a clitic that hides a number or month: "وثلاثة" → "ثلاثه". */
function bare(folded: string): string {
  return folded.length > 3 && /^[ولبف]/.test(folded) ? folded.slice(1) : folded;
}

function inSet(set: ReadonlySet<string>, folded: string): boolean {
  return set.has(folded) || set.has(bare(folded));
}

type Role = 'anchor' | 'joiner' | 'none';

/** What a word is to a date: enough for one, a part of one beside an anchor, or nothing. */
function dateRole(word: Word): Role {
  const { folded } = word;
  if (year.test(folded) || inSet(months, folded) || inSet(weekdays, folded)) return 'anchor';
  if (
    startsWithDigit.test(folded) ||
    inSet(timeWords, folded) ||
    inSet(monthTails, folded) ||
    eras.has(folded)
  ) {
    return 'joiner';
  }
  return 'none';
}

function numberRole(word: Word): Role {
  if (startsWithDigit.test(word.folded) || inSet(numberWords, word.folded)) return 'anchor';
  return 'none';
}

/** Between the parts of one date or number: spaces, a slash, a dash, a comma, a decimal mark. */
function isTightGap(gap: string): boolean {
  return gap.length <= 3 && /^[\s/\-–,،.٫٬:]*$/u.test(gap);
}

function findRuns(text: string, role: (word: Word) => Role): Span[] {
  const runs: Span[] = [];
  let open: { start: number; end: number; anchored: boolean } | undefined;
  const finish = (): void => {
    if (open?.anchored) runs.push({ start: open.start, end: open.end });
    open = undefined;
  };
  for (const word of findWords(text)) {
    const part = role(word);
    if (part === 'none') {
      finish();
      continue;
    }
    if (open && !isTightGap(text.slice(open.end, word.start))) finish();
    open = {
      start: open?.start ?? word.start,
      end: word.end,
      anchored: (open?.anchored ?? false) || part === 'anchor',
    };
  }
  finish();
  return runs;
}

/** Spans of `text`, in order, that are of the kind a question of this type asks for; none for other types. */
export function findEvidence(text: string, type: QuestionType): Span[] {
  if (type === 'date') {
    const dates = findRuns(text, dateRole);
    if (dates.length > 0) return dates;
    return findWords(text).filter((word) => relativeDays.has(word.folded));
  }
  if (type === 'number') return findRuns(text, numberRole);
  return [];
}

const reasonWords = wordSet(
  'بسبب لان لانه لانها لانهم نتيجه سبب اسباب السبب بفضل نظرا لكي كي اثر بهدف because due since reason caused so',
);
const personWords = wordSet(
  'بن ابن بنت الرئيس رئيس الملك ملك الامير امير الوزير وزير السفير سفير القائد قائد الجنرال الدكتور دكتور د الشيخ الامام ' +
    'السيد السيده المدير مدير العالم الكاتب الشاعر اللاعب المخرج الممثل الفنان مؤلف مخترع مكتشف ' +
    'president minister king queen prince general doctor dr mr mrs ms sir professor ambassador',
);
const placeWords = wordSet(
  'مدينه مدينة دوله جمهوريه مملكه محافظه منطقه ولايه قريه بلده عاصمه شمال جنوب شرق غرب وسط مقر يقع تقع موقع شارع جزيره قاره ' +
    'city country state region province north south east west located capital island street',
);

function countOf(text: string, set: ReadonlySet<string>): number {
  return findWords(text).filter((word) => inSet(set, word.folded)).length;
}

/**
 * Whether a sentence has what a question of this type asks for: 1 a sure sign, 0 none. Types without a sign
 * to look for give 0 for every sentence, which leaves their order alone.
 */
export function evidenceOf(text: string, type: QuestionType): number {
  switch (type) {
    case 'date':
    case 'number':
      return findEvidence(text, type).length > 0 ? 1 : 0;
    case 'reason':
      return countOf(text, reasonWords) > 0 ? 1 : 0;
    case 'person':
      return countOf(text, personWords) > 0 || /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u.test(text) ? 1 : 0;
    case 'place':
      return countOf(text, placeWords) > 0 ? 1 : 0;
    default:
      return 0;
  }
}
