/** Whatever shortens a text shows whole characters of it: no half of an emoji or flag, no letter without its marks. */
import fc from 'fast-check';
import { asking } from './answers/asked.js';
import { describe, expect, it } from 'vitest';
import { citePassage } from '../src/answers/cite.js';
import { rememberConversation } from '../src/discord/asking/follow-up.js';
import { makeSafeName } from '../src/discord/attachments/safe-name.js';
import { fitLine } from '../src/discord/rendering/escape-markdown.js';
import { clip } from '../src/discord/rendering/plain-text.js';
import { renderQuotation } from '../src/discord/rendering/render-quotation.js';
import { tidyTitle } from '../src/documents/text-builder.js';
import { renderMisses } from '../src/evaluation/report/misses.js';
import type { Judgement } from '../src/evaluation/judgement.js';
import { executeLine } from '../src/main/repl-line.js';
import type { ReplState } from '../src/main/repl-commands.js';
import { renderHits } from '../src/terminal/render-explanation.js';
import { showTitle } from '../src/terminal/sanitize.js';
import { createStyle } from '../src/terminal/style.js';
import { storeDocument } from './answers/small-index.js';
import { createWorkplace } from './application/workplace.js';
import { boundariesOf, charactersOf, expectWholeCharacters, nastyWord } from './text/nasty-clusters.js';

const isolates = /[\u2066-\u2069]/gu;

/** Longer than every limit, without white space, its characters shifted against it. */
const longText = fc
  .tuple(fc.constantFrom('', 'a', 'ab', 'abc'), nastyWord, fc.integer({ min: 40, max: 60 }))
  .map(([before, word, times]) => before + word.repeat(times))
  .filter((text) => text.length > 1_700);

function renderHitText(text: string): string {
  const hit = { passageId: 1, score: 0, fusedScore: 0, cosine: 0, normalizedBm25: 0, relativeLength: 0 };
  const shown = renderHits(
    [
      {
        hit: { ...hit, proximity: undefined, dense: undefined, lexical: undefined },
        path: '',
        text,
        match: { coverage: 0, terms: [] },
      },
    ],
    createStyle(false),
  );
  return shown.slice(shown.indexOf('\n') + 1).replace(isolates, '');
}

/** The text of which a miss shows the surroundings of what is marked. */
function renderMiss(text: string, marked: { start: number; end: number }): string {
  const judgement = {
    question: '',
    context: 0,
    answerable: true,
    sentenceRight: false,
    confidence: 0,
    answers: [],
    shown: { context: 0, excerpt: text, marked },
  } as unknown as Judgement;
  const [, shown = ''] =
    /text shown" dir="auto">(.*?)<\/div>/su.exec(renderMisses([judgement], [''], 1)) ?? [];
  return shown.replace(/<\/?mark>/gu, '');
}

async function unknownCommand(name: string): Promise<string> {
  const { message } = (await executeLine({} as ReplState, `:${name}`, new AbortController().signal).catch(
    (error: unknown) => error,
  )) as Error;
  return message.replace('There is no command ', '').replace(/\.$/u, '');
}

describe('a text that is too long for its place is cut between two characters', () => {
  it.each<[string, (text: string) => string | Promise<string>, limit: number, added?: string]>([
    ['a label in Discord', (text) => clip(text, 100), 100],
    ['a line in Discord', (text) => fitLine(text, 120, '').markdown, 120, '…\\'],
    ['a question that is kept in mind', (text) => rememberConversation(text, text), 400],
    ['a title at the terminal', (text) => showTitle(text).replace(isolates, ''), 161],
    ['a hit at the terminal', (text) => renderHitText(text), 120, '… \n'],
    ['a title of a document', (text) => tidyTitle(text) ?? '', 300],
    ['a command that there is not', unknownCommand, 40, '…:'],
  ])('%s', async (_, shorten, limit, added) => {
    await fc.assert(
      fc.asyncProperty(longText, async (text) => {
        const shown = await shorten(text);
        expect(shown.length).toBeLessThanOrEqual(limit);
        expectWholeCharacters(shown, text, added);
      }),
      { numRuns: 25 },
    );
  });

  it('the name of an uploaded file', () => {
    fc.assert(
      fc.property(longText, (text) => {
        // What cannot be seen becomes a low line first.
        const name = text.normalize('NFC').replace(/\u200d/gu, '_');
        const safe = makeSafeName(`x${text}.md`)!;
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
        expectWholeCharacters(safe, name, 'x.md');
      }),
      { numRuns: 25 },
    );
  });

  it('a quotation in Discord, and what is set off in it', () => {
    fc.assert(
      fc.property(longText, fc.nat(1_000), fc.nat(300), fc.nat(20), (text, start, length, inside) => {
        const sentence = { start, end: start + length };
        const mark = { start: Math.min(start + inside, sentence.end), end: sentence.end };
        const { markdown, isWhole } = renderQuotation({ text, emphasis: [sentence], mark }, 800);
        expect(markdown.length).toBeLessThanOrEqual(800);
        expect(isWhole).toBe(false);
        expectWholeCharacters(markdown, text, '…> \\*_\u200e\u200f');
      }),
      { numRuns: 25 },
    );
  });

  it('the surroundings of a wrong answer in the report of the evaluation', () => {
    fc.assert(
      fc.property(longText, fc.nat(1_200), fc.nat(20), (text, start, length) => {
        const shown = renderMiss(text, { start, end: start + length });
        expect(shown).not.toBe('');
        expectWholeCharacters(shown, text);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a citation', () => {
  it.each([
    ['a year with a mark on its last digit', 'بني الجسر عام 1987\u0301 هنا.', 'عام 1987\u0301'],
    ['a year on a keycap', 'بني الجسر عام 1987\ufe0f\u20e3 هنا.', 'عام 1987\ufe0f\u20e3'],
    ['a year behind an Arabic number sign', 'بني الجسر عام \u06011987 هنا.', '\u06011987'],
  ])('marks the whole of %s', async (_, text, marked) => {
    const document = await storeDocument('a.txt', text);
    const span = { start: 0, end: text.length };
    const passage = { id: 1, documentId: 1, ordinal: 0, span, sentences: [span] };
    const { markSpan } = citePassage(document, passage, 0, 1, await asking('متى بني الجسر؟'));
    expect(markSpan && document.text.slice(markSpan.start, markSpan.end)).toBe(marked);
  });

  it('has surroundings of any size that begin and end between two characters', async () => {
    const around = ' \u0301نَّ 👨‍👩‍👧‍👦 \u0301🇪🇬 '.repeat(60);
    const { index, open } = createWorkplace({
      'a.txt': `${around.trim()}\n\nThe aardvark was seen here.\n\n${around.trim()}`,
    });
    await index();
    const service = await open();
    const answer = await service.ask('Where was the aardvark seen?');
    const { passageId, answerSpans } = answer.citations[0]!;
    const whole = (await service.findContext(passageId, 100_000, answerSpans))!;
    const boundaries = boundariesOf(whole.text);
    expect(charactersOf(whole.text)).toContain(' \u0301');
    for (let units = 0; units < 140; units++) {
      const { span, text } = (await service.findContext(passageId, units, answerSpans))!;
      expect(text).toBe(whole.text.slice(span.start, span.end));
      expect(boundaries).toContain(span.start);
      expect(boundaries).toContain(span.end);
    }
  });
});
