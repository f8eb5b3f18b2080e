import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdicts } from '../../src/text/verdict.js';
import { answerToJson } from '../../src/terminal/answer-json.js';
import { renderAnswer } from '../../src/terminal/render-answer.js';
import { createStyle } from '../../src/terminal/style.js';
import { nothingNear } from '../../src/terminal/words.js';
import { answerWords } from '../../src/text/answer-words.js';
import { wrapText } from '../../src/terminal/wrap.js';
import { createAnswer, createCitation, excerpt, hostileAnswer } from './fake-answers.js';
import { expectHarmless, withoutColours } from './terminal-promises.js';

const plain = createStyle(false);
const coloured = createStyle(true);

/** What a reader of the terminal sees, without the marks that only order it. */
function seen(output: string): string {
  return withoutColours(output).replace(/[\u2068\u2069]/g, '');
}

describe('renderAnswer', () => {
  it.each(['ar', 'en'] as const)('says in %s that it is not sure, and marks what may answer', (language) => {
    const shown = seen(renderAnswer(createAnswer({ kind: 'unsure', language, confidence: 0.23 }), plain));
    const words = answerWords[language];
    const foreign = language === 'en' ? `${words.sourceInOther}\n` : '';
    expect(shown.startsWith(`${words.unsure} (${words.confidence} 23 %)\n${foreign}[1] `)).toBe(true);
    expect(shown).toContain('⟪تشرين الأول/ أكتوبر لعام 2020⟫');
    expect(shown).not.toContain(words.noAnswer);
    expect(shown).not.toContain(`${words.answer} (`);
  });

  it('marks nothing in the nearest passages', () => {
    const citations = [createCitation({ answerSpans: [], markSpan: undefined })];
    const shown = seen(renderAnswer(createAnswer({ kind: 'no-answer', citations }), plain));
    expect(shown).toContain('انتهى الحظر في تشرين الأول/ أكتوبر لعام 2020.');
    expect(shown).not.toMatch(/[⟦⟧⟪⟫«»]/);
  });

  it('shows the answering sentence, its place and its surroundings, in Arabic', () => {
    expect(seen(renderAnswer(createAnswer(), plain))).toBe(`الإجابة (الثقة 87 %)
[1] الحظر على إيران
    news/embargo.txt · الفقرة 2 · السطر 5
    ورفضت واشنطن ذلك. ⟦انتهى الحظر في ⟪تشرين الأول/ أكتوبر لعام 2020⟫.⟧ ومضت طهران في الصفقات.
`);
  });

  it('shows the words around it in English for a question in English', () => {
    const place = { ...createCitation().place, heading: 'Part' };
    const citation = createCitation({ place, alsoIn: ['b.txt', 'c.txt'], markSpan: undefined });
    const answer = createAnswer({ language: 'en', citations: [citation] });
    expect(seen(renderAnswer(answer, plain))).toBe(`Answer (confidence 87 %)
The source is in Arabic.
[1] الحظر على إيران › Part
    news/embargo.txt · paragraph 2 · line 5
    Also word for word in: b.txt, c.txt
    ورفضت واشنطن ذلك. ⟦انتهى الحظر في تشرين الأول/ أكتوبر لعام 2020.⟧ ومضت طهران في الصفقات.
`);
  });

  it.each([
    [
      'en',
      'Word by word from a dictionary, not a translation (~ by sound): end, expiry (انتهى) · ~barafko (برافكو)',
    ],
    ['ar', 'كلمة كلمة من معجم، وليست ترجمة (~ بحسب النطق): end، expiry (انتهى) · ~barafko (برافكو)'],
  ] as const)(
    'says in %s what words of the quotation may mean, where that was asked for',
    (language, line) => {
      const gloss = [
        { word: 'انتهى', start: 58, end: 63, meanings: ['end', 'expiry'], isSpelled: false },
        { word: 'برافكو', start: 70, end: 76, meanings: ['barafko'], isSpelled: true },
      ];
      const output = renderAnswer(createAnswer({ language, citations: [createCitation({ gloss })] }), plain);
      expect(seen(output).split('\n').at(-2)).toBe(`    ${line}`);
      // Each pair is isolated, so that none reorders its neighbours.
      expect(output).toContain('\u2068end');
      expectHarmless(output);
      const without = renderAnswer(
        createAnswer({ language, citations: [createCitation({ gloss: [] })] }),
        plain,
      );
      expect(without).toBe(renderAnswer(createAnswer({ language }), plain));
    },
  );

  it('shows what answers once, and of further sources their sentences, the title once for each document', () => {
    const other = { ...createCitation().place, path: 'b.txt', title: 'Other' };
    const answer = createAnswer({
      citations: [
        createCitation({ markSpan: undefined }),
        createCitation({ number: 2, markSpan: undefined }),
        createCitation({ number: 3, place: other }),
      ],
    });
    const shown = seen(renderAnswer(answer, plain));
    expect(shown).toBe(`الإجابة (الثقة 87 %)
[1] الحظر على إيران
    news/embargo.txt · الفقرة 2 · السطر 5
    ورفضت واشنطن ذلك. ⟦انتهى الحظر في تشرين الأول/ أكتوبر لعام 2020.⟧ ومضت طهران في الصفقات.

[2] news/embargo.txt · الفقرة 2 · السطر 5
    … انتهى الحظر في تشرين الأول/ أكتوبر لعام 2020. …

[3] Other
    b.txt · الفقرة 2 · السطر 5
    … انتهى الحظر في ⟪تشرين الأول/ أكتوبر لعام 2020⟫. …
`);
  });

  it('fits a screen of 24 rows of 80 columns with three citations of the usual lengths', () => {
    const sentence = `${'كلمة أخرى من '.repeat(14).trim()}.`;
    const text = [sentence, sentence, `${'x'.repeat(60)} ${'y'.repeat(60)}.`].join(' ');
    const first = { start: sentence.length + 1, end: 2 * sentence.length + 1 };
    const citations = [1, 2, 3].map((number) =>
      createCitation({
        number,
        place: { ...createCitation().place, path: `${number}.txt` },
        excerpt: text,
        excerptSpan: { start: 0, end: text.length },
        answerSpans: [first],
        markSpan: undefined,
      }),
    );
    expect(text.length).toBeGreaterThan(480);
    const rows = wrapText(renderAnswer(createAnswer({ citations }), coloured), 80)
      .trimEnd()
      .split('\n');
    // A row for the prompt remains.
    expect(rows.length).toBeLessThan(24);
  });

  it.each(['ar', 'en'] as const)(
    'says in %s that there is no answer, and offers two near passages',
    (language) => {
      const citations = [1, 2, 3].map((number) => createCitation({ number }));
      const shown = seen(renderAnswer(createAnswer({ kind: 'no-answer', language, citations }), plain));
      const words = answerWords[language];
      const saying = language === 'en' ? words.noAnswerInOther : words.noAnswer;
      expect(shown.startsWith(`${saying}\n${words.nearest(2)}\n\n[1] `)).toBe(true);
      expect(shown).toContain('\n[2] ');
      expect(shown).not.toContain('[3]');
      expect(shown).not.toContain(words.answer + ' ');
    },
  );

  it.each(['ar', 'en'] as const)('says in %s that nothing comes near', (language) => {
    for (const kind of verdicts) {
      const shown = renderAnswer(createAnswer({ kind, language, citations: [] }), plain);
      expect(shown).toBe(`${answerWords[language].noAnswer} ${nothingNear[language]}\n`);
    }
  });

  it('sets off the same words with colours as without', () => {
    const shown = renderAnswer(createAnswer(), coloured);
    expect(shown).toContain('\u001b[32m');
    expect(seen(shown)).toBe(seen(renderAnswer(createAnswer(), plain)).replace(/[⟦⟧⟪⟫]/g, ''));
  });

  it('ends every colour on the line where it began', () => {
    const twoLines = 'سطر أول\n\n  سطر ثان';
    const span = { start: 0, end: twoLines.length };
    const citation = createCitation({
      excerpt: twoLines,
      excerptSpan: span,
      answerSpans: [span],
      markSpan: undefined,
    });
    const lines = renderAnswer(createAnswer({ citations: [citation] }), coloured).split('\n');
    for (const line of lines) {
      const codes = line.match(/\u001b\[\d+m/g) ?? [];
      const opened = codes.filter((code) => !/\[(?:22|39)m/.test(code)).length;
      expect(codes).toHaveLength(2 * opened);
    }
    expect(lines.some((line) => line.includes('  سطر ثان'))).toBe(true);
  });

  it('keeps a long title to one line and cuts no quotation', () => {
    const title = `عنوان ${'طويل '.repeat(500)}`;
    const long = 'كلمة '.repeat(400).trim();
    const span = { start: 0, end: long.length };
    const citation = createCitation({
      place: { ...createCitation().place, title, path: `${'p'.repeat(300)}.txt` },
      excerpt: long,
      excerptSpan: span,
      answerSpans: [span],
      markSpan: undefined,
    });
    const shown = seen(renderAnswer(createAnswer({ citations: [citation] }), plain));
    expect(shown.split('\n').find((line) => line.startsWith('[1]'))!.length).toBeLessThan(180);
    expect(shown).toContain('…');
    expect(shown).toContain(long);
    expect(shown).toContain(`${'p'.repeat(300)}.txt`);
  });

  it('makes no character of two halves that something stood between', () => {
    const halves = '\ud83d\u200e\ude00';
    const span = { start: 0, end: halves.length };
    const citation = createCitation({
      excerpt: halves,
      excerptSpan: span,
      answerSpans: [span],
      markSpan: undefined,
    });
    const shown = renderAnswer(createAnswer({ citations: [citation] }), plain);
    expect(shown).toContain('\ufffd\ufffd');
    expect(shown).not.toContain('😀');
  });

  it('lets nothing hostile through, whatever the documents hold', () => {
    fc.assert(
      fc.property(hostileAnswer, fc.boolean(), (answer, colours) => {
        const shown = renderAnswer(answer, createStyle(colours));
        expect(shown.endsWith('\n')).toBe(true);
        expectHarmless(shown);
      }),
      { numRuns: 300 },
    );
  });

  it('shows every character of a quotation but the controls, in order', () => {
    const letters = (text: string): string => text.match(/[\p{L}\p{N}\p{P}\p{S}]/gu)?.join('') ?? '';
    fc.assert(
      fc.property(hostileAnswer, (answer) => {
        const shown = letters(withoutColours(renderAnswer(answer, coloured)))
          .replaceAll('\ufffd', '')
          .toWellFormed();
        const shownCitations = answer.kind !== 'no-answer' ? answer.citations : answer.citations.slice(0, 2);
        const holds = (text: string): void => {
          const quoted = text.toWellFormed().replaceAll('\ufffd', '');
          expect(shown.toWellFormed()).toContain(letters(quoted));
        };
        for (const [at, { excerpt: text, excerptSpan, answerSpans }] of shownCitations.entries()) {
          // Of further sources of an answer the answering sentences are shown.
          if (answer.kind === 'no-answer' || at === 0) holds(text);
          else {
            for (const { start, end } of answerSpans) {
              holds(text.slice(start - excerptSpan.start, end - excerptSpan.start));
            }
          }
        }
      }),
    );
  });
});

describe('answerToJson', () => {
  it('reads back as the same answer, and holds no control character', () => {
    fc.assert(
      fc.property(hostileAnswer, (answer) => {
        const json = answerToJson(answer);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(answer)));
        expect(json).toMatch(/^[^\p{Cc}]*(?:\n[^\p{Cc}]*)*$/u);
        expect(json).not.toMatch(/[\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/u);
      }),
    );
  });

  it('keeps spans and excerpts as they are', () => {
    const read = JSON.parse(answerToJson(createAnswer())) as { citations: { excerpt: string }[] };
    expect(read.citations[0]!.excerpt).toBe(excerpt);
  });
});

describe('answerWords', () => {
  it('has the same words in both languages, none empty, none the same', () => {
    expect(Object.keys(answerWords.ar).sort()).toEqual(Object.keys(answerWords.en).sort());
    const say = (value: string | ((number: never) => string)): string =>
      typeof value === 'string' ? value : value(42 as never);
    for (const key of Object.keys(answerWords.en) as (keyof typeof answerWords.en)[]) {
      const [arabic, english] = [say(answerWords.ar[key]), say(answerWords.en[key])];
      expect(arabic).toMatch(/\p{Script=Arabic}/u);
      expect(english).toMatch(/^[\x20-\x7e]+$/);
      if (['paragraph', 'line', 'page', 'pageOfFile', 'slide', 'sheet', 'row', 'chapter'].includes(key)) {
        expect(arabic).toContain('42');
        expect(english).toContain('42');
      }
    }
  });
});
