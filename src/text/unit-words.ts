import type { Dimension, ValueKind } from '../contracts/value.js';
import { wordSet } from './word-set.js';

/** What a unit makes of the number before it. */
export interface UnitSense {
  readonly kind: ValueKind;
  readonly dimension?: Dimension;
  /** A letter or two, a unit only right behind digits: "5 m", "20p". */
  readonly isShort: boolean;
}

type Row = readonly [ValueKind, Dimension | undefined, string];

/** Nouns, whose dual is made of them: "شهر" → "شهرين", "شهران". */
const nouns: readonly Row[] = [
  ['duration', undefined, 'ثانيه دقيقه ساعه يوم ليله اسبوع شهر سنه عام عقد قرن فصل'],
  ['money', undefined, 'دولار ريال جنيه دينار درهم ليره روبيه فلس قرش هلله شيكل'],
  ['measure', 'length', 'متر كيلومتر سنتيمتر ميليمتر ميل قدم بوصه انش كيلو'],
  ['measure', 'area', 'هكتار فدان دونم'],
  ['measure', 'volume', 'لتر برميل غالون كوب ملعقه'],
  ['measure', 'weight', 'طن كيلوغرام كيلوجرام غرام جرام رطل اوقيه'],
  ['measure', 'data', 'ميغابايت غيغابايت ميجابايت جيجابايت تيرابايت'],
  ['measure', 'electricity', 'فولت امبير'],
  ['measure', 'power', 'واط وات كيلوواط كيلووات ميغاواط'],
];

const forms: readonly Row[] = [
  [
    'duration',
    undefined,
    'ثواني ثوان دقايق ساعات يوما ايام ليالي ليال اسبوعا اسابيع شهرا اشهر شهور سنوات سنين عاما اعوام عقودا عقود قرونا قرون ' +
      'second seconds sec secs minute minutes hour hours day days night nights week weeks month months year years decade decades ' +
      'century centuries fortnight',
  ],
  [
    'money',
    undefined,
    'دولارا دولارات يورو ريالا ريالات جنيها جنيهات دينارا دنانير درهما دراهم ليرات روبيات قروش هللات فلوس شواقل شيكلا سنت ' +
      'dollar dollars euro euros pound pounds cent cents pence penny quid franc francs yen rupee rupees riyal riyals dinar dinars ' +
      'dirham dirhams lira liras usd eur gbp sar aed egp jod kwd qar omr iqd lbp syp mad tnd dzd chf',
  ],
  [
    'measure',
    'length',
    'مترا امتار كيلومترا كيلومترات كم كلم سم ملم مم سنتيمترا سنتيمترات ميلا اميال اقدام بوصات ' +
      'metre metres meter meters kilometre kilometres kilometer kilometers centimetre centimetres centimeter centimeters ' +
      'millimetre millimetres millimeter millimeters inch inches foot feet yard yards mile miles km cm mm',
  ],
  ['measure', 'area', 'هكتارا هكتارات دونما دونمات hectare hectares acre acres'],
  [
    'measure',
    'volume',
    'لترا لترات مل ملل براميل كوبا اكواب ملاعق ملعقتان litre litres liter liters millilitre millilitres gallon gallons ml cl cup cups tbsp tsp pint pints',
  ],
  [
    'measure',
    'weight',
    'طنا اطنان كيلوغراما كيلوغرامات كيلوجراما غراما غرامات جراما جرامات كغ كغم كجم غم ملغ ملغم ارطال ' +
      'gram grams kilogram kilograms kilo kilos kg mg ton tons tonne tonnes ounce ounces oz lb lbs',
  ],
  ['measure', 'speed', 'عقده knots kmh kph mph rpm'],
  ['measure', 'temperature', 'درجه درجات مئويه degree degrees celsius fahrenheit'],
  [
    'measure',
    'data',
    'بايت كيلوبايت ميغا ميجا غيغا جيجا byte bytes kilobyte kilobytes megabyte megabytes gigabyte gigabytes kb mb gb tb mib gib kib bit bits',
  ],
  ['measure', 'data-rate', 'ميغابت ميجابت غيغابت جيجابت kbps mbps gbps kbit mbit gbit'],
  ['measure', 'frequency', 'هرتز كيلوهرتز ميغاهرتز ميجاهرتز غيغاهرتز جيجاهرتز hertz hz khz mhz ghz'],
  ['measure', 'power', 'حصان watt watts kilowatt kilowatts kw mw horsepower'],
  ['measure', 'energy', 'سعره سعرات حراريه جول كيلوجول kcal calorie calories kj joule joules kwh wh mwh'],
  ['measure', 'electricity', 'فولتا امبيرا volt volts ampere amperes amp amps mah ohm ohms kv ma mv'],
  ['measure', 'pressure', 'بار باسكال bar bars pascal psi hpa kpa'],
  ['percent', undefined, 'percent'],
];

/** Units of a letter or two. */
const shortForms: readonly Row[] = [
  ['duration', undefined, 's h d min hr hrs ms'],
  ['money', undefined, 'p'],
  ['measure', 'length', 'م m ft in'],
  ['measure', 'volume', 'ل l'],
  ['measure', 'weight', 'غ g t'],
  ['measure', 'temperature', 'c f'],
  ['measure', 'power', 'w'],
  ['measure', 'electricity', 'v a'],
];

const units = new Map<string, UnitSense>();
const duals = new Map<string, UnitSense>();

function sense([kind, dimension]: Row, isShort: boolean): UnitSense {
  return dimension === undefined ? { kind, isShort } : { kind, dimension, isShort };
}

for (const row of nouns) {
  for (const noun of wordSet(row[2])) {
    units.set(noun, sense(row, false));
    const stem = noun.endsWith('ه') && noun !== 'جنيه' ? `${noun.slice(0, -1)}ت` : noun;
    for (const ending of ['ين', 'ان']) duals.set(stem + ending, sense(row, false));
  }
}
duals.set('جنيهين', { kind: 'money', isShort: false });
// "فصلان" are two chapters, "قدمان" two feet; "عقدين" two decades and two contracts.
for (const word of wordSet('فصل فصلين فصلان قدمين قدمان عقد عقدين عقدان')) {
  units.delete(word);
  duals.delete(word);
}
for (const row of forms) for (const word of wordSet(row[2])) units.set(word, sense(row, false));
for (const row of shortForms) for (const word of wordSet(row[2])) units.set(word, sense(row, true));

/** What a folded word behind a number makes of it; undefined for a word that is no unit. */
export function unitSense(folded: string): UnitSense | undefined {
  return units.get(folded);
}

function withoutClitic(folded: string): string {
  return folded.replace(/^[وف]?(?:[بل]?ال|لل|[بلك])?(?=.{3})/u, '');
}

/** What a folded word is the dual of: "شهرين", "بسنتين". */
export function dualSense(folded: string): UnitSense | undefined {
  return duals.get(folded) ?? duals.get(withoutClitic(folded)) ?? duals.get(folded.replace(/^[وبلف]/u, ''));
}

/** The sense of a noun for one unit with a preposition written onto it: "بدينار", "لسنة"; undefined without one. */
export function pricedUnit(folded: string): UnitSense | undefined {
  const noun = /^[وف]?[بل](.{2,})$/u.exec(folded)?.[1];
  const found = noun === undefined ? undefined : (units.get(noun) ?? units.get(noun.replace(/ا$/u, '')));
  return found && !found.isShort && (found.kind === 'money' || found.kind === 'duration') ? found : undefined;
}

/** Behind a unit, part of it: "متر مربع", "دينار أردني", "درجة مئوية", "ساعة" of "كيلوواط ساعة", "أيام عمل". */
export const unitTails: ReadonlySet<string> = wordSet(
  'مربع مربعا مربعه مكعب مكعبا مكعبه مئويه ميويه فهرنهايت سيلزيوس اردني اردنيا سعودي كويتي امريكي امريكيا مصري مصريا استرليني ' +
    'عراقي تونسي جزائري مغربي اماراتي قطري عماني لبناني سوري تقويميه عمل celsius fahrenheit centigrade sterling',
);

/** Between a number and its unit: "square metres", "five working days". */
export const unitHeads: ReadonlySet<string> = wordSet(
  'square cubic working calendar business full whole consecutive',
);

export const currencySigns = /[$€£¥₪₺]/u;
