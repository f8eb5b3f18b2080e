import type { AnswerLanguage } from '../contracts/answer.js';
import type { DocumentFormat, DocumentPart, ParseRemark, ReadSummary } from '../contracts/document.js';
import { count, type CountForms } from './count.js';
import { listComma } from './list-comma.js';

type PartKind = DocumentPart['kind'];
type Code = ParseRemark['code'];

/** What is said of the reading of a file; for an operator, at the terminal and on Discord. */
interface ReadingWords {
  readonly kinds: Readonly<Record<PartKind, CountForms>>;
  readonly headings: CountForms;
  /** In front of numbers of pages and the like, for one of them and for several. */
  readonly named: Readonly<Record<PartKind, readonly [one: string, several: string]>>;
  /** Of one or of several named parts, or of the whole file where none are named. */
  readonly remarks: Readonly<
    Record<Exclude<Code, 'misnamed' | 'cut-off'>, readonly [one: string, several: string, all: string]>
  >;
  readonly misnamed: (format: string) => string;
  readonly cutOff: (parts: string) => string;
  readonly formats: Readonly<Record<DocumentFormat, string>>;
  readonly withoutText: (pages: string) => string;
}

const english: ReadingWords = {
  kinds: {
    page: { one: 'page', other: 'pages' },
    slide: { one: 'slide', other: 'slides' },
    notes: { one: 'slide with notes', other: 'slides with notes' },
    sheet: { one: 'sheet', other: 'sheets' },
    chapter: { one: 'chapter', other: 'chapters' },
  },
  headings: { one: 'heading', other: 'headings' },
  named: {
    page: ['page', 'pages'],
    slide: ['slide', 'slides'],
    notes: ['slide', 'slides'],
    sheet: ['sheet', 'sheets'],
    chapter: ['chapter', 'chapters'],
  },
  remarks: {
    scanned: ['has no text layer (scan)', 'have no text layer (scans)', 'no text layer (scan)'],
    blank: ['is blank', 'are blank', 'blank'],
    illegible: [
      'is a scan on which OCR could make nothing out',
      'are scans on which OCR could make nothing out',
      'OCR could make nothing out',
    ],
    recognised: ['was read by OCR', 'were read by OCR', 'read by OCR'],
    repaired: [
      'had a damaged text layer: repaired',
      'had a damaged text layer: repaired',
      'text layer repaired',
    ],
    damaged: [
      'has a damaged text layer: check quotations',
      'have a damaged text layer: check quotations',
      'text layer damaged: check quotations',
    ],
    hidden: ['is hidden and was left out', 'are hidden and were left out', 'hidden content was left out'],
  },
  misnamed: (format) => `is ${format}, whatever its name says`,
  cutOff: (parts) =>
    parts === '' ? 'too long: the end was not read' : `${parts} and what follows was not read (limit)`,
  formats: {
    text: 'plain text',
    markdown: 'Markdown',
    html: 'HTML',
    pdf: 'a PDF file',
    docx: 'a Word file',
    odt: 'an OpenDocument text',
    rtf: 'an RTF file',
    epub: 'an EPUB book',
    pptx: 'a PowerPoint file',
    odp: 'an OpenDocument presentation',
    xlsx: 'an Excel file',
    ods: 'an OpenDocument spreadsheet',
    csv: 'a table of separated values',
  },
  withoutText: (pages) => `${pages} without text`,
};

const arabic: ReadingWords = {
  kinds: {
    page: { one: 'صفحة واحدة', two: 'صفحتان', few: 'صفحات', many: 'صفحة', other: 'صفحة' },
    slide: { one: 'شريحة واحدة', two: 'شريحتان', few: 'شرائح', many: 'شريحة', other: 'شريحة' },
    notes: {
      one: 'شريحة واحدة بملاحظات',
      two: 'شريحتان بملاحظات',
      few: 'شرائح بملاحظات',
      many: 'شريحة بملاحظات',
      other: 'شريحة بملاحظات',
    },
    sheet: { one: 'ورقة واحدة', two: 'ورقتان', few: 'أوراق', many: 'ورقة', other: 'ورقة' },
    chapter: { one: 'فصل واحد', two: 'فصلان', few: 'فصول', many: 'فصلًا', other: 'فصل' },
  },
  headings: { one: 'عنوان واحد', two: 'عنوانان', few: 'عناوين', many: 'عنوانًا', other: 'عنوان' },
  named: {
    page: ['الصفحة', 'الصفحات'],
    slide: ['الشريحة', 'الشرائح'],
    notes: ['الشريحة', 'الشرائح'],
    sheet: ['الورقة', 'الأوراق'],
    chapter: ['الفصل', 'الفصول'],
  },
  remarks: {
    scanned: ['بلا طبقة نص (مصورة)', 'بلا طبقة نص (مصورة)', 'بلا طبقة نص (مصوَّر)'],
    blank: ['فارغة', 'فارغة', 'فارغ'],
    illegible: ['مصورة تعذرت قراءتها آليًا', 'مصورة تعذرت قراءتها آليًا', 'مصوَّر تعذرت قراءته آليًا'],
    recognised: ['قُرئت آليًا من صورة', 'قُرئت آليًا من صور', 'قُرئ آليًا من صور'],
    repaired: ['كان نصها تالفًا فرُمِّم', 'كان نصها تالفًا فرُمِّم', 'رُمِّم نص الملف التالف'],
    damaged: [
      'نصها تالف، فراجع ما يُقتبس منها',
      'نصها تالف، فراجع ما يُقتبس منها',
      'نصه تالف، فراجع ما يُقتبس منه',
    ],
    hidden: ['مخفية وقد تُركت', 'مخفية وقد تُركت', 'تُرك ما فيه من محتوى مخفي'],
  },
  misnamed: (format) => `هو ${format} أيًا كان اسمه`,
  cutOff: (parts) =>
    parts === '' ? 'طويل جدًا، فلم تُقرأ نهايته' : `لم تُقرأ ${parts} وما بعدها (الحد الأقصى)`,
  formats: {
    text: 'نص عادي',
    markdown: 'ملف Markdown',
    html: 'صفحة HTML',
    pdf: 'ملف PDF',
    docx: 'ملف Word',
    odt: 'نص OpenDocument',
    rtf: 'ملف RTF',
    epub: 'كتاب EPUB',
    pptx: 'عرض PowerPoint',
    odp: 'عرض OpenDocument',
    xlsx: 'جدول Excel',
    ods: 'جدول OpenDocument',
    csv: 'جدول CSV',
  },
  withoutText: (pages) => `منها ${pages} بلا نص`,
};

const readingWords: Readonly<Record<AnswerLanguage, ReadingWords>> = { ar: arabic, en: english };

/** So many stretches of numbers are named. */
const maxRanges = 8;

/** Numbers that rise, stretches of them in short: "3, 5–7". */
function nameNumbers(numbers: readonly number[], comma: string): string {
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  const named = ranges
    .slice(0, maxRanges)
    .map(([first, last]) => (first === last ? String(first) : `${first}–${last}`));
  return [...named, ...(ranges.length > maxRanges ? ['…'] : [])].join(comma);
}

/** What a file is made of, by its format, where a remark does not say. */
function partKindOf(format: DocumentFormat): PartKind {
  if (format === 'pptx' || format === 'odp') return 'slide';
  if (format === 'xlsx' || format === 'ods') return 'sheet';
  return format === 'epub' ? 'chapter' : 'page';
}

function describeRemark(
  { code, parts }: ParseRemark,
  format: DocumentFormat,
  language: AnswerLanguage,
): string {
  const words = readingWords[language];
  if (code === 'misnamed') return words.misnamed(words.formats[format]);
  const [one, several] = words.named[partKindOf(format)];
  const named =
    parts.length === 0
      ? ''
      : `${parts.length === 1 ? one : several} ${nameNumbers(parts, listComma[language])}`;
  if (code === 'cut-off') return words.cutOff(named);
  const [ofOne, ofSeveral, ofAll] = words.remarks[code];
  if (named === '') return ofAll;
  return `${named} ${parts.length === 1 ? ofOne : ofSeveral}`;
}

/** The numbers of what was read, in words: "12 pages", "34 headings", "2 pages without text". */
function describeCounts(
  {
    parts,
    headings,
    pagesWithoutText,
  }: Pick<ReadSummary, 'parts' | 'headings'> & { pagesWithoutText: number },
  language: AnswerLanguage,
): string[] {
  const words = readingWords[language];
  const pieces = Object.entries(parts).map(([kind, amount]) =>
    count(language, amount, words.kinds[kind as PartKind]),
  );
  if (headings > 0) pieces.push(count(language, headings, words.headings));
  if (pagesWithoutText > 0) {
    pieces.push(words.withoutText(count(language, pagesWithoutText, words.kinds.page)));
  }
  return pieces;
}

function countPagesWithoutText(remarks: readonly ParseRemark[]): number {
  return remarks
    .filter(({ code }) => code === 'scanned' || code === 'illegible' || code === 'blank')
    .reduce((sum, { parts }) => sum + parts.length, 0);
}

/** What was read of a file: "12 pages, 34 headings; page 3 has no text layer (scan)". Empty where there is nothing to say. */
export function describeReading(summary: ReadSummary, language: AnswerLanguage): string {
  const counts = describeCounts({ ...summary, pagesWithoutText: 0 }, language).join(listComma[language]);
  const remarks = summary.remarks.map((remark) => describeRemark(remark, summary.format, language));
  return [...(counts === '' ? [] : [counts]), ...remarks].join(language === 'ar' ? '؛ ' : '; ');
}

/** What was read of several files together; empty where none has pages, slides, sheets or chapters. */
export function describeAllReading(summaries: readonly ReadSummary[], language: AnswerLanguage): string {
  const parts: Partial<Record<PartKind, number>> = {};
  let headings = 0;
  let pagesWithoutText = 0;
  for (const summary of summaries) {
    headings += summary.headings;
    pagesWithoutText += countPagesWithoutText(summary.remarks);
    for (const [kind, amount] of Object.entries(summary.parts)) {
      parts[kind as PartKind] = (parts[kind as PartKind] ?? 0) + amount;
    }
  }
  if (Object.keys(parts).length === 0) return '';
  return describeCounts({ parts, headings, pagesWithoutText }, language).join(listComma[language]);
}
