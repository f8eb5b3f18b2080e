import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countContentTerms, findQueryTerms } from '../../src/query/query-terms.js';
import { termsOf } from '../../src/text/terms.js';
import { asToken, tokenize } from '../../src/text/tokenize.js';
import { mixedText } from '../text/mixed-text.js';
import { emptyThesaurus, makeLexicalTerms, makeStatistics } from './make-query.js';

const statistics = makeStatistics();

describe('the terms that are looked up', () => {
  it('are there once each, with the weight of the weightiest word', () => {
    fc.assert(
      fc.property(mixedText, (question) => {
        const { stems, grams, expansion } = makeLexicalTerms(question, statistics);
        expect(expansion).toEqual([]);
        for (const list of [stems, grams]) {
          expect(new Set(list.map(({ term }) => term)).size).toBe(list.length);
          for (const { weight } of list) expect(weight > 0 && weight <= 1).toBe(true);
        }
        expect(makeLexicalTerms(`${question} ${question}`, statistics)).toEqual({ stems, grams, expansion });
      }),
    );
  });

  it('weigh a stopword less than a word of the subject', () => {
    const { stems } = makeLexicalTerms('متى القاهرة', statistics);
    const weightOf = (folded: string): number =>
      stems.find(({ term }) => term === termsOf(asToken(folded)).stem)!.weight;
    expect(weightOf('القاهره')).toBe(1);
    expect(weightOf('متي')).toBeLessThan(0.5);
  });
});

describe('the terms of a query', () => {
  const termsOfQuestion = (question: string) =>
    findQueryTerms(tokenize(question), statistics, emptyThesaurus);

  it('are the stems that are looked up, in order, each with its first word', () => {
    fc.assert(
      fc.property(mixedText, (question) => {
        const words = tokenize(question);
        const terms = termsOfQuestion(question);
        const { stems } = makeLexicalTerms(question, statistics);
        expect(terms.map(({ stem }) => stem)).toEqual(stems.map(({ term }) => term));
        for (const { stem, token } of terms) {
          expect(token).toEqual(words.find((each) => termsOf(each).stem === stem));
        }
      }),
    );
  });

  it('that are no stopwords are counted', () => {
    expect(countContentTerms(termsOfQuestion('متى تأسست الجامعة في القاهرة'))).toBe(3);
    expect(countContentTerms(termsOfQuestion('ما هو'))).toBe(0);
    expect(countContentTerms([])).toBe(0);
  });
});
