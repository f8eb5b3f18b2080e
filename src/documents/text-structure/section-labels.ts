import { looksLikeHeading } from '../text-lines.js';

/**
 * How high headings of each sort stand, the highest first. A heading stands under the nearest one above it that is
 * of a higher sort.
 */
export const headingRanks = {
  doubleRule: 0,
  banner: 1,
  rule: 2,
  book: 3,
  part: 4,
  chapter: 5,
  division: 6,
  section: 7,
  subsection: 8,
  topic: 9,
  article: 10,
  ordinal: 11,
  /** Of a number of one part; of more parts, so much deeper. */
  number: 13,
  plain: 30,
} as const;

const ordinalWord =
  '(?:ال)?(?:[أا]ول[ىي]?|ثاني?ة?|ثالثة?|رابعة?|خامسة?|سادسة?|سابعة?|ثامنة?|تاسعة?|عاشرة?|حادية?|واحدة?|' +
  'تمهيدية?|[أا]خيرة?|ختامية?|عشر(?:ون|ين|ة)?|(?:ثلاث|[أا]ربع|خمس|ست|سبع|ثمان|تسع)(?:ون|ين)|م[ئا]+ة)';
const arabicNumber = `(?:[(\\[]?\\s?\\p{Nd}{1,4}\\s?[)\\]]?(?!\\p{Nd})|[(\\[]?${ordinalWord}(?:\\s+(?:و|بعد\\s+)?${ordinalWord})*(?!\\p{L})[)\\]]?)`;
const englishNumber =
  '(?:\\(?\\p{Nd}{1,4}(?:\\.\\p{Nd}{1,3}){0,3}[a-z]?\\)?(?![\\p{L}\\p{Nd}])|[IVXLCivxlc]{1,7}(?!\\p{L})|[A-Z](?!\\p{L})|' +
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth)(?!\\p{L}))';

const sorts: readonly (readonly [rank: number, pattern: RegExp])[] = [
  ['كتاب', headingRanks.book] as const,
  ['باب|جزء', headingRanks.part] as const,
  ['فصل|ملحق', headingRanks.chapter] as const,
  ['قسم', headingRanks.division] as const,
  ['فرع|مبحث', headingRanks.subsection] as const,
  ['مطلب', headingRanks.topic] as const,
  ['ماد[ةه]', headingRanks.article] as const,
]
  .map(([names, rank]): [number, RegExp] => [
    rank,
    new RegExp(`^(?:ال)?(?:${names})\\s*(?:رقم\\s*)?${arabicNumber}(?:\\s+مكرر(?:ا|اً|ة)?(?!\\p{L}))?`, 'u'),
  ])
  .concat(
    [
      ['book|title', headingRanks.book] as const,
      ['part|schedule|annex|appendix|exhibit', headingRanks.part] as const,
      ['chapter', headingRanks.chapter] as const,
      ['section|sec\\.', headingRanks.section] as const,
      ['article|art\\.|rule|clause', headingRanks.article] as const,
    ].map(([names, rank]): [number, RegExp] => [rank, new RegExp(`^(?:${names})\\s+${englishNumber}`, 'iu')]),
  )
  .concat([[headingRanks.article, /^§+\s*\p{Nd}{1,4}[a-z]?(?![\p{L}\p{Nd}])/u]]);

const firstLetters = /^(?:ال)?[كبجفقم]|^[btpsaecr§]/iu;

/** `Part 2 of the report` and `المادة 5 من القانون` speak of a section and do not begin it. */
const speaksOn =
  /^(?:of|in|to|is|are|was|and|or|on|at|by|for|has|have|shall|may|من|في|على|إلى|عن|أو|أي|التي|الذي|هو|هي|تنص|نصت|ينص)(?!\p{L})/iu;

const maxNameWords = 9;

function isName(rest: string): boolean {
  return looksLikeHeading(rest) && !/[:：]$/u.test(rest) && rest.split(/\s+/).length <= maxNameWords;
}

export interface SectionLabel {
  readonly rank: number;
  /** Where the heading ends; what stands behind is text of the section. */
  readonly end: number;
  /** Where the name of the section begins; 0 where it has none. */
  readonly content: number;
  /** Whether something parts the label from what follows. */
  readonly isParted: boolean;
}

/** The label of an article, a section, a chapter … that a line begins with, as far as the line is a heading. */
export function readSectionLabel(line: string): SectionLabel | undefined {
  const head = line.slice(0, 100);
  if (!firstLetters.test(head)) return undefined;
  for (const [rank, pattern] of sorts) {
    const label = pattern.exec(head)?.[0];
    if (label === undefined) continue;
    const between = /^\s*[:：.\-–ـ—]*\s*/u.exec(head.slice(label.length))![0];
    const content = label.length + between.length;
    if (content >= line.length) return { rank, end: line.length, content: 0, isParted: true };
    const isParted = between.trim() !== '';
    const rest = line.slice(content);
    if (!isParted && (between === '' || speaksOn.test(rest) || !isName(rest))) return undefined;
    const end = isName(rest) ? line.length : label.length + between.trimEnd().length;
    return { rank, end, content: end === line.length ? content : 0, isParted };
  }
  return undefined;
}

const bracketed = /^\[(?=[^\]]{0,59}\p{L}{2})[^\][]{2,60}\]$/u;

/** Whether a line is the name of a section between brackets: "[Members]". */
export function isBracketedName(line: string): boolean {
  return bracketed.test(line);
}

const ordinalAdverb =
  /^(?:[أا]ول[اًَ]+|ثاني[اًَ]+|ثالث[اًَ]+|رابع[اًَ]+|خامس[اًَ]+|سادس[اًَ]+|سابع[اًَ]+|ثامن[اًَ]+|تاسع[اًَ]+|عاشر[اًَ]+)\s*[:：\-–ـ—.]\s*/u;

/** Where the text behind "أولاً:" begins; 0 where the line begins with nothing of the kind. */
export function readOrdinalAdverb(line: string): number {
  return ordinalAdverb.exec(line.slice(0, 40))?.[0].length ?? 0;
}

/** Whether all letters are capitals, and there are some. */
export function isAllCapitals(line: string): boolean {
  return line.length <= 100 && /\p{Lu}{2}/u.test(line) && !/\p{Ll}/u.test(line);
}
