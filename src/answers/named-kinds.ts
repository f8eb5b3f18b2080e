import type { Query } from '../contracts/query.js';
import type { Token } from '../contracts/token.js';
import { readNumberWord } from '../text/number-words.js';
import { isStopword } from '../text/stopwords.js';
import { termsOf } from '../text/terms.js';
import { unitSense } from '../text/unit-words.js';
import { isIn, wordSet } from '../text/word-set.js';
import type { ReadText, TextReader } from './text-reader.js';

/** A noun with what tells one of its kind from the others: "إجازة الزواج", "the upstream section". */
interface NamedKind {
  readonly kind: Token;
  readonly name: Token;
}

/**
 * What a document tells of several by their names, in both languages: who asks for one of them wants no other. Not a bank or
 * a town, whose name may be that of all that the document is about.
 */
const kindsByName = wordSet(
  'قسم اداره دائره دايره فرع مبني طابق قاعه غرفه جناح شقه لجنه فوج فريق صف حصه دوره ورشه ماده مساق درس برنامج خدمه باقه خطه اشتراك ' +
    'بطاقه حساب منحه اجازه علاوه بدل رخصه شهاده فئه درجه مستوي طبيب دكتور دكتوره محرك طراز موديل نسخه اصدار زر وضع رمز بند ملحق خط رحله ' +
    'حافله باص ملف نموذج لون لقاح تحليل محطه ' +
    'section department branch building hall room ward wing floor block class course lesson workshop subject programme program service ' +
    'plan package subscription card account grant leave allowance licence license category tier level model version edition button ' +
    'mode code line route bus file form vaccine committee team group',
);

/** These say which one without a name, or are no part of one. */
const noNames = wordSet(
  'جديد الجديد جديده الجديده واحد الواحد واحده الواحده كامل الكامل كامله الكامله خاص الخاص خاصه الخاصه اخر الاخر اخري الاخري نفسه نفسها ' +
    'حالي الحالي الحاليه قادم القادم القادمه ماضي الماضي الماضيه تالي التالي التاليه سابق السابق السابقه مطلوب المطلوب المطلوبه ' +
    'رئيس الرئيس الرئيسي الرئيسيه مناسب المناسب بس فقط كمان برضه بحسب حسب وفق وفقا بدون خلال داخل خارج عبر ضمن لدي مقابل باسم بالظبط ' +
    'new next last previous whole full same each every other another own main general old right left current single separate certain',
);

const arabic = /^\p{Script=Arabic}/u;

/** "والمرافق", "يدخل": what is joined by an "and", and verbs, as far as their form says. */
const noPart = /^(?:و.{3,}|ب?ي(?!اسم|وغ).{2,})$/u;

/** "للموظف", "بالسنة": a name has no preposition in front. */
const behindPreposition = /^(?:لل|[بكف]ال).{2}/u;

function isTelling({ folded }: Token): boolean {
  return (
    folded.length > 1 &&
    !isStopword(folded) &&
    !noPart.test(folded) &&
    !/[0-9]/.test(folded) &&
    !unitSense(folded) &&
    !readNumberWord(folded)
  );
}

/** Behind these a kind has no name: "في أي مدينة ولد", "how many sections". */
const beforeKind = wordSet('اي ايه كم كام which what many');

/** Words side by side that may be a kind and its name: Arabic has the kind first, English last. */
function findNamedKinds({ text, words }: Pick<ReadText, 'text' | 'words'>): NamedKind[] {
  return words.flatMap((word, at): NamedKind[] => {
    const next = words[at + 1];
    if (!next || !isTelling(word) || !isTelling(next)) return [];
    if (isIn(beforeKind, words[at - 1]?.folded ?? '')) return [];
    if (!/^\s+$/u.test(text.slice(word.end, next.start))) return [];
    const isArabic = arabic.test(word.folded);
    if (isArabic !== arabic.test(next.folded) || behindPreposition.test(next.folded)) return [];
    return [isArabic ? { kind: word, name: next } : { kind: next, name: word }];
  });
}

const article = /^(?:[وف]?[بكل]?ال|[وف]?لل)(?=.{2})/u;

function goesByName({ folded }: Token): boolean {
  return isIn(kindsByName, folded) || isIn(kindsByName, folded.replace(article, ''));
}

/** From this share on a word is there. */
const isThere = 0.8;
/** What names a unit has few words, many of them in another form than in the question. */
const isInName = 0.45;
/** Below this it is not there in any form. */
const isNowhere = 0.3;

/** What of a document a sentence may speak of something with. */
export interface Unit {
  readonly own: ReadText;
  /** What names it: its label, its headings, the question that it answers. */
  readonly names: readonly ReadText[];
  /** Its label alone: the name of a row, a field or an item. */
  readonly labels: readonly ReadText[];
  /** Gives all that it stands under, and in running text what stands around it: read only where a kind is named. */
  readonly readAround: () => readonly ReadText[];
}

function wordsOf(texts: readonly ReadText[]): Token[] {
  return texts.flatMap(({ words }) => words);
}

/**
 * Whether a unit speaks of another one of a kind that the question names one of: its label or heading names another
 * ("إجازة الوفاة" where "إجازة الزواج" is asked for), its label names nothing that is asked for, or the kind is one that
 * goes by names ("the upstream section") and the name is nowhere.
 */
export function speaksOfAnother(
  { corrected, tokens, terms }: Pick<Query, 'corrected' | 'tokens' | 'terms'>,
  reader: TextReader,
  { own, names, labels, readAround }: Unit,
): boolean {
  const asked = findNamedKinds({ text: corrected, words: tokens });
  if (asked.length === 0) return false;
  const termOf = new Map(terms.map(({ stem }, at) => [stem, at]));
  const inNames = reader.namingShares(wordsOf(names));
  const inAll = reader.namingShares(wordsOf([own, ...names, ...readAround()]));
  const ofNames = names.flatMap(findNamedKinds);
  const label = wordsOf(labels);
  const isUnnamed =
    label.length > 0 && reader.namingShares([...label, ...own.words]).every((share) => share < isInName);
  return asked.some(({ kind, name }) => {
    const kindTerm = termOf.get(termsOf(kind).stem);
    const nameTerm = termOf.get(termsOf(name).stem);
    if (kindTerm === undefined || nameTerm === undefined || noNames.has(name.folded)) return false;
    if (goesByName(kind) && inAll[nameTerm]! < isNowhere) return true;
    if (inNames[nameTerm]! >= isInName || inAll[nameTerm]! >= isThere) return false;
    if (isUnnamed && inAll[kindTerm]! >= isThere) return true;
    return ofNames.some(
      (other) =>
        reader.namingShares([other.kind])[kindTerm]! >= isThere &&
        reader.namingShares([other.name]).every((share) => share < isInName),
    );
  });
}
