import { isStopword } from '../text/stopwords.js';
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
const orNot = wordSet('ولا لا');
const sayWords = wordSet(
  'تنص نصت ينص نص تقول يقول بتقول مضمون محتوي نصها فحوي تتناول يتناول say says state states provide contain contains text content',
);
const doWords = wordSet('افعل نفعل يفعل تفعل اعمل نعمل بعمل بنعمل اسوي نسوي تسوي يسوي العمل الحل الواجب do');
const steps = wordSet('خطوات طريقه steps instructions procedure fix');
/** Verbs that begin as if with an article. */
const verbsLikeNouns = wordSet('الغي الغيه الغيها التقي التحق التزم الزم');
const conditions = wordSet('اذا لو عند حين عندما في مع كي لكي');
const subjects = wordSet('i we you one they');
const reasons = wordSet('reason سبب السبب');
const meanings = wordSet('معني معناها معناه المقصود تعريف meaning mean means');
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
    if (iraqiWhat.has(word)) return true;
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
  return words.some((word) => questionWords.why.has(word) || reasons.has(word));
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
  return (
    (/^.{3,}ات$/u.test(noun) ||
      pluralHeads.has(noun) ||
      noun === 'الجديد' ||
      /^(?:احتاج|يلزم|يلزمني|يجب)$/u.test(noun)) &&
    !isStopword(noun)
  );
}
