import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OtherFiles, ReadSummary } from '../../src/contracts/document.js';
import type { FileProblem } from '../../src/contracts/file-problem.js';
import { reportToJson } from '../../src/terminal/report-json.js';
import { renderExplanation, renderHits, type ShownHit } from '../../src/terminal/render-explanation.js';
import { renderReport, type ShownReport } from '../../src/terminal/render-report.js';
import { createStyle } from '../../src/terminal/style.js';
import { hostileText } from './fake-answers.js';
import { expectHarmless } from './terminal-promises.js';

const report: ShownReport = {
  folder: '/docs',
  dryRun: false,
  added: ['a.txt'],
  changed: ['b.txt'],
  removed: [],
  unchanged: 1,
  skipped: [{ path: 'c.txt', problem: { code: 'not-text' } }],
  read: [],
  others: [],
  notices: [],
  documents: 3,
  passages: 1,
  seconds: 1.25,
};

function seen(output: string): string {
  return output.replace(/[\u2068\u2069]/g, '');
}

describe('renderReport', () => {
  it('says what was done with which file, and why one was skipped', () => {
    expect(seen(renderReport(report, 'en')))
      .toBe(`/docs: 1 added, 1 changed, 0 removed, 1 unchanged, 1 skipped
  + a.txt
  ~ b.txt
  ! c.txt: skipped, it is not text
3 documents, 1 passage, 1.3 s.
`);
  });

  it.each([
    [[{ ending: '.png', count: 1 }], '1 file of other types was left out (.png).'],
    [
      [
        { ending: '', count: 1 },
        { ending: '.pdf', count: 2 },
      ],
      '3 files of other types were left out (.pdf, no ending).',
    ],
    [
      ['.a', '.b', '.c', '.d', '.e', '.f'].map((ending) => ({ ending, count: 1000 })),
      '6,000 files of other types were left out (.a, .b, .c, .d, .e, …).',
    ],
  ])('counts the files that are no documents: %j', (others, line) => {
    expect(seen(renderReport({ ...report, others }, 'en')).split('\n')).toContain(line);
  });

  it('says what was read of a file, and of all files together', () => {
    const read: ReadSummary[] = [
      {
        path: 'a.txt',
        format: 'pdf',
        headings: 34,
        parts: { page: 12 },
        remarks: [
          { code: 'scanned', parts: [3] },
          { code: 'repaired', parts: [] },
        ],
      },
      { path: 'b.txt', format: 'pptx', headings: 0, parts: { slide: 7, notes: 1 }, remarks: [] },
      {
        path: 'late.txt',
        format: 'text',
        headings: 0,
        parts: {},
        remarks: [{ code: 'misnamed', parts: [] }],
      },
    ];
    const added = ['a.txt', ...Array.from({ length: 20 }, (_, at) => `n${at}.txt`), 'late.txt'];
    const lines = seen(renderReport({ ...report, added, read }, 'en')).split('\n');
    expect(lines).toContain(
      '  + a.txt: 12 pages, 34 headings; page 3 has no text layer (scan); text layer repaired',
    );
    expect(lines).toContain('  ~ b.txt: 7 slides, 1 slide with notes');
    expect(lines).toContain('  i late.txt: is plain text, whatever its name says');
    expect(lines).toContain(
      'Read: 12 pages, 7 slides, 1 slide with notes, 34 headings, 1 page without text.',
    );
  });

  it('names files that something can be done about, a line for each sort', () => {
    const others: OtherFiles[] = [
      { ending: '.exe', count: 1 },
      { ending: '.jpg', count: 4, kind: 'picture', examples: ['a.jpg', 'b.jpg', 'c.jpg'] },
      { ending: '.mp3', count: 1, kind: 'sound', examples: ['d.mp3'] },
      { ending: '.png', count: 3, kind: 'picture', examples: ['e.png', 'f.png', 'g.png'] },
    ];
    const lines = seen(renderReport({ ...report, others }, 'en')).split('\n');
    expect(lines).toContain(
      '  . a.jpg, b.jpg, c.jpg, e.png, f.png and 2 more: left out, each is a picture (save it as PDF: text on pages of a PDF can be recognised)',
    );
    expect(lines).toContain(
      '  . d.mp3: left out, it is a sound recording (put what is said in it into a text file)',
    );
  });

  it('says all of it in Arabic', () => {
    const names = Array.from({ length: 23 }, (_, at) => `n${at}.txt`);
    const shown = renderReport(
      {
        ...report,
        removed: names,
        read: [{ path: 'a.txt', format: 'pdf', headings: 0, parts: { page: 3 }, remarks: [] }],
        skipped: [{ path: 'c.docx', problem: { code: 'password' } }],
        notices: [{ code: 'page-failed', path: 'd.pdf', page: 2, failure: 'failed' }],
        others: [
          { ending: '', count: 1 },
          { ending: '.jpg', count: 4, kind: 'picture', examples: ['a.jpg', 'b.jpg', 'c.jpg'] },
        ],
      },
      'ar',
    );
    const lines = seen(shown).split('\n');
    expect(lines).toContain('d.pdf: الصفحة 2 تعذّرت قراءتها آليًا.');
    expect(lines[0]).toBe('/docs: أُضيف 1، وتغيّر 1، وحُذف 23، ولم يتغيّر 1، وتُرك 1');
    expect(lines).toContain('  + a.txt: 3 صفحات');
    expect(lines).toContain('  - … و3 ملفات أخرى');
    expect(lines).toContain('  ! c.docx تُرك: محمي بكلمة مرور (احفظ نسخة منه بلا كلمة مرور)');
    expect(lines).toContain('تُرك 5 ملفات من أنواع أخرى (.jpg، بلا لاحقة).');
    expect(lines).toContain(
      '  . a.jpg، b.jpg، c.jpg وملف آخر: تُركت، وكل منها صورة (احفظها بصيغة PDF، إذ يمكن التعرف على النص في صفحاته)',
    );
    expect(lines.at(-2)).toBe('3 مستندات، مقطع واحد، في 1.3 ثانية.');
    // Of the folder, of files and of endings: they do not reorder what stands around them.
    expect(shown.match(/\u2068/g)).toHaveLength(1 + 1 + 1 + 20 + 1 + 1 + 1 + 3);
  });

  it('is for programs a code and its parameters, and beside it what that means', () => {
    const json = reportToJson({
      ...report,
      skipped: [{ path: 'c', problem: { code: 'time-limit', limitSeconds: 9 } }],
      notices: [{ code: 'page-limit', path: 'd', page: 3, limitPages: 2 }],
      others: [
        { ending: '.x', count: 1 },
        { ending: '.png', count: 1, kind: 'picture', examples: ['a.png'] },
      ],
    });
    expect(json.split('\n')).toHaveLength(2);
    expect(JSON.parse(json)).toEqual({
      ...report,
      skipped: [
        {
          path: 'c',
          problem: { code: 'time-limit', limitSeconds: 9 },
          reason: 'takes longer to read than the limit of 9 s',
        },
      ],
      notices: [
        {
          code: 'page-limit',
          path: 'd',
          page: 3,
          limitPages: 2,
          message: 'page 3 and those behind it were not tried: 2 pages of a file are read by OCR.',
        },
      ],
      others: [
        { ending: '.x', count: 1 },
        {
          ending: '.png',
          count: 1,
          kind: 'picture',
          examples: ['a.png'],
          remedy: 'is a picture (save it as PDF: text on pages of a PDF can be recognised)',
        },
      ],
    });
  });

  it('says that a dry run wrote nothing', () => {
    const shown = seen(renderReport({ ...report, dryRun: true }, 'en'));
    expect(shown).toContain('Dry run: nothing was written.');
    expect(shown).not.toContain('3 documents');
  });

  it('counts the names beyond the first twenty, and names every skipped file', () => {
    const names = Array.from({ length: 30 }, (_, at) => `n${at}.txt`);
    const skipped = names.map((path) => ({ path, problem: { code: 'empty' } as const }));
    const shown = seen(renderReport({ ...report, removed: names, skipped }, 'en'));
    expect(shown).toContain('  - n19.txt\n  - … and 10 more\n');
    expect(shown.match(/: skipped, it is empty/g)).toHaveLength(30);
  });

  it('lets no name act on the terminal or look like two', () => {
    fc.assert(
      fc.property(
        fc.array(hostileText, { maxLength: 5 }),
        hostileText,
        fc.constantFrom('ar', 'en'),
        (names, text, language) => {
          const problems: FileProblem[] = [
            { code: 'misnamed', extension: text },
            { code: 'read-error', systemCode: text },
          ];
          const skipped = names.map((path, at) => ({ path, problem: problems[at % 2]! }));
          const shown = renderReport(
            { ...report, folder: text, added: names, changed: [], skipped },
            language,
          );
          expectHarmless(shown);
          expect(shown.split('\n')).toHaveLength(3 + 2 * names.length);
        },
      ),
    );
  });
});

function createHit(text: string, path = 'a.txt'): ShownHit {
  return {
    hit: {
      passageId: 4,
      score: 0.5,
      fusedScore: 0.5,
      cosine: 0.25,
      normalizedBm25: 0.75,
      relativeLength: -0.1,
      proximity: undefined,
      dense: { passageId: 4, rank: 2, score: 0.25 },
      lexical: undefined,
    },
    path,
    text,
    match: { coverage: 0.5, terms: [{ word: 'الحظر', start: 0, end: 5, weight: 1, share: 0.5 }] },
  };
}

describe('renderHits', () => {
  it('shows the rank and score of each method, and which method had not found it', () => {
    expect(seen(renderHits([createHit('نص')], createStyle(false)))).toBe(
      ' 1  passage 4  0.500  dense #2 0.250  lexical –  a.txt\n    نص\n',
    );
  });

  it('says so where there are none', () => {
    expect(renderHits([], createStyle(false))).toBe('No passage shares anything with that.\n');
  });

  it('cuts long text without cutting a character in two', () => {
    const shown = renderHits([createHit(`x${'😀'.repeat(200)}`)], createStyle(false));
    expect(shown.isWellFormed()).toBe(true);
    expect(shown).toContain('…');
    expect(shown.length).toBeLessThan(250);
  });
});

describe('renderExplanation', () => {
  const features = { coverage: 0.5, cosine: 0.25 };

  it('shows the words that matched, the sentences with their numbers, and the confidence', () => {
    const sentences = [{ passageId: 4, text: 'جملة', score: 1.5, features }];
    const shown = seen(renderExplanation([createHit('نص')], sentences, 0.8734, createStyle(false)));
    expect(shown).toContain('dense: cosine 0.250, rank 2');
    expect(shown).toContain('lexical: 0.750 of the question, not among its candidates');
    expect(shown).toContain('coverage 0.500 = الحظر 0.50×1.00');
    expect(shown).toContain('score 1.50  passage 4\n    جملة\n    coverage 0.50, cosine 0.25');
    expect(shown).toContain('confidence 0.873\n');
  });

  it('shows which translation matched which word', () => {
    const hit = createHit('نص');
    const word = { ...hit.match.terms[0]!, word: 'embargo', translation: 'حظر' };
    const hits = [{ ...hit, match: { coverage: 0.5, terms: [word] } }];
    const shown = seen(renderExplanation(hits, [], 0, createStyle(false)));
    expect(shown).toContain('coverage 0.500 = embargo → حظر 0.50×1.00');
  });

  it('lets nothing hostile through', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.boolean(), (text, path, colours) => {
        const style = createStyle(colours);
        const sentences = [{ passageId: 4, text, score: 1, features }];
        const hit = createHit(text, path);
        const word = { ...hit.match.terms[0]!, word: text, translation: text };
        const hits = [{ ...hit, match: { coverage: 0, terms: [word] } }];
        expectHarmless(renderExplanation(hits, sentences, 0, style));
        expectHarmless(renderHits(hits, style));
      }),
    );
  });
});
