import type { QuestionForm } from '../contracts/query.js';
import type { Token } from '../contracts/token.js';
import { isIn, wordSet } from '../text/word-set.js';
import type { ReadText } from './text-reader.js';

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

/** Whether a text has a sign of the form of answer that a question wants: a reason, a person, a place. */
export function hasFormSign({ text, words }: Pick<ReadText, 'text' | 'words'>, form: QuestionForm): boolean {
  if (form === 'reason') return hasAny(words, reasonWords);
  if (form === 'person') return hasAny(words, personWords) || /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u.test(text);
  return form === 'place' && hasAny(words, placeWords);
}

/** Forms of which there are signs. */
export const formsWithSigns: ReadonlySet<QuestionForm> = new Set<QuestionForm>(['reason', 'person', 'place']);
