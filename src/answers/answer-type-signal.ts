import type { Query } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import type { Token } from '../contracts/token.js';
import { findValues, signalsFor } from '../text/answer-type-signals.js';
import { isIn, wordSet } from '../text/word-set.js';
import { tokenize } from '../text/tokenize.js';

const reasonWords = wordSet(
  'بسبب لان لانه لانها لانهم نتيجه سبب اسباب السبب بفضل نظرا لكي كي اثر بهدف هدفه هدفها يهدف تهدف يسعي تسعي سعيا ' +
    'بغيه بغرض لاجل حرصا رغبه خوفا خشيه تجنبا دفع دفعت because due since reason caused so aim aims aimed seek seeks',
);
const personWords = wordSet(
  'بن ابن بنت الرئيس رئيس الملك ملك الامير امير الوزير وزير السفير سفير القائد قائد الجنرال الدكتور دكتور د الشيخ الامام ' +
    'السيد السيده المدير مدير العالم الكاتب الشاعر اللاعب المخرج الممثل الفنان مؤلف مخترع مكتشف ' +
    'president minister king queen prince general doctor dr mr mrs ms sir professor ambassador',
);
const placeWords = wordSet(
  'مدينه مدينة دوله جمهوريه مملكه محافظه منطقه ولايه قريه بلده عاصمه شمال جنوب شرق غرب وسط مقر يقع تقع موقع شارع جزيره قاره ' +
    'مياه بحر خليج محيط نهر بحيره ساحل سواحل ميناء مطار قاعده جبل جبال صحراء وادي سهل ميدان ساحه ملعب جامعه مبني قاعه طابق ' +
    'city country state region province north south east west located capital island street ' +
    'sea gulf ocean river lake coast port airport base mountain mountains desert valley square stadium building hall floor',
);

/** Also behind a clitic: "في المياه", "بالمدينة", "للسفير". */
const article = /^(?:[وف]?[بك]?ال|[وف]?لل)(?=.{3})/u;

function hasAny(words: readonly Token[], set: ReadonlySet<string>): boolean {
  return words.some(({ folded }) => isIn(set, folded) || isIn(set, folded.replace(article, '')));
}

/** Those of the numbers, spans of the text whose words these are, that are an amount of the unit. */
function keepOfUnit(numbers: readonly Span[], words: readonly Token[], unit: ReadonlySet<string>): Span[] {
  return numbers.filter((number) =>
    words.some(({ folded, start, end }) => start < number.end && end > number.start && isIn(unit, folded)),
  );
}

/** How a sentence answers to the type of a question. */
export interface SignalRating {
  /** 1 a sure sign of what is asked for, 0 none. Types without a sign give 0, which leaves the order alone. */
  readonly signal: number;
  /** Whether there is any such thing, also of another unit than the one asked for. */
  readonly hasAny: boolean;
}

/** Rates a sentence, given by its text and its words. */
export function rateSignal(
  text: string,
  { answerType, askedUnit }: Pick<Query, 'answerType' | 'askedUnit'>,
  words: readonly Token[] = tokenize(text),
): SignalRating {
  if (signalsFor(answerType) !== 0) {
    const values = findValues(text, answerType, words);
    const asAsked = askedUnit ? keepOfUnit(values, words, askedUnit) : values;
    return { signal: asAsked.length > 0 ? 1 : 0, hasAny: values.length > 0 };
  }
  const has =
    (answerType === 'reason' && hasAny(words, reasonWords)) ||
    (answerType === 'person' && (hasAny(words, personWords) || /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u.test(text))) ||
    (answerType === 'place' && hasAny(words, placeWords));
  return { signal: has ? 1 : 0, hasAny: has };
}
