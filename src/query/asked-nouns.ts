import type { Dimension, ValueKind } from '../contracts/value.js';
import { wordSet } from '../text/word-set.js';

/** The values that a noun or a verb in a question asks for. */
export interface AskedSense {
  readonly values: readonly ValueKind[];
  readonly dimension?: Dimension;
}

type Row = readonly [readonly ValueKind[], Dimension | undefined, string];

/** Nouns for what has a value, and verbs that take one; the likeliest kind first. */
const rows: readonly Row[] = [
  [
    ['money', 'percent', 'count'],
    undefined,
    'سعر اسعار رسم رسوم غرامه غرامات ثمن تكلفه كلفه تكاليف اجره اجور بدل راتب معاش مرتب مكافاه تامين تذكره تذاكر اشتراك قسط مبلغ ' +
      'تعويض ايجار اجار ميزانيه عربون فاتوره خصم يكلف تكلف كلف كلفت يتكلف اتكلف تكلفت يدفع تدفع ندفع ادفع دفع يدفعون يدفعوا ياخذ ياخد تاخذ ينطون ينطي ' +
      'يكلفني بيكلف بتكلف بيدفع بتدفع بدفع بندفع بيدفعوا بياخد بياخذ بتاخد هيرجعلي حيرجعلي يرجعلي عقوبه جزاء ' +
      'price prices cost costs fee fees fine fined charge charged deposit fare fares toll salary rent penalty budget rate wage pay paid ' +
      'instalment installment allowance grant ticket tickets subscription refund discount',
  ],
  [['percent', 'count'], undefined, 'نسبه نسبته نسبتها percentage percent share proportion'],
  [
    ['duration', 'date'],
    undefined,
    'مده مدته مدتها مهله فتره وقتا زمن زمنا ضمان كفاله duration period timeout interval warranty',
  ],
  [['time', 'date', 'weekday'], undefined, 'موعد مواعيد دوام ساعات اوقات hours schedule opening'],
  [['date', 'weekday'], undefined, 'تاريخ date birthday deadline'],
  [
    ['phone', 'count'],
    undefined,
    'هاتف تلفون تليفون فاكس جوال موبايل محمول تحويله واتساب طواري phone telephone fax hotline mobile extension whatsapp emergency',
  ],
  [['email'], undefined, 'ايميل email mail بريد'],
  [['url'], undefined, 'website url link رابط موقعكم'],
  [['count'], undefined, 'عدد تعداد number count population'],
  [['code', 'phone', 'count'], undefined, 'رقم رمز كود code'],
  [
    ['measure', 'count'],
    'length',
    'طول عرض ارتفاع عمق سمك مسافه يبعد تبعد بعد length width height depth distance thickness',
  ],
  [['measure', 'count'], 'area', 'مساحه area'],
  [['measure', 'count'], 'weight', 'وزن وزنه وزنها يزن تزن weight weigh weighs mass'],
  [['measure', 'count'], 'speed', 'سرعه speed'],
  [['measure', 'count'], 'temperature', 'حراره حرارته temperature'],
  [['measure', 'count'], 'frequency', 'تردد frequency'],
  [['measure', 'count'], 'power', 'قدره استهلاك wattage'],
  [['measure', 'count'], 'energy', 'calories سعرات'],
  [['measure', 'count'], 'pressure', 'ضغط pressure'],
  [['measure', 'count'], 'volume', 'سعه capacity volume'],
  [['money', 'count', 'measure', 'duration', 'percent'], undefined, 'قيمه value'],
  [['measure', 'count'], undefined, 'حجم مقدار كميه size amount quantity'],
  [['count', 'measure', 'duration', 'money'], undefined, 'limit حد'],
  [['count', 'percent'], undefined, 'درجه علامه معدل مستوي grade mark score'],
];

const senses = new Map<string, AskedSense>();
for (const [values, dimension, list] of rows) {
  for (const word of wordSet(list))
    senses.set(word, dimension === undefined ? { values } : { values, dimension });
}
// "بعد" is "after" far more often than "distance".
senses.delete('بعد');

const clitics = /^(?:[وف]?[بكل]?ال|[وف]?لل|[وفبل])(?=.{2})/u;

/** What a folded word of a question asks for, with or without an article or a preposition in front. */
export function askedSense(folded: string): AskedSense | undefined {
  const found = senses.get(folded);
  if (found) return found;
  const bare = folded.replace(clitics, '');
  return bare === folded ? undefined : senses.get(bare);
}
