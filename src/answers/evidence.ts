import type { PassageDigest, ReadablePassage } from '../contracts/passage.js';
import type { Span } from '../contracts/span.js';
import type { Word } from '../contracts/word.js';
import { findWords } from '../text/words.js';
import { findDates } from './dates.js';
import { findNumbers } from './numbers.js';
import type { QuestionType } from './question-type.js';
import { isIn, wordSet } from './word-set.js';

/** What a passage's dates and numbers make of its digest. */
export type EvidenceDigest = Pick<PassageDigest, 'holdsDate' | 'holdsNumber'>;

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

function hasAny(words: readonly Word[], set: ReadonlySet<string>): boolean {
  return words.some((word) => isIn(set, word.folded));
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

const typesWithSureSigns: ReadonlySet<QuestionType> = new Set(['date', 'number']);

/** Whether an answer to a question of this type cannot do without what {@link evidenceOf} finds. */
export function hasSureSigns(type: QuestionType): boolean {
  return typesWithSureSigns.has(type);
}

/** What {@link lacksEvidence} needs to know of a passage. */
export function digestEvidence({ body, sentences }: ReadablePassage): EvidenceDigest {
  let [holdsDate, holdsNumber] = [false, false];
  for (const { start, end } of sentences) {
    const text = body.slice(start, end);
    const words = findWords(text);
    holdsDate ||= findDates(text, words).length > 0;
    holdsNumber ||= findNumbers(text, words).length > 0;
    if (holdsDate && holdsNumber) break;
  }
  return { holdsDate, holdsNumber };
}

/**
 * Whether a question of this type cannot be answered by a passage, since none of its sentences has anything of the
 * kind asked for.
 */
export function lacksEvidence({ holdsDate, holdsNumber }: EvidenceDigest, type: QuestionType): boolean {
  return (type === 'date' && !holdsDate) || (type === 'number' && !holdsNumber);
}
