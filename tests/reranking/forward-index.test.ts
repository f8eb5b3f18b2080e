import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortStemsOf } from '../../src/matching/term-matches.js';
import { buildForwardIndexEntry } from '../../src/reranking/forward-index.js';
import { answerTypeSignals } from '../../src/text/answer-type-signals.js';
import { findDates } from '../../src/text/dates.js';
import { findNumbers } from '../../src/text/numbers.js';
import { splitSentences } from '../../src/text/sentences.js';
import { hashTerm, stemWord, termsOf } from '../../src/text/terms.js';
import { tokenize } from '../../src/text/tokenize.js';
import { mixedText } from '../text/mixed-text.js';

/** The low 32 bits of a hash. */
const shortStem = (stem: number): number => stem % 2 ** 32;
const stem = (folded: string): number => shortStem(hashTerm(stemWord(folded)));

describe('buildForwardIndexEntry', () => {
  it('keeps the stems of title and text in order, whatever form the words have', () => {
    const body = 'المدارس الجديدة. مدارس!';
    const { contextStems, bodyStems } = buildForwardIndexEntry({ context: 'مدرسة', body, sentences: [] });
    expect([...contextStems]).toEqual([stem('مدرسه')]);
    expect([...bodyStems]).toEqual([stem('المدارس'), stem('الجديده'), stem('مدارس')]);
    expect(bodyStems[0]).toBe(bodyStems[2]);
  });

  it('says how many words stand before the end of each sentence', () => {
    const body = 'One two. Three, four five. Six';
    const sentences = splitSentences(body, { start: 0, end: body.length });
    const { sentenceEnds } = buildForwardIndexEntry({ context: 'seven eight', body, sentences });
    expect([...sentenceEnds]).toEqual([2, 5, 6]);
  });

  it('has an entry for every word, and ends that ascend up to the last of them, of any text', () => {
    fc.assert(
      fc.property(mixedText, mixedText, (context, body) => {
        const sentences = splitSentences(body, { start: 0, end: body.length });
        const entry = buildForwardIndexEntry({ context, body, sentences });
        const wanted = (text: string): number[] =>
          tokenize(text).map((word) => shortStem(termsOf(word).stem));
        expect([...entry.contextStems]).toEqual(wanted(context));
        expect([...entry.bodyStems]).toEqual(wanted(body));
        expect(entry.bodyStems).toEqual(shortStemsOf(tokenize(body)));
        const ends = [...entry.sentenceEnds];
        expect(ends).toEqual(ends.toSorted((a, b) => a - b));
        expect(ends).toHaveLength(sentences.length);
        expect(ends.at(-1) ?? 0).toBe(entry.bodyStems.length);
      }),
    );
  });
});

describe('the signals of a forward index entry', () => {
  const read = (body: string) => ({
    context: 'في عام 1947',
    body,
    sentences: splitSentences(body, { start: 0, end: body.length }),
  });

  const { year, number } = answerTypeSignals;

  it.each([
    ['وقال ذلك. ولد في عام 1947.', [0, year]],
    ['مات 50 شخصا. وقال ذلك.', [number, 0]],
    ['وقع ذلك يوم الأحد 18 يوليو. ثم في 18 يوليو 2015.', [0, year]],
    ['في القرن السابع. سنة 476 ميلادية. طوله 1200 كيلومتر.', [year, year, number]],
    ['ولد سنة 1900 وله 3 أبناء.', [year | number]],
    ['وقال ذلك.', [0]],
    ['', []],
  ])('say what each sentence has, the title left aside: %s', (body, expected) => {
    expect([...buildForwardIndexEntry(read(body)).signals]).toEqual(expected);
  });

  it('have of any text the numbers that are found in it, and years only in dates', () => {
    const pieces = fc.constantFrom('في عام 1947', 'مات 50 شخصا', 'أمس', '3.5%', '. ', '\n', ' و');
    const texts = fc.array(fc.oneof(mixedText, pieces), { maxLength: 6 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(texts, (body) => {
        const passage = read(body);
        buildForwardIndexEntry(passage).signals.forEach((bits, index) => {
          const { start, end } = passage.sentences[index]!;
          const sentence = body.slice(start, end);
          expect((bits & number) !== 0).toBe(findNumbers(sentence).length > 0);
          if ((bits & year) !== 0) expect(findDates(sentence)).not.toEqual([]);
        });
      }),
    );
  });
});
