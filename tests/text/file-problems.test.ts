import { describe, expect, it } from 'vitest';
import type { FileProblem, ForeignKind, PlainProblemCode } from '../../src/contracts/file-problem.js';
import { showProblem } from '../../src/discord/rendering/show-problem.js';
import { arabic } from '../../src/text/file-problems/arabic.js';
import { describeProblem } from '../../src/text/file-problems/describe-problem.js';
import { english } from '../../src/text/file-problems/english.js';

const megabyte = 2 ** 20;

const withParameters: readonly FileProblem[] = [
  { code: 'read-error', systemCode: 'EBUSY' },
  { code: 'too-large', sizeBytes: megabyte + 1, limitBytes: megabyte },
  { code: 'unpacks-too-large', limitBytes: 256 * megabyte },
  { code: 'scan', pages: [1, 2], isOcrOff: false },
  { code: 'scan', pages: [1, 2], isOcrOff: true },
  { code: 'misnamed', extension: '.pdf' },
  { code: 'time-limit', limitSeconds: 120 },
  { code: 'memory-limit', limitMegabytes: 768 },
  { code: 'reader-ended', ending: 'SIGSEGV' },
  ...Object.keys(english.foreignKinds).map((kind): FileProblem => ({
    code: 'foreign',
    kind: kind as ForeignKind,
  })),
];
const plain = Object.entries(english)
  .filter(([, wording]) => typeof wording === 'string')
  .map(([code]): FileProblem => ({ code: code as PlainProblemCode }));
const problems = [...plain, ...withParameters];

describe('describeProblem', () => {
  it('has words of its own for every problem in each language', () => {
    expect(problems.length).toBeGreaterThan(55);
    for (const language of ['ar', 'en'] as const) {
      const clauses = problems.map((problem) => describeProblem(problem, language));
      expect(new Set(clauses).size).toBe(problems.length);
      for (const clause of clauses) {
        expect(clause).not.toMatch(/undefined|NaN|\n|^\s|[\s.]$/);
        const brackets = clause.match(/[()]/g)?.join('') ?? '';
        expect(brackets).toMatch(/^(?:\(\)){0,2}$/);
      }
    }
    expect(Object.keys(arabic)).toEqual(Object.keys(english));
  });

  it('follows the name of a file in English, and a colon in Arabic', () => {
    for (const problem of problems) {
      expect(describeProblem(problem, 'en')).toMatch(/^(?:is|has|holds|was|may|could|takes|unpacks) /);
      expect(describeProblem(problem, 'ar')).toMatch(/^\p{Script=Arabic}/u);
    }
  });

  it('has nothing in Arabic that bidirectional text would show in another order', () => {
    for (const problem of problems) {
      const clause = describeProblem(problem, 'ar');
      // A dot that begins a Latin word would be shown behind it; a number and a Latin word change places.
      expect(clause).not.toMatch(/(?:^|[^\w])\.\w/u);
      expect(clause).not.toMatch(/\d[\s/]*[A-Za-z]/);
      expect(clause).not.toMatch(/[?;,]/);
    }
  });

  it.each<[FileProblem, string, string]>([
    [
      { code: 'too-large', sizeBytes: 32 * megabyte + 1, limitBytes: 32 * megabyte },
      'is 32.1 MB, over the limit of 32 MB (MAX_FILE_MB)',
      'حجمه 32.1 ميغابايت، والحد الأقصى 32 ميغابايت (MAX_FILE_MB)',
    ],
    [
      { code: 'time-limit', limitSeconds: 3 },
      'takes longer to read than the limit of 3 s',
      'تستغرق قراءته أكثر من الحد الأقصى (3 ثوانٍ)',
    ],
    [
      { code: 'scan', pages: [1], isOcrOff: true },
      'holds pictures of pages (scans) and no text; OCR=auto has them read',
      'صفحاته مصورة ولا نص فيها، وتُقرأ آليًا عند ضبط OCR=auto',
    ],
    [
      { code: 'misnamed', extension: '.pdf' },
      'is no .pdf file, and nothing else that is read',
      'ليس ملف pdf، ولا ملفًا من نوع آخر يُقرأ',
    ],
    [
      { code: 'foreign', kind: 'old-word' },
      'is an old Word file (save it as .docx)',
      'ملف Word قديم (احفظه بصيغة docx)',
    ],
  ])('words %j', (problem, inEnglish, inArabic) => {
    expect(describeProblem(problem, 'en')).toBe(inEnglish);
    expect(describeProblem(problem, 'ar')).toBe(inArabic);
  });

  it('is shown whole on Discord', () => {
    for (const problem of problems) {
      expect(showProblem(problem, 'ar')).not.toContain('…');
      expect(showProblem(problem, 'en')).not.toContain('…');
    }
    const hostile = showProblem({ code: 'misnamed', extension: '.@everyone' }, 'en');
    expect(hostile).toContain('\\@everyone');
  });
});
