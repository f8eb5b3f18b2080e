import { evidenceBits, type ReadablePassage } from '../contracts/passage.js';
import type { Span } from '../contracts/span.js';
import type { Word } from '../contracts/word.js';
import { findWords } from '../text/words.js';
import { findDates } from './dates.js';
import { findNumbers } from './numbers.js';
import type { QuestionType } from './question-type.js';
import { isIn, wordSet } from './word-set.js';

/** Spans of `text`, in order, that are of the kind a question of this type asks for; none for other types. */
export function findEvidence(
  text: string,
  type: QuestionType,
  words: readonly Word[] = findWords(text),
): Span[] {
  const found = type === 'date' ? findDates(text, words) : type === 'number' ? findNumbers(text, words) : [];
  // A word's span takes in the marks behind it, of which the byte order mark counts as white space.
  return found.map(({ start, end }) => ({ start, end: start + text.slice(start, end).trimEnd().length }));
}

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

function hasAny(words: readonly Word[], set: ReadonlySet<string>): boolean {
  return words.some(({ folded }) => isIn(set, folded) || isIn(set, folded.replace(article, '')));
}

/**
 * Whether a sentence has what a question of this type asks for: 1 a sure sign, 0 none. Types without a sign
 * to look for give 0 for every sentence, which leaves their order alone.
 */
export function evidenceOf(
  text: string,
  type: QuestionType,
  words: readonly Word[] = findWords(text),
): number {
  switch (type) {
    case 'date':
    case 'number':
      return findEvidence(text, type, words).length > 0 ? 1 : 0;
    case 'reason':
      return hasAny(words, reasonWords) ? 1 : 0;
    case 'person':
      return hasAny(words, personWords) || /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u.test(text) ? 1 : 0;
    case 'place':
      return hasAny(words, placeWords) ? 1 : 0;
    default:
      return 0;
  }
}

/** The bits of what a sentence should have for a question of this type. */
export function askedEvidence(type: QuestionType): number {
  if (type === 'date') return evidenceBits.year;
  return type === 'number' ? evidenceBits.number : 0;
}

/** Whether an answer to a question of this type cannot do without what {@link evidenceOf} finds. */
export function hasSureSigns(type: QuestionType): boolean {
  return askedEvidence(type) !== 0;
}

/** The bits of what each sentence of a passage has. */
export function digestEvidence({ body, sentences }: ReadablePassage): Uint8Array {
  return Uint8Array.from(sentences, ({ start, end }) => {
    const text = body.slice(start, end);
    const words = findWords(text);
    const dates = findDates(text, words);
    const year = dates.some(({ tellsYear }) => tellsYear) ? evidenceBits.year : 0;
    const number = findNumbers(text, words, dates).length > 0 ? evidenceBits.number : 0;
    return year | number;
  });
}
