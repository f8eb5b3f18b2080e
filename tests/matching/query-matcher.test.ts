import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueryMatch } from '../../src/contracts/match.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { QueryMatcher } from '../../src/matching/query-matcher.js';
import { termsOf } from '../../src/text/terms.js';
import { tokenize } from '../../src/text/tokenize.js';
import { anyPassages, buildLexicalData } from '../lexical/make-collection.js';
import { makeQuery } from '../query/make-query.js';
import { mixedText } from '../text/mixed-text.js';

const index = new LexicalIndex(
  buildLexicalData([
    { id: 1, context: '', body: 'تأسست الجامعة العربية في القاهرة عام ١٩٤٥.' },
    { id: 2, context: '', body: 'القاهرة عاصمة مصر.' },
    { id: 3, context: '', body: 'لندن عاصمة بريطانيا.' },
  ]),
);

async function match(question: string, text: string, lexical = index): Promise<QueryMatch> {
  return new QueryMatcher(await makeQuery(question, lexical)).match(tokenize(text));
}

async function coverage(question: string, text: string): Promise<number> {
  return (await match(question, text)).coverage;
}

describe('the match of a query', () => {
  it('is whole where a text has every word in some form', async () => {
    expect(await coverage('متى تأسست الجامعة العربية', 'متى تاسست جامعه عربيه')).toBeCloseTo(1, 10);
  });

  it('is nothing where a text has no word', async () => {
    expect(await coverage('متى تأسست الجامعة العربية', 'London 1999')).toBe(0);
    expect(await coverage('متى تأسست الجامعة العربية', '')).toBe(0);
  });

  it.each(['', '؟', ' '])('of the question %j is nothing', async (question) => {
    expect(await match(question, 'القاهرة')).toEqual({ coverage: 0, terms: [] });
  });

  it('counts a rare word for more than a frequent one and than a stopword', async () => {
    const { terms } = await match('متى عاصمة بريطانيا', '');
    const weightOf = (word: string): number => terms.find((each) => each.word === word)!.weight;
    expect(weightOf('بريطانيا')).toBeGreaterThan(weightOf('عاصمة'));
    expect(weightOf('عاصمة')).toBeGreaterThan(weightOf('متى'));
  });

  it('gives part of a word part of its share', async () => {
    const shareOf = async (text: string) => (await match('الاستقلالية', text)).terms[0]!.share;
    expect(await shareOf('الاستقلالية')).toBe(1);
    expect(await shareOf('الاستعمار')).toBeGreaterThan(0);
    expect(await shareOf('الاستعمار')).toBeLessThan(1);
    expect(await shareOf('قمر')).toBe(0);
  });

  it('gives each word as the question has it, a repeated one once', async () => {
    const question = 'مَن أسَّس القاهرة؟ القاهرة!';
    const { terms } = await match(question, '');
    expect(terms.map((each) => each.word)).toEqual(['مَن', 'أسَّس', 'القاهرة']);
    for (const { start, end, word } of terms) expect(question.slice(start, end)).toBe(word);
  });

  it('stays between nothing and whole, for any texts', async () => {
    await fc.assert(
      fc.asyncProperty(anyPassages(0, 6), mixedText, mixedText, async (passages, question, text) => {
        const any = new LexicalIndex(buildLexicalData(passages));
        const found = await match(question, text, any);
        expect(found.coverage).toBeGreaterThanOrEqual(0);
        expect(found.coverage).toBeLessThanOrEqual(1 + 1e-12);
        for (const { weight, share } of found.terms) {
          for (const part of [weight, share]) {
            expect(part).toBeGreaterThanOrEqual(0);
            expect(part).toBeLessThanOrEqual(1 + 1e-12);
          }
        }
        const total = found.terms.reduce((sum, { weight }) => sum + weight, 0);
        expect(found.terms.length === 0 ? 1 : total).toBeCloseTo(1, 9);
        const weighted = found.terms.reduce((sum, { weight, share }) => sum + weight * share, 0);
        expect(found.coverage).toBeCloseTo(weighted, 9);
      }),
    );
  });

  it('loses nothing when a text gets longer, and is whole against the question itself', async () => {
    await fc.assert(
      fc.asyncProperty(mixedText, mixedText, mixedText, async (question, text, more) => {
        const query = await makeQuery(question, index);
        const matcher = new QueryMatcher(query);
        const [short, long, itself] = [text, `${text} ${more}`, query.corrected].map((each) =>
          matcher.match(tokenize(each)),
        );
        expect(long!.coverage).toBeGreaterThanOrEqual(short!.coverage - 1e-12);
        if (itself!.terms.length > 0) expect(itself!.coverage).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('a text in pieces', () => {
  it('holds what the pieces behind one another hold', async () => {
    await fc.assert(
      fc.asyncProperty(mixedText, fc.array(mixedText, { maxLength: 4 }), async (question, pieces) => {
        const matcher = new QueryMatcher(await makeQuery(question, index));
        const words = pieces.map((piece) => tokenize(piece));
        const whole = matcher.coverage(matcher.find(words.flat()));
        expect(matcher.coverage(matcher.join(words.map((each) => matcher.find(each))))).toBe(whole);
        expect(whole).toBe(matcher.match(tokenize(pieces.join(' . '))).coverage);
      }),
    );
  });
});

describe('the match of a translated query', () => {
  it('counts a translation as the word, by its similarity, and says which it is', async () => {
    const query = await makeQuery('capital', index);
    const [term] = query.terms;
    const stemOf = (word: string): number => termsOf(tokenize(word)[0]!).stem;
    const translations = [
      { stem: stemOf('عاصمة'), form: 'عاصمة', similarity: 1 },
      { stem: stemOf('رأسمال'), form: 'رأسمال', similarity: 0.5 },
    ];
    const translated = { ...query, terms: [{ ...term!, grams: [], translations }] };
    const matched = (text: string): QueryMatch => new QueryMatcher(translated).match(tokenize(text));
    expect(matched('القاهرة عاصمة مصر').terms).toMatchObject([{ share: 1, translation: 'عاصمة' }]);
    expect(matched('رأسمال الشركة').terms).toMatchObject([{ share: 0.5, translation: 'رأسمال' }]);
    expect(matched('الرأسمال في العاصمة').coverage).toBe(1);
    expect(matched('capital').terms).toMatchObject([{ share: 1, translation: undefined }]);
    expect(matched('مصر').coverage).toBe(0);
  });
});
