import { unitSense } from '../text/unit-words.js';
import { wordSet } from '../text/word-set.js';
import { askedSense, type AskedSense } from './asked-nouns.js';
import { questionWords } from './question-words.js';

const hours = wordSet('ساعه الساعه time oclock');
const days = wordSet('يوم اليوم day saturday sunday monday tuesday wednesday thursday friday');
const years = wordSet('عام سنه العام السنه شهر تاريخ قرن عقد year month date century decade');
/** Passed over between "كم" and its noun. */
const fillers = wordSet(
  'هو هي يبلغ تبلغ بلغ بلغت يكون تكون كان كانت صار صارت اقصي اعلي اقل ادني الحد is the a was are of',
);
const measures: Readonly<Record<string, AskedSense>> = {
  long: { values: ['duration', 'measure', 'date', 'count'], dimension: 'length' },
  often: { values: ['duration', 'count'] },
  old: { values: ['duration', 'count'] },
  soon: { values: ['duration', 'date', 'time'] },
  late: { values: ['time', 'duration'] },
  early: { values: ['time', 'duration'] },
  far: { values: ['measure', 'count'], dimension: 'length' },
  deep: { values: ['measure', 'count'], dimension: 'length' },
  tall: { values: ['measure', 'count'], dimension: 'length' },
  high: { values: ['measure', 'count'], dimension: 'length' },
  wide: { values: ['measure', 'count'], dimension: 'length' },
  thick: { values: ['measure', 'count'], dimension: 'length' },
  fast: { values: ['measure', 'duration'] },
  heavy: { values: ['measure', 'count'], dimension: 'weight' },
  hot: { values: ['measure', 'count'], dimension: 'temperature' },
  cold: { values: ['measure', 'count'], dimension: 'temperature' },
  big: { values: ['measure', 'count'] },
  large: { values: ['measure', 'count'] },
};
const time: AskedSense = { values: ['time'] };
const when: AskedSense = { values: ['date', 'time', 'weekday', 'duration'] };
const howMuch: AskedSense = { values: ['money', 'count', 'percent'] };
const prices = wordSet('بكم بكام قديش بقديش بيش ابيش');
/** "يغرمونه", "بيكلفني", "بتدفعوا": takes money, in any person. */
const moneyVerb = /^(?:[بهحد]?[يتنا]|ب)?(?:غرم|كلف|دفع|خصم|حسم|عوض)/u;
const moneyVerbs = wordSet('cost costs pay charge charged owe paid earn');
/** Behind these the noun of "ما" or "what is" stands no more. */
const maxToNoun = 7;
/** "what if", "ماذا لو": asks what follows, whatever is named behind it. */
const consequences = wordSet('if happens happen لو اذا يحدث يحصل يصير بيصير سيحدث');

/** What a unit or a noun behind "how many" asks for: "how many days" a duration, "how many visitors" a count. */
function senseOfCounted(word: string): AskedSense {
  const unit = unitSense(word) ?? unitSense(word.replace(/^ال/u, ''));
  if (unit?.kind === 'duration') return { values: ['duration', 'count'] };
  if (unit?.kind === 'money') return howMuch;
  if (unit?.kind === 'measure' && !unit.isShort) {
    return unit.dimension === undefined
      ? { values: ['measure', 'count'] }
      : { values: ['measure', 'count'], dimension: unit.dimension };
  }
  return { values: ['count', 'percent'] };
}

function firstSense(words: readonly string[], from: number, to: number): AskedSense | undefined {
  for (let at = Math.max(0, from); at < Math.min(to, words.length); at++) {
    const sense = askedSense(words[at]!);
    if (sense) return withNext(sense, words[at + 1]);
  }
  return undefined;
}

/** "رقم الهاتف" is one to dial; "درجة الحرارة" a temperature; "عدد الساعات" a count. */
function withNext(sense: AskedSense, next: string | undefined): AskedSense {
  const behind = next === undefined ? undefined : askedSense(next);
  const isHead =
    sense.values[0] === 'code' ||
    (sense.values[0] === 'count' && sense.values.length > 1) ||
    (sense.values.includes('measure') && sense.dimension === undefined);
  const isPhoneNumber = sense.values[0] === 'count' && behind?.values[0] === 'phone';
  return behind && (isPhoneNumber || (isHead && behind.values[0] !== 'count')) ? behind : sense;
}

/** What "كم", "كام", "قديش" at `at` asks for. */
function senseOfKam(words: readonly string[], at: number): AskedSense {
  const before = words[at - 1] ?? '';
  if (
    hours.has(before) ||
    (before === 'من' && questionWords.howMany.has(words[at + 1]?.replace(/^[لو]/u, '') ?? ''))
  )
    return time;
  if (years.has(before)) return { values: ['date'] };
  if (before === 'كل') return { values: ['duration', 'count'] };
  let next = at + 1;
  while (next < words.length && fillers.has(words[next]!)) next++;
  const noun = words[next] ?? '';
  if (moneyVerb.test(noun)) return howMuch;
  if (hours.has(noun) && noun.startsWith('ال')) return time;
  const unit = senseOfCounted(noun);
  if (unit.values[0] !== 'count') return unit;
  const near =
    askedSense(noun) ?? (words[at] === 'كم' || noun === '' ? undefined : firstSense(words, next, next + 4));
  if (near) return withNext(near, words[next + 1]);
  const price = prices.has(words[at]!) ? howMuch : undefined;
  const isLast = next >= words.length;
  const around =
    isLast || noun.length < 3 || /^(?:في|من|ب)/u.test(noun) ? firstSense(words, 0, at) : undefined;
  return (
    around ??
    price ??
    (isLast ? { values: ['count', 'money'] } : { values: ['count', 'measure', 'duration', 'money'] })
  );
}

/** What "how" at `at` asks for; undefined where it asks how something is done. */
function senseOfHow(words: readonly string[], at: number): AskedSense | undefined {
  const next = words[at + 1] ?? '';
  if (next === 'many') {
    const noun = words[at + 2] ?? '';
    return senseOfCounted(
      noun === 'more' || noun === 'working' || noun === 'business' ? (words[at + 3] ?? '') : noun,
    );
  }
  if (next === 'much') {
    const rest = words.slice(at + 2);
    if (rest.some((word) => moneyVerbs.has(word))) return howMuch;
    const first = rest[0] ?? '';
    if (first === 'time') return { values: ['duration'] };
    const weighs = rest.find((word) => askedSense(word)?.values[0] === 'measure');
    if (weighs !== undefined) return askedSense(weighs);
    if (
      askedSense(first)?.values[0] === 'money' ||
      first === 'money' ||
      /^(?:is|are|do|does|did|was|were|will|would|can|may|should|must|for|a|the|to|)$/.test(first)
    )
      return howMuch;
    return { values: ['measure', 'count', 'percent'] };
  }
  return measures[next];
}

/** "يا يوم", "يا ساعة": which, in Iraq. */
export function isIraqiWhich(words: readonly string[], at: number): boolean {
  const next = words[at + 1] ?? '';
  return words[at] === 'يا' && (hours.has(next) || days.has(next) || years.has(next));
}

/** What kinds of values the words of a question ask for; undefined where none is asked for, or any. */
export function findAskedSense(words: readonly string[]): AskedSense | undefined {
  // "price of a scan for an adult who pays himself": the value first, and no question word behind it asks.
  const [first = '', second = ''] = words;
  if (/^[a-z]/.test(first) && second === 'of') {
    const sense = askedSense(first);
    if (sense) return sense;
  }
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const bare = /^[وف]/u.test(word) && questionWords.all.has(word.slice(1)) ? word.slice(1) : word;
    if (questionWords.howMany.has(bare)) return senseOfKam(words, at);
    if (bare === 'قد' && questionWords.what.has(words[at + 1] ?? ''))
      return firstSense(words, 0, words.length) ?? howMuch;
    if (questionWords.when.has(bare)) return when;
    if (questionWords.how.has(bare)) return senseOfHow(words, at);
    if (questionWords.which.has(bare) || isIraqiWhich(words, at)) return senseOfWhich(words, at + 1);
    if (questionWords.what.has(bare) || questionWords.joinedWhat.has(bare)) {
      if (consequences.has(words[at + 1] ?? '')) return undefined;
      if (hours.has(words[at + 1] ?? '')) return time;
      if (days.has(words[at + 1] ?? '') || years.has(words[at + 1] ?? '')) return senseOfWhich(words, at + 1);
      // "عاصمة اليابان إيه؟": what is asked stands before it.
      const isLast = at === words.length - 1 && at > 0;
      return isLast ? firstSense(words, 0, 2) : firstSense(words, at + 1, at + 1 + maxToNoun);
    }
    if (questionWords.where.has(bare) || questionWords.why.has(bare) || questionWords.who.has(bare))
      return undefined;
    if (bare === 'من' && at === 0 && !questionWords.fromBefore.has(words[1] ?? '')) return undefined;
    if (bare === 'هل') return undefined;
  }
  return firstSense(words, 0, words.length);
}

/** What "أي", "which" asks for by its noun. */
function senseOfWhich(words: readonly string[], from: number): AskedSense | undefined {
  for (const word of words.slice(from, from + 2)) {
    if (hours.has(word)) return time;
    if (days.has(word)) return { values: ['weekday', 'date'] };
    if (years.has(word)) return { values: ['date'] };
    const sense = askedSense(word);
    if (sense) return sense;
  }
  return undefined;
}
