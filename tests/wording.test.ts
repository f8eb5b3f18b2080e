/** The terminal and Discord say the same things in the same words. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../src/contracts/answer.js';
import type { Verdict } from '../src/contracts/verdict.js';
import { renderAnswer as renderForDiscord } from '../src/discord/rendering/render-answer.js';
import { wordingOf } from '../src/discord/wording/find-wording.js';
import { renderAnswer as renderForTerminal } from '../src/terminal/render-answer.js';
import { createStyle } from '../src/terminal/style.js';
import { answerWords, type AnswerWords } from '../src/text/answer-words.js';

const texts = { ar: 'بني الجسر عام 1987.', en: 'The bridge was built in 1987.' };

const citationOf = (text: string): Citation => ({
  number: 1,
  passageId: 1,
  place: { documentId: 1, title: 'الجسر', path: 'a.txt', paragraph: 3, line: 7, heading: undefined },
  excerptSpan: { start: 0, end: text.length },
  excerpt: text,
  answerSpans: [{ start: 0, end: text.length }],
  markSpan: undefined,
  alsoIn: ['b.txt'],
});

/** Everything that a reader sees of an answer, in both places. */
function showEverywhere(kind: Verdict, language: 'ar' | 'en', text = texts[language]) {
  const citation = citationOf(text);
  const citations = kind === 'no-answer' ? [{ ...citation, answerSpans: [] }] : [citation];
  const answer: Answer = { question: 'متى؟', language, snapshot: 1, kind, confidence: 0.9, citations };
  const onDiscord = renderForDiscord(
    {
      ...answer,
      answerId: 'AAAAAAAAAAAAAAAA',
      followUpContext: undefined,
      isPrivate: false,
      hasAudience: true,
      canOpenThread: true,
      linkTemplate: undefined,
      gloss: undefined,
    },
    0,
  );
  return [
    ['terminal', renderForTerminal(answer, createStyle(false))],
    ['Discord', JSON.stringify(onDiscord)],
  ] as const;
}

const saidWith: readonly [Verdict, (words: AnswerWords) => readonly string[]][] = [
  ['answered', (words) => [words.confidence, words.paragraph(3), words.line(7), words.alsoIn]],
  ['unsure', (words) => [words.unsure, words.confidence, words.paragraph(3), words.line(7), words.alsoIn]],
  ['no-answer', (words) => [words.noAnswer, words.nearest(1), words.paragraph(3), words.alsoIn]],
];

describe.each(['ar', 'en'] as const)('in %s', (language) => {
  it('both say that a source is in the other language, and where none answers that asking in it may help', () => {
    const words = answerWords[language];
    const other = language === 'ar' ? texts.en : texts.ar;
    for (const kind of ['answered', 'unsure'] as const) {
      for (const [, shown] of showEverywhere(kind, language, other))
        expect(shown).toContain(words.sourceInOther);
      for (const [, shown] of showEverywhere(kind, language))
        expect(shown).not.toContain(words.sourceInOther);
    }
    for (const [, shown] of showEverywhere('no-answer', language, other)) {
      expect(shown).toContain(words.noAnswerInOther);
      expect(shown).not.toContain(words.noAnswer);
    }
    // Figures are in no language.
    for (const [, shown] of showEverywhere('answered', language, '1987')) {
      expect(shown).not.toContain(words.sourceInOther);
    }
  });

  it.each(saidWith)('the terminal and Discord say %s in the same words', (kind, select) => {
    for (const [place, shown] of showEverywhere(kind, language)) {
      for (const said of select(answerWords[language])) {
        expect(shown.toLowerCase(), place).toContain(said.toLowerCase());
      }
    }
  });

  it('Discord has no words of its own for what both say', () => {
    expect(wordingOf(language).answer).toMatchObject(answerWords[language]);
  });
});

describe('the Arabic of the product', () => {
  const root = join(import.meta.dirname, '..', 'src');
  const speaking = [
    'terminal',
    'discord/wording',
    'discord/commands',
    'discord/rendering',
    'main',
    'application',
  ];
  const files = [
    join(root, 'text', 'answer-words.ts'),
    ...speaking.flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name))),
  ].filter((path) => path.endsWith('.ts'));

  it.each([
    ['an answer', 'إجابة', /جواب|أجوبة/u],
    ['a document', 'مستند', /وثيقة|وثائق/u],
    ['confidence', 'الثقة', /درجة اليقين|التأكد/u],
  ])('has one word for %s: %s', (_, word, others) => {
    const sources = files.map((path) => readFileSync(path, 'utf8'));
    expect(sources.some((source) => source.includes(word))).toBe(true);
    expect(files.filter((_path, index) => others.test(sources[index]!))).toEqual([]);
  });
});
