import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { questionTerms } from '../../src/query/query-terms.js';
import { termsOf } from '../../src/text/terms.js';
import { asWord, findWords } from '../../src/text/words.js';
import { mixedText } from '../text/mixed-text.js';
import { anyPassages, buildLexicalData } from './make-collection.js';

const index = new LexicalIndex(
  buildLexicalData([
    { id: 1, context: '', body: 'تأسست الجامعة العربية في القاهرة عام ١٩٤٥.' },
    { id: 2, context: '', body: 'القاهرة عاصمة مصر.' },
    { id: 3, context: '', body: 'لندن عاصمة بريطانيا.' },
  ]),
);

function coverage(question: string, text: string): number {
  return index.match(question, text).coverage;
}

describe('the match of a question', () => {
  it('is whole where a text has every word in some form', () => {
    expect(coverage('متى تأسست الجامعة العربية', 'متى تاسست جامعه عربيه')).toBeCloseTo(1, 10);
  });

  it('is nothing where a text has no word', () => {
    expect(coverage('متى تأسست الجامعة العربية', 'London 1999')).toBe(0);
    expect(coverage('متى تأسست الجامعة العربية', '')).toBe(0);
  });

  it.each(['', '؟', ' '])('of the question %j is nothing', (question) => {
    expect(index.match(question, 'القاهرة')).toEqual({ coverage: 0, words: [] });
  });

  it('counts a rare word for more than a frequent one and than a word of asking', () => {
    const words = index.match('متى عاصمة بريطانيا', '').words;
    const weightOf = (word: string): number => words.find((each) => each.word === word)!.weight;
    expect(weightOf('بريطانيا')).toBeGreaterThan(weightOf('عاصمة'));
    expect(weightOf('عاصمة')).toBeGreaterThan(weightOf('متى'));
  });

  it('gives part of a word part of its share', () => {
    const shareOf = (text: string): number => index.match('الاستقلالية', text).words[0]!.share;
    expect(shareOf('الاستقلالية')).toBe(1);
    expect(shareOf('الاستعمار')).toBeGreaterThan(0);
    expect(shareOf('الاستعمار')).toBeLessThan(1);
    expect(shareOf('قمر')).toBe(0);
  });

  it('gives each word as the question has it, a repeated one once', () => {
    const question = 'مَن أسَّس القاهرة؟ القاهرة!';
    const { words } = index.match(question, '');
    expect(words.map((each) => each.word)).toEqual(['مَن', 'أسَّس', 'القاهرة']);
    for (const { start, end, word } of words) expect(question.slice(start, end)).toBe(word);
  });

  it('stays between nothing and whole, for any texts', () => {
    fc.assert(
      fc.property(anyPassages(0, 6), mixedText, mixedText, (passages, question, text) => {
        const any = new LexicalIndex(buildLexicalData(passages));
        const match = any.match(question, text);
        expect(match.coverage).toBeGreaterThanOrEqual(0);
        expect(match.coverage).toBeLessThanOrEqual(1 + 1e-12);
        for (const { weight, share } of match.words) {
          for (const part of [weight, share]) {
            expect(part).toBeGreaterThanOrEqual(0);
            expect(part).toBeLessThanOrEqual(1 + 1e-12);
          }
        }
        const total = match.words.reduce((sum, { weight }) => sum + weight, 0);
        expect(match.words.length === 0 ? 1 : total).toBeCloseTo(1, 9);
        const weighted = match.words.reduce((sum, { weight, share }) => sum + weight * share, 0);
        expect(match.coverage).toBeCloseTo(weighted, 9);
      }),
    );
  });

  it('loses nothing when a text gets longer, and is whole against the question itself', () => {
    fc.assert(
      fc.property(mixedText, mixedText, mixedText, (question, text, more) => {
        const [short, long, itself] = [text, `${text} ${more}`, question].map((each) =>
          index.match(question, each),
        );
        expect(long!.coverage).toBeGreaterThanOrEqual(short!.coverage - 1e-12);
        if (itself!.words.length > 0) expect(itself!.coverage).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('a text in pieces', () => {
  it('holds what the pieces behind one another hold', () => {
    fc.assert(
      fc.property(mixedText, fc.array(mixedText, { maxLength: 4 }), (question, pieces) => {
        const words = pieces.map((piece) => findWords(piece));
        const [whole, apart] = index.coverage(question, [[words.flat()], words]);
        expect(apart).toBe(whole);
        expect(whole).toBe(index.match(question, pieces.join(' . ')).coverage);
      }),
    );
  });
});

describe('the terms of a question', () => {
  it('are there once each, with the weight of the weightiest word', () => {
    fc.assert(
      fc.property(mixedText, (question) => {
        const { stems, grams } = questionTerms(question);
        for (const list of [stems, grams]) {
          expect(new Set(list.map(({ term }) => term)).size).toBe(list.length);
          for (const { weight } of list) expect(weight > 0 && weight <= 1).toBe(true);
        }
        expect(questionTerms(`${question} ${question}`)).toEqual({ stems, grams });
      }),
    );
  });

  it('weigh a word of asking less than one of the subject', () => {
    const { stems } = questionTerms('متى القاهرة');
    const weightOf = (folded: string): number =>
      stems.find(({ term }) => term === termsOf(asWord(folded)).stem)!.weight;
    expect(weightOf('القاهره')).toBe(1);
    expect(weightOf('متي')).toBeLessThan(0.5);
  });
});
