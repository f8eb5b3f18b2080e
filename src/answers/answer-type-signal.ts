import type { ExpectedAnswerType } from '../contracts/query.js';
import type { Word } from '../contracts/word.js';
import { findValues } from '../text/answer-type-signals.js';
import { isIn, wordSet } from '../text/word-set.js';
import { findWords } from '../text/words.js';

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
export function answerTypeSignal(
  text: string,
  type: ExpectedAnswerType,
  words: readonly Word[] = findWords(text),
): number {
  switch (type) {
    case 'date':
    case 'number':
      return findValues(text, type, words).length > 0 ? 1 : 0;
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
