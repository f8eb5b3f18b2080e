import { isStopword } from '../text/stopwords.js';
import { askedSense } from './asked-nouns.js';
import { isIraqiWhich } from './asked-values.js';
import { isIn, wordSet } from '../text/word-set.js';
import { questionWords } from './question-words.js';

const whether = wordSet('هل وهل فهل');
const auxiliaries = wordSet(
  'is are am was were do does did can could will would may might must should shall has have had isnt arent cant doesnt dont wont',
);
/** At the start of a question, in dialect, these ask whether something is so: "ينفع", "يصير". */
const dialectWhether = wordSet(
  'ينفع يصير بيصير بصير ممكن مسموح مسموحلي فيني فينا بقدر بنقدر اقدر نقدر يمديني عادي يجوز بيجوز تنفع بينفع مفروض ضروري اكو فيه عندكم عندكو',
);
/** "What" and a verb in one word, in Iraq. */
const iraqiWhat = wordSet('شراح شرح شيصير شتسوي شيسوي شسوي شنسوي شصار شكو');
const iraqiWhatToDo = wordSet('شسوي شنسوي شاسوي');
const orNot = wordSet('ولا لا');
const sayWords = wordSet(
  'تنص نصت ينص نص تقول يقول بتقول مضمون محتوي نصها فحوي تتناول يتناول say says state states provide contain contains text content',
);
const doWords = wordSet('افعل نفعل يفعل تفعل اعمل نعمل بعمل بنعمل اسوي نسوي تسوي يسوي العمل الحل الواجب do');
const steps = wordSet('خطوات الخطوات تعليمات التعليمات طريقه steps instructions procedure fix');
/** Verbs that begin as if with an article. */
const verbsLikeNouns = wordSet('الغي الغيه الغيها التقي التحق التزم الزم');
const conditions = wordSet('اذا لو عند حين عندما في مع كي لكي');
const subjects = wordSet('i we you one they');
const reasons = wordSet('reason سبب السبب علته');
const meanings = wordSet(
  'معني معنا معناها معناه معنات المقصود يقصد يقصدون قصدهم قصدكم تعريف meaning mean means define defined',
);
const listStarts = wordSet('ingredients list محتويات شروط متطلبات مستندات');
const listVerbs = wordSet('need bring new changed change removed decided');
const pluralHeads = wordSet(
  'الاوراق اوراق الورق الحاجات المساكن الاقسام الاجهزه الاحوال الحالات الاشياء الاغراض الالوان الكتب الايام الشروط المواد البنود القواعد',
);

/** Whether the question asks what a part of a document says. */
export function tellsWhatPartSays(words: readonly string[]): boolean {
  return words.some((word) => isIn(sayWords, word));
}

function hasQuestionWord(words: readonly string[]): boolean {
  return words.some((word, at) => {
    const bare = /^[وف]/u.test(word) ? word.slice(1) : word;
    if (iraqiWhat.has(word) || isIraqiWhich(words, at)) return true;
    if (word === 'من') return at === 0;
    if (word === 'ما') return at === 0;
    return questionWords.all.has(word) || questionWords.all.has(bare);
  });
}

/**
 * Whether the question is to be answered with yes or no. In dialect nothing but the mark tells: "الضمان بيشمل الفلتر؟";
 * `hasValues`: its words name a value ("سعر الباقة؟"), and without a verb it asks for that.
 */
export function asksWhether(text: string, words: readonly string[], hasValues: boolean): boolean {
  const [first = ''] = words;
  if (whether.has(first)) return true;
  if (auxiliaries.has(first)) return true;
  if (hasQuestionWord(words)) return false;
  if (dialectWhether.has(first) || /[,;]\s(?:do|does|can|is|are|will|may|must|should)\s/iu.test(text))
    return true;
  if (first === 'في' && words.length <= 6 && /[؟?]\s*$/u.test(text)) return true;
  if (words.some((word, at) => at > 1 && orNot.has(word) && at >= words.length - 2)) return true;
  const isArabic = /^\p{Script=Arabic}/u.test(first);
  const isAsked = /[؟?]\s*$/u.test(text);
  const hasVerb = words.some(
    (word) => /^(?:ب[يتن]|ي|ت|ن).{2,}/u.test(word) && !isStopword(word) && !word.endsWith('ه'),
  );
  return (
    isArabic &&
    isAsked &&
    words.length > 2 &&
    hasVerb &&
    (!hasValues || words.some((word) => /^(?:[بهح][يتن]|ي).{2,}/u.test(word)))
  );
}

/** Whether the question asks why, by a noun: "whats the reason", "وش سبب". */
export function asksForReason(words: readonly string[]): boolean {
  // "بينقط من إيه؟": what from.
  const isFromWhat = words.length > 2 && words.at(-2) === 'من' && questionWords.what.has(words.at(-1)!);
  return isFromWhat || words.some((word) => questionWords.why.has(word) || reasons.has(word));
}

/** Whether the question asks how something is done, or what to do. */
export function asksWhatToDo(words: readonly string[]): boolean {
  const howAt = words.findIndex((word) => questionWords.how.has(word));
  if (howAt >= 0) {
    const next = words[howAt + 1] ?? '';
    // "كيف الإشعال في الفرن": a property.
    if (/^[a-z]/.test(words[howAt]!))
      return /^(?:do|to|can|should|could|would)$/.test(next) && !/^(?:know)$/.test(words[howAt + 3] ?? '');
    return !next.startsWith('ال') || verbsLikeNouns.has(next);
  }
  if (steps.has(words[0] ?? '') || words.at(-1) === 'fix') return true;
  // "ما خطوات التسجيل", "what are the steps".
  const isWhat = questionWords.what.has(words[0] ?? '') || questionWords.joinedWhat.has(words[0] ?? '');
  if (isWhat && words.slice(1, 4).some((word) => steps.has(word) && word !== 'fix')) return true;
  if (words.some((word) => iraqiWhatToDo.has(word))) return true;
  // "ضاعت الفيزا أعمل إيه؟": in Egypt "what" stands behind.
  if (/^(?:ا|ن)(?:عمل|سوي|فعل|تصرف)/u.test(words.at(-2) ?? '') && questionWords.what.has(words.at(-1)!))
    return true;
  const doAt = words.findLastIndex((word) => doWords.has(word));
  if (doAt < 1) return false;
  const before = words.slice(0, doAt);
  const hasWhat = before.some((word) => questionWords.what.has(word));
  if (words[doAt] === 'do')
    return hasWhat && before.slice(-5).some((word) => subjects.has(word)) && before.at(-1) !== 'does';
  // "ماذا تفعل إشارة SIGUSR2": what something does.
  const isOfReader =
    !/^[يت]/u.test(words[doAt]!) || doAt === words.length - 1 || conditions.has(words[doAt + 1]!);
  return isOfReader && questionWords.what.has(before.at(-1)!);
}

/** Whether the question asks what something means. */
export function asksForMeaning(words: readonly string[]): boolean {
  const isMeant = words.some((word) => meanings.has(word) || meanings.has(word.replace(/^[وب]/u, '')));
  const isWhat = words.some((word) => questionWords.what.has(word) || questionWords.joinedWhat.has(word));
  const countsAs = words.some((word, at) => word === 'counts' && words[at + 1] === 'as');
  const whatItDoes = words[0] === 'what' && words[1] === 'does' && words.at(-1) === 'do';
  return (
    (isMeant && (isWhat || meanings.has(words[0] ?? ''))) || countsAs || whatItDoes || words.at(-1) === 'what'
  );
}

/** "الأعذار", "المواضيع", "المبالغ": plurals of things by their form, as far as no singular is formed so. */
const brokenPlural = /^ال(?:ا\p{L}{2}ا\p{L}|م\p{L}ا\p{L}ي\p{L}|\p{L}وا\p{L}ي?\p{L}|م\p{L}ا\p{L}\p{L})$/u;
const ofThings = wordSet('التي اللي يلي الي');
const ofPeople = wordSet('الذين');
/** What the asker is to have or to do: "ماذا أحضر معي", "شو لازم جيب". */
const obligations = wordSet(
  'احتاج يلزم يلزمني يجب احضر نحضر اجيب نجيب جيب احمل اخذ اجد لازم المطلوب مطلوب الواجب',
);
const becomesAList = wordSet('يجب يلزم');

/** Whether the word behind the question word at `at` is a plural: "ما الأعطال التي", "من الركاب الذين". */
function asksForThose(words: readonly string[], at: number): boolean {
  const copula = /^(?:كانت|هي|هم)$/u.test(words[at + 1] ?? '') ? 1 : 0;
  const noun = words[at + 1 + copula] ?? '';
  const next = words[at + 2 + copula] ?? '';
  if (!noun.startsWith('ال') || askedSense(noun)) return false;
  if (ofPeople.has(next)) return true;
  return brokenPlural.test(noun) && (ofThings.has(next) || copula === 1);
}

/** "ماذا تتضمن البطاقة", "ما الذي يشمله الرسم": what something is made up of. */
const contentVerbs = /^(?:[يت](?:تضمن|شمل|حتوي|ضم|تكون|تالف)|بي?(?:تضمن|شمل|حتوي))(?:ه|ها|هم)?$/u;

/** Whether the noun behind "what" is a plural that is no value, whatever values are named behind it. */
export function asksForSeveral(words: readonly string[]): boolean {
  const [first = '', second = ''] = words;
  const verb = second === 'الذي' || second === 'التي' ? (words[2] ?? '') : second;
  if ((questionWords.what.has(first) || first === 'مم') && contentVerbs.test(verb)) return true;
  const isWhat = questionWords.what.has(first) || (first === 'من' && second.startsWith('ال'));
  if (!isWhat) return false;
  if (asksForThose(words, 0)) return true;
  const isPlural = /^(?:ال)?\p{L}{3,}ات$/u.test(second) || /^(?:ال)?(?:طرق|شروط|انواع|اسباب)$/u.test(second);
  const singular = second.replace(/ات$/u, 'ه');
  return (
    isPlural && !isStopword(second) && !askedSense(second) && !askedSense(singular) && !steps.has(second)
  );
}

/** Whether the question asks for several things, by signs that are no nouns of a table. */
export function asksForList(words: readonly string[]): boolean {
  if (listStarts.has(words[0] ?? '')) return true;
  const at = words.findIndex((word) => questionWords.what.has(word) || questionWords.which.has(word));
  if (at < 0) return false;
  const next = words[at + 1] ?? '';
  const rest = words.slice(at + 1);
  if (/^(?:which|what)$/.test(words[at]!)) {
    const isPlural =
      /[^s]s$/.test(next) && next !== 'is' && next !== 'was' && next !== 'does' && next !== 'happens';
    const isObliged = /^(?:must|should|can|may)$/.test(next);
    return (
      isPlural || isObliged || next === 'are' || rest.some((word, index) => listVerbs.has(word) && index < 5)
    );
  }
  const noun = questionWords.copulas.has(next) ? (words[at + 2] ?? '') : next;
  if (asksForThose(words, at) || obligations.has(noun)) return true;
  // "ما الذي يجب على المرافق".
  if (next === 'الذي' && becomesAList.has(words[at + 2] ?? '')) return true;
  return (/^.{3,}ات$/u.test(noun) || pluralHeads.has(noun) || noun === 'الجديد') && !isStopword(noun);
}
