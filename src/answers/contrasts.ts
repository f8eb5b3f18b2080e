import type { FoldedToken } from '../contracts/token.js';
import { wordSet } from '../text/word-set.js';

/** Words that exclude each other, a list for each of them, in both languages: what holds for one says nothing of another. */
const classes: readonly (readonly string[])[] = [
  [
    'سبت saturday saturdays',
    'احد sunday sundays',
    'اثنين monday mondays',
    'ثلاثاء tuesday tuesdays',
    'اربعاء wednesday wednesdays',
    'خميس thursday thursdays',
    'جمعه friday fridays',
  ],
  [
    'يناير january',
    'فبراير شباط february',
    'مارس اذار march',
    'ابريل نيسان april',
    'مايو ايار may',
    'يونيو حزيران june',
    'يوليو تموز july',
    'اغسطس اب august',
    'سبتمبر ايلول september',
    'اكتوبر october',
    'نوفمبر november',
    'ديسمبر december',
    'محرم',
    'صفر',
    'رجب',
    'شعبان',
    'رمضان ramadan',
    'شوال',
  ],
  ['شتاء شتوي شتويه winter', 'صيف صيفي صيفيه summer', 'ربيع spring', 'خريف autumn'],
  [
    'صباح صباحا صباحي صباحيه morning mornings',
    'مساء مسائي مسائيه evening evenings',
    'ظهر noon',
    'ليل ليلا ليلي ليليه night',
  ],
  [
    'احمر حمراء حمرا red',
    'اخضر خضراء خضرا green',
    'ازرق زرقاء زرقا blue',
    'اصفر صفراء صفرا yellow amber',
    'ابيض بيضاء بيضا white',
    'اسود سوداء سودا black',
    'برتقالي برتقاليه orange',
    'بنفسجي بنفسجيه violet purple',
    'رمادي رماديه grey gray',
  ],
  [
    'اول اولي first',
    'ثاني ثانيه تاني تانيه second',
    'ثالث ثالثه تالت تالته third',
    'رابع رابعه fourth',
    'خامس خامسه fifth',
    'سادس سادسه sixth',
    'سابع سابعه seventh',
    'ثامن ثامنه eighth',
    'تاسع تاسعه ninth',
    'عاشر عاشره tenth',
  ],
  [
    'بالغ بالغين بالغون كبار adult adults',
    'طفل اطفال children child kids',
    'طالب طلاب طلبه student students',
    'رضيع رضع infant infants',
  ],
  ['اقصي اعلي اكبر maximum max most highest largest', 'ادني اقل اصغر minimum min least lowest smallest'],
  [
    'يفتح تفتح يبدا تبدا open opens opening start starts begin begins',
    'يغلق تغلق يقفل تقفل ينتهي تنتهي close closes closing closed end ends',
  ],
  ['وصول يصل تصل arrive arrives arrival', 'مغادره يغادر تغادر انطلاق leave leaves departure depart departs'],
  ['رجال men', 'نساء سيدات women ladies'],
  ['داخل inside indoor indoors', 'خارج outside outdoor outdoors'],
];

interface Member {
  readonly of: number;
  readonly member: number;
}

const members = new Map<string, Member>();
classes.forEach((lists, of) => {
  lists.forEach((list, member) => {
    for (const word of wordSet(list)) members.set(word, { of, member });
  });
});

const clitics = /^(?:[وف]?[بكل]?ال|[وف]?لل|[وفبل])(?=.{2})/u;

function memberOf({ folded }: FoldedToken): Member | undefined {
  return members.get(folded) ?? members.get(folded.replace(clitics, ''));
}

function findMembers(words: readonly FoldedToken[]): Member[] {
  return words.flatMap((word) => memberOf(word) ?? []);
}

/** Tells what speaks of another thing than a question: of Monday where that asks about Friday. Made for one question. */
export class ContrastFinder {
  private readonly asked: readonly Member[];

  constructor(question: readonly FoldedToken[]) {
    this.asked = findMembers(question);
  }

  /** Whether texts name what excludes something that the question names, and do not name that itself. */
  contradicts(texts: readonly { readonly words: readonly FoldedToken[] }[]): boolean {
    const { asked } = this;
    if (asked.length === 0) return false;
    const found = texts.flatMap(({ words }) => findMembers(words));
    return asked.some(({ of, member }) => {
      const own = found.filter((each) => each.of === of);
      return own.length > 0 && own.every((each) => each.member !== member);
    });
  }
}
