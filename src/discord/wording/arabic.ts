import { fairConfidence, highConfidence, toPercent } from './confidence.js';
import { count } from '../../text/count.js';
import { answerWords } from '../../text/answer-words.js';
import type { Wording } from './wording.js';

const seconds = { one: 'ثانية واحدة', two: 'ثانيتين', few: 'ثوانٍ', many: 'ثانية', other: 'ثانية' };
const minutes = { one: 'دقيقة واحدة', two: 'دقيقتين', few: 'دقائق', many: 'دقيقة', other: 'دقيقة' };
const passages = { one: 'مقطع واحد', two: 'مقطعان', few: 'مقاطع', many: 'مقطعًا', other: 'مقطع' };
const documents = { one: 'مستند واحد', two: 'مستندان', few: 'مستندات', many: 'مستندًا', other: 'مستند' };
const files = { one: 'ملف واحد', two: 'ملفان', few: 'ملفات', many: 'ملفًا', other: 'ملف' };
const collections = { one: 'مجموعة واحدة', two: 'مجموعتان', few: 'مجموعات', many: 'مجموعة', other: 'مجموعة' };
const remarks = { one: 'ملاحظة واحدة', two: 'ملاحظتان', few: 'ملاحظات', many: 'ملاحظة', other: 'ملاحظة' };
const characters = { one: 'حرف واحد', two: 'حرفين', few: 'أحرف', many: 'حرفًا', other: 'حرف' };
const questions = { one: 'سؤال واحد', two: 'سؤالان', few: 'أسئلة', many: 'سؤالًا', other: 'سؤال' };

function duration(waitSeconds: number): string {
  return waitSeconds < 60
    ? count('ar', waitSeconds, seconds)
    : count('ar', Math.ceil(waitSeconds / 60), minutes);
}

const stepNames = { reading: 'قراءة الملفات', embedding: 'حساب المتجهات', writing: 'كتابة الفهرس' } as const;

export const arabic: Wording = {
  answer: {
    ...answerWords.ar,
    sourceOf: (number, total) => (total > 1 ? `المصدر ${number} من ${total}` : 'المصدر'),
    sources: 'كل المصادر',
    openSource: 'افتح المصدر',
    confidenceOf: (probability) => {
      const level =
        probability >= highConfidence
          ? 'عالية'
          : probability >= fairConfidence
            ? 'متوسطة'
            : 'ضعيفة، راجع المصدر';
      return `${answerWords.ar.confidence} ${level} (نحو ${toPercent(probability)} من كل 100 إجابة مثلها صحيحة)`;
    },
    followUp: (question) => `فُهم السؤال مع سابقه: ${question}`,
    reword: 'جرّب صياغة أخرى: اذكر اسم الشخص أو المكان أو السنة، أو اسأل عن أمر واحد في كل مرة.',
    wholeAttached: 'هذا مقتطف، والنص كاملًا في الملف المرفق.',
    untitled: 'بلا عنوان',
    emptyQuestion: 'سؤال',
    fileHeading: 'المصدر',
    questionHeading: 'السؤال',
    needsEmbedLinks:
      'أحتاج إلى صلاحيتي «تضمين الروابط» (Embed Links) و«إرفاق الملفات» (Attach Files) في هذه القناة لأعرض الإجابات مع مصادرها.',
  },
  button: {
    previous: 'السابق',
    next: 'التالي',
    context: 'سياق أوسع',
    thread: 'افتح نقاشًا',
    show: 'أظهرها للجميع',
  },
  context: {
    title: (title) => `السياق: ${title}`,
    shortened: 'للنص بقية من طرفيه، وفي الملف المرفق قدر أكبر منه.',
  },
  component: {
    gone: 'لم تعد هذه الإجابة محفوظة. اسأل من جديد لتحصل على إجابة حديثة.',
    changed: 'تغيّر ذلك المستند أو حُذف بعد هذه الإجابة. اسأل من جديد لتحصل على إجابة حديثة.',
    notYours: 'هذه الأزرار تخص إجابة شخص آخر. اسأل بالأمر /اسأل لتحصل على إجابتك.',
    alreadyShown: 'هذه الإجابة ظاهرة للجميع أصلًا.',
    onlyInChannel: 'هذا متاح في القنوات النصية للخوادم فقط.',
    threadOpened: (channelId) => `فُتح النقاش <#${channelId}>.`,
    threadName: (question) => question,
    threadHint: 'تابع السؤال بالإشارة إليّ هنا، فأنا أتذكر السؤال الأخير.',
    cannotOpenThread:
      'تعذّر فتح نقاش هنا. أحتاج إلى صلاحيتي «إنشاء سلاسل عامة» (Create Public Threads) و«الإرسال في السلاسل» (Send Messages in Threads).',
  },
  feedback: {
    thanks: 'شكرًا، سُجّل رأيك.',
    formTitle: 'ما الخطأ في الإجابة؟',
    whatWasWrong: 'ما الخطأ في الإجابة؟',
    whatWouldBeRight: 'أين الإجابة الصحيحة؟ (اختياري)',
    formThanks: 'شكرًا، ملاحظتك تساعد على تحسين الإجابات.',
  },
  refusal: {
    limited: (scope, waitSeconds) => {
      const who = { user: 'وصلت منك', channel: 'وصلت من هذه القناة', guild: 'وصلت من هذا الخادم' }[scope];
      return `${who} أسئلة كثيرة في وقت قصير. حاول من جديد بعد ${duration(waitSeconds)}.`;
    },
    full: 'كثيرون يسألون الآن. حاول من جديد بعد دقيقة.',
    tooMany: (waiting) => `لديك ${count('ar', waiting, questions)} في الانتظار. دعني أجب عنها أولًا.`,
    closing: 'يُعاد تشغيلي الآن. أعد السؤال بعد دقيقة.',
    timedOut: 'طال البحث فتوقفت. حاول من جديد، وربما بسؤال أقصر.',
    failed: 'يتعذّر البحث في المستندات الآن. يجد المشغّل السبب في السجل.',
    unreachable: 'يتعذّر الوصول إلى المستندات الآن؛ أعد السؤال بعد دقيقة من فضلك.',
    channel: (channelIds) =>
      `لا أجيب في هذه القناة. اسأل في ${channelIds.map((id) => `<#${id}>`).join('، ')}.`,
    noDocuments: 'لم تُخصص مستندات لهذا المكان. يستطيع مدير الخادم اختيارها بالأمر /settings.',
    noSuchDocument: (name) => `لا يوجد هنا مستند باسم «${name}». اختر من القائمة التي تظهر أثناء الكتابة.`,
    emptyQuestion: 'اكتب سؤالًا فيه كلمة واحدة على الأقل.',
    tooLong: (maxCharacters) => `السؤال طويل جدًا. اجعله في حدود ${count('ar', maxCharacters, characters)}.`,
    emptyMessage: 'لا نص في تلك الرسالة يمكن السؤال عنه.',
    missingPermissions: (channelId, permissions) =>
      `لا أستطيع الإجابة في <#${channelId}>. يمكن لمدير الخادم أن يمنحني: ${permissions.join('، ')}.`,
    managersOnly: 'هذا الأمر للأعضاء الذين لديهم صلاحية «إدارة الخادم» (Manage Server).',
    guildOnly: 'هذا الأمر متاح في الخوادم فقط.',
    unknown: 'لم أعد أعرف هذا الزر أو الأمر. استعمل أحدث ما ظهر منه.',
  },
  documents: {
    title: 'المستندات',
    none: 'لا توجد مستندات هنا.',
    page: (page, pages, total) => `الصفحة ${page} من ${pages}، ${count('ar', total, documents)}`,
    passages: (amount) => count('ar', amount, passages),
  },
  about: {
    title: 'عن إسناد',
    what: 'أجيب باقتباسات حرفية من مجلد مستندات، ومع كل اقتباس موضعه. لا أؤلف جملة من عندي.',
    model: 'النموذج',
    index: 'الفهرس',
    documents: (amount) => count('ar', amount, documents),
    size: (documentCount, passageCount) =>
      `${count('ar', documentCount, documents)}، ${count('ar', passageCount, passages)}`,
    updated: 'آخر تحديث',
    version: 'الإصدار',
    latency: 'السرعة',
    latencyOf: (medianMs, gatewayMs) =>
      `${medianMs === undefined ? 'لا إجابات بعد' : `الإجابة في ${medianMs} ms (الوسيط)`}، ديسكورد في ${gatewayMs} ms`,
  },
  help: {
    title: 'كيف تسأل',
    lines: [
      '**/اسأل** أو **/ask**: سؤالك، ويمكنك اختيار مستند أو طلب إجابة لا يراها غيرك',
      '**أشر إليّ** بعلامة @ مع سؤالك، أو راسلني مباشرة',
      '**رُدّ على إجابة** مع الإشارة إليّ لتتابع السؤال، مثل «وماذا عن …؟»',
      '**انقر رسالة بالزر الأيمن ‹ التطبيقات ‹ Ask the documents about this**',
      '**/documents**: المستندات التي أجيب منها، **/about**: حجمها وسرعتي',
      'للمديرين: **/seed** و**/reindex** و**/settings** و**/feedback export**',
      'الجملة الغامقة هي الإجابة منقولة بحرفها. تحقق منها، فمع كل اقتباس موضعه.',
    ],
  },
  seed: {
    wrongType: (endings) => `لا أقرأ ملفات من هذا النوع. المقبول: ${endings}.`,
    tooLarge: (limit) => `الملف كبير جدًا. الحد الأقصى ${limit}.`,
    badName: 'يحتاج الملف إلى اسم فيه حرف أو رقم على الأقل.',
    wrongHost: 'أجلب المرفقات من ديسكورد فقط.',
    download: 'لم يسلّم ديسكورد الملف. حاول من جديد.',
    collection: 'اختر للملف مجموعة من مجموعاتك.',
    notAdded: (said) => `لم أُضف الملف. ${said}.`,
    exists: (path) => `${path} موجود من قبل. استعمل الخيار replace لاستبداله.`,
    added: (path) => `أُضيف ${path}.`,
    replaced: (path) => `استُبدل ${path}.`,
    removed: (path) => `حُذف ${path}.`,
    notFound: (path) => `لا يوجد هنا مستند ${path}.`,
    failed: 'لم ينجح ذلك. يجد المشغّل السبب في السجل.',
  },
  indexing: {
    waiting: 'تجري الفهرسة…',
    ended: (command, channelId) => `انتهى الأمر /${command} الذي بدأته في <#${channelId}>:`,
    progress: (step, done, total) =>
      total > 0 ? `${stepNames[step]}: ${Math.floor((100 * done) / total)}%` : `${stepNames[step]}…`,
    report: (added, changed, removed, durationSeconds) =>
      `الفهرس محدّث: أُضيف ${added} وتغيّر ${changed} وحُذف ${removed} في ${count('ar', durationSeconds, seconds)}.`,
    skipped: (amount) => `تُرك ${count('ar', amount, files)}:`,
    skippedFile: (path, reason) => `${path}: ${reason}`,
    interrupted:
      'يجري إيقافي، فتوقفت الفهرسة قبل اكتمالها، وما زال الفهرس القديم يجيب. أعطِ الأمر /reindex بعد عودتي ليكمل من حيث توقفت.',
    failed: 'فشلت الفهرسة، وما زال الفهرس القديم يجيب. يجد المشغّل السبب في السجل.',
  },
  settings: {
    title: 'إعدادات هذا الخادم',
    channels: 'القنوات التي أجيب فيها',
    everywhere: 'كل القنوات',
    language: 'لغة كلامي',
    languages: { auto: 'لغة السؤال', ar: 'العربية', en: 'English' },
    threshold: 'أقل ثقة تُعد إجابة',
    thresholdDefault: 'اختيار المشغّل',
    thresholdOf: (probability) => `${toPercent(probability)}%`,
    visibility: 'الإجابات عن الأمر /اسأل',
    gloss: 'كلمات الاقتباس بلغة أخرى، كلمة كلمة',
    glossOf: (isShown) =>
      `${isShown === undefined ? 'اختيار المشغّل' : isShown ? 'تُشرح' : 'لا تُشرح'} (للتغيير: /settings gloss)`,
    public: 'يراها الجميع',
    private: 'يراها السائل وحده',
    collections: 'المجموعات التي أجيب منها',
    collectionsOf: (channelId) => `مجموعات <#${channelId}>`,
    allCollections: 'كل ما أُتيح لهذا الخادم',
    chooseCollections: 'اختر المجموعات…',
    collectionsPage: (page, pages, total) => `الصفحة ${page} من ${pages}، ${count('ar', total, collections)}`,
    answerFromAll: 'أجب من كل المجموعات',
    back: 'عودة إلى الإعدادات',
    foundCollection: (name) => `المجموعة «${name}» هي الأولى في القائمة: اخترها هناك لأجيب منها.`,
    noSuchCollection: (name) => `لا توجد هنا مجموعة باسم «${name}». اختر من القائمة التي تظهر أثناء الكتابة.`,
  },
  exported: {
    none: 'لم يُبدَ رأي في هذا الخادم بعد.',
    some: (amount) => `${count('ar', amount, remarks)} على الإجابات في هذا الخادم.`,
  },
};
