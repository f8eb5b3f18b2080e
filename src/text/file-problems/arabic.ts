import { count } from '../count.js';
import { megabytesAbove, megabytesBelow, type ProblemWording } from './problem-wording.js';

const seconds = { one: 'ثانية واحدة', two: 'ثانيتان', few: 'ثوانٍ', many: 'ثانية', other: 'ثانية' };

/** The unit in letters: behind Arabic words a number and `MB` would be shown in each other's place. */
function megabytes(amount: number): string {
  return `${amount.toLocaleString('en')} ميغابايت`;
}

// Formats are named without the dot of their extension, which would be shown on the other side of it.
const asDocx = 'احفظه بصيغة docx';
const asNewOffice = 'احفظه بصيغة docx أو xlsx أو pptx';
const asText = 'اكتب ما يقال فيه في ملف نصي';

const foreignKinds: ProblemWording['foreignKinds'] = {
  'old-word': `ملف Word قديم (${asDocx})`,
  'old-excel': 'ملف Excel قديم (احفظه بصيغة xlsx)',
  'old-powerpoint': 'ملف PowerPoint قديم (احفظه بصيغة pptx)',
  'binary-excel': 'ملف Excel ثنائي (احفظه بصيغة xlsx)',
  pages: 'مستند Pages (صدّره بصيغة docx)',
  numbers: 'جدول Numbers (صدّره بصيغة xlsx)',
  keynote: 'عرض Keynote (صدّره بصيغة pptx)',
  'word-processor': `ملف من معالج نصوص آخر (${asDocx})`,
  drawing: 'رسم (صدّره بصيغة PDF)',
  kindle: 'كتاب Kindle (حوّله إلى صيغة EPUB)',
  djvu: 'ملف DjVu (حوّله إلى صيغة PDF)',
  postscript: 'ملف PostScript أو XPS (حوّله إلى صيغة PDF)',
  picture: 'صورة (احفظها بصيغة PDF، إذ يمكن التعرف على النص في صفحاته)',
  sound: `تسجيل صوتي (${asText})`,
  video: `مقطع فيديو (${asText})`,
  archive: 'ملف مضغوط (فُكّ ضغطه)',
  compound: `ملف من برنامج مكتبي قديم (${asNewOffice})`,
  'office-xml': `مستند مكتبي في ملف XML واحد (${asNewOffice})`,
  database: 'قاعدة بيانات (صدّرها بصيغة CSV)',
  program: 'برنامج (أخرجه من المجلد)',
};

/** Clauses that follow the name of the file and a colon. */
export const arabic: ProblemWording = {
  missing: 'غير موجود',
  'no-permission': 'لا يُسمح بقراءته (تحقق من صلاحيات الوصول إليه)',
  'link-cycle': 'رابط يعود إلى نفسه',
  'link-broken': 'رابط لا يؤدي إلى شيء',
  'link-outside': 'رابط يؤدي إلى خارج المجلد',
  'path-too-long': 'مساره أطول من أن يُفتح',
  'name-not-utf8': 'اسمه ليس بترميز UTF-8 صحيح',
  folder: 'مجلد وليس ملفًا',
  'folder-read-elsewhere': 'مجلد يُقرأ من مسار آخر',
  pipe: 'ليس ملفًا عاديًا، بل أنبوب',
  socket: 'ليس ملفًا عاديًا، بل مقبس',
  device: 'ليس ملفًا عاديًا، بل جهاز',
  'not-regular': 'ليس ملفًا عاديًا',
  'too-many-open-files': 'تعذّر فتحه (عدد الملفات المفتوحة كبير جدًا)',
  'disk-error': 'تعذّرت قراءته (أبلغ القرص عن خطأ)',
  replaced: 'استُبدل أثناء فتحه',
  'read-error': ({ systemCode }) => `تعذّرت قراءته (${systemCode})`,
  'too-large': ({ sizeBytes, limitBytes }) =>
    `حجمه ${megabytes(megabytesAbove(sizeBytes))}، والحد الأقصى ${megabytes(megabytesBelow(limitBytes))} (MAX_FILE_MB)`,
  empty: 'فارغ',
  'not-text': 'ليس نصًا',
  'unknown-encoding': 'لم يُعرف ترميزه (احفظه بترميز UTF-8)',
  'no-text': 'لا نص فيه',
  password: 'محمي بكلمة مرور (احفظ نسخة منه بلا كلمة مرور)',
  'copy-protected': 'محمي من النسخ (DRM) فلا يمكن قراءته (احصل على نسخة بلا حماية)',
  damaged: 'تالف لا يمكن فتحه (افتحه بالبرنامج الذي أنشأه واحفظه من جديد)',
  scan: ({ isOcrOff }) => `صفحاته مصورة ولا نص فيها${isOcrOff ? '، وتُقرأ آليًا عند ضبط OCR=auto' : ''}`,
  'illegible-scan': 'صفحاته مصورة وتعذّرت قراءتها آليًا',
  'letterless-fonts': 'نصه بخطوط لا تبيّن حروفها (اطبعه إلى PDF من جديد من البرنامج الذي أنشأه)',
  'unpacks-too-large': ({ limitBytes }) =>
    `حجمه بعد فك ضغطه أكبر من الحد الأقصى (${megabytes(megabytesBelow(limitBytes))})`,
  'unknown-compression': 'مضغوط بطريقة لا تُقرأ (افتحه واحفظه من جديد)',
  'too-uniform': 'حجمه بعد فك ضغطه أكثر من 250 ضعفًا، وليس ذلك لمستند',
  'too-many-entries': 'ملف مضغوط فيه من الملفات ما لا يكون في مستند',
  'not-a-document': 'ملف مضغوط وليس مستندًا (فُكّ ضغطه)',
  'too-nested': 'عناصره متداخلة أكثر مما يكون في مستند',
  foreign: ({ kind }) => foreignKinds[kind],
  misnamed: ({ extension }) => `ليس ملف ${extension.replace(/^\./u, '')}، ولا ملفًا من نوع آخر يُقرأ`,
  'time-limit': ({ limitSeconds }) =>
    `تستغرق قراءته أكثر من الحد الأقصى (${count('ar', limitSeconds, seconds)})`,
  'memory-limit': ({ limitMegabytes }) =>
    `تحتاج قراءته إلى ذاكرة أكبر من الحد الأقصى (${megabytes(limitMegabytes)})`,
  'reader-ended': ({ ending }) => `تعذّرت قراءته (توقف ما يقرأ مثل هذه الملفات: ${ending})`,
  'no-reader': 'تعذّرت قراءته (تعذّر تشغيل ما يقرأ مثل هذه الملفات)',
  malformed: 'تعذّرت قراءته (محتواه مخالف لصيغته)',
  foreignKinds,
};
