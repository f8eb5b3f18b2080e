import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LexicalTerms } from '../../src/contracts/query.js';
import type { LexicalSearcher } from '../../src/contracts/search.js';
import type { LexicalPassage } from '../../src/lexical/lexical-builder.js';
import { hashTerm, termsOf } from '../../src/text/terms.js';
import { asToken, tokenize } from '../../src/text/tokenize.js';
import { makeLexicalTerms } from '../query/make-query.js';
import { mixedText } from '../text/mixed-text.js';
import { anyPassages } from './make-collection.js';

/** Each builds an index. */
const numRuns = 30;

const noTerms: LexicalTerms = { stems: [], grams: [], expansion: [] };

const subjects = 'قناة السويس النيل مصر القاهرة canal river harbour bridge 1956'.split(' ');
/** Passage 3 · n holds the n-th word n times over, and all of them hold two words. */
const collection: readonly LexicalPassage[] = subjects.map((word, index) => ({
  id: index * 3,
  context: index % 2 === 0 ? 'عنوان الصفحة' : '',
  body: `${`${word} `.repeat(index)}تقرير report`,
}));

/** What every lexical index must do, however it keeps its terms. `create` is given passages by ascending id. */
export function describeLexicalSearcher(
  name: string,
  create: (passages: readonly LexicalPassage[]) => LexicalSearcher,
): void {
  describe(`${name}, a lexical searcher`, () => {
    const index = create(collection);
    const common = makeLexicalTerms('تقرير report', index);

    it('knows its size', () => {
      expect(index.size).toBe(collection.length);
      expect(create([]).size).toBe(0);
    });

    it('ranks from 1 by score, above 0, ties by the lower id, each passage once, as `score` has it', () => {
      fc.assert(
        fc.property(anyPassages(0), mixedText, fc.integer({ min: 1, max: 20 }), (passages, text, limit) => {
          const any = create(passages);
          const terms = makeLexicalTerms(text, any);
          const hits = any.search(terms, limit);
          const ids = passages.map(({ id }) => id);
          const scores = any.score(terms, ids);
          const wanted = ids
            .map((passageId, at) => ({ passageId, score: scores[at]! }))
            .filter(({ score }) => score > 0)
            .sort((a, b) => b.score - a.score || a.passageId - b.passageId)
            .slice(0, limit)
            .map((hit, at) => ({ ...hit, rank: at + 1 }));
          expect(hits).toEqual(wanted);
        }),
        { numRuns },
      );
    });

    it('gives passages of the same words in the order of their ids', () => {
      const same = create([4, 9, 30].map((id) => ({ id, context: '', body: 'قناة السويس' })));
      const hits = same.search(makeLexicalTerms('السويس', same), 2);
      expect(hits.map(({ passageId }) => passageId)).toEqual([4, 9]);
      expect(hits[0]!.score).toBe(hits[1]!.score);
    });

    it.each([-1, 0])('gives nothing where %d are asked for', (limit) => {
      expect(index.search(common, limit)).toEqual([]);
    });

    it('gives all that share a term where more are asked for', () => {
      expect(index.search(common, 1000)).toHaveLength(collection.length);
      expect(index.search(makeLexicalTerms('القاهرة', index), 1000)).toHaveLength(1);
    });

    it('finds nothing for no terms, for terms that no passage holds, and in an empty index', () => {
      expect(index.search(noTerms, 10)).toEqual([]);
      expect(index.score(noTerms, [0, 3])).toEqual([0, 0]);
      const unknown = { ...noTerms, stems: [{ term: hashTerm('unheard of'), weight: 1 }] };
      expect(index.search(unknown, 10)).toEqual([]);
      expect(create([]).search(common, 10)).toEqual([]);
      expect(create([]).score(common, [1])).toEqual([0]);
    });

    it('keeps to a filter, and ranks what it lets through from 1', () => {
      const all = index.search(common, 1000);
      const isAllowed = (passageId: number): boolean => passageId % 2 === 0;
      const wanted = all
        .filter(({ passageId }) => isAllowed(passageId))
        .map((hit, at) => ({ ...hit, rank: at + 1 }));
      expect(index.search(common, 1000, isAllowed)).toEqual(wanted);
      expect(index.search(common, 2, isAllowed)).toEqual(wanted.slice(0, 2));
      expect(index.search(common, 10, () => false)).toEqual([]);
    });

    it('hands on what a filter throws, and goes on working', () => {
      const failure = new Error('no such passage');
      expect(() =>
        index.search(common, 10, () => {
          throw failure;
        }),
      ).toThrow(failure);
      expect(index.search(common, 1)).toEqual(index.search(common, 1));
      expect(index.search(common, 1)).toHaveLength(1);
    });

    it('scores by weight: twice the weight is twice the score', () => {
      const terms = makeLexicalTerms('القاهرة', index);
      const twice = { ...terms, stems: terms.stems.map((each) => ({ ...each, weight: each.weight * 2 })) };
      const onlyStems = { ...terms, grams: [] };
      const [once] = index.search(onlyStems, 1);
      const [double] = index.search({ ...twice, grams: [] }, 1);
      expect(double!.score).toBeCloseTo(2 * once!.score, 4);
    });

    it('scores passages in the order asked for, repeated ones again, unknown ones 0', () => {
      const [first, second] = index.search(common, 2);
      const ids = [second!.passageId, 1, first!.passageId, second!.passageId, -1, 0.5];
      expect(index.score(common, ids)).toEqual([second!.score, 0, first!.score, second!.score, 0, 0]);
      expect(index.score(common, [])).toEqual([]);
    });

    it('counts the words of passages, title and heading included; 0 of those that are not there', () => {
      const ids = collection.map(({ id }) => id);
      const wanted = collection.map(({ context, body }) => tokenize(`${context} ${body}`).length);
      expect(index.lengths(ids)).toEqual(wanted);
      expect(index.lengths([1, 1000])).toEqual([0, 0]);
    });

    it('knows how much of a word a passage holds: all, a part, or nothing without its stem', () => {
      const some = create([
        { id: 1, context: 'المهندس', body: 'وصل' },
        { id: 2, context: '', body: 'مهندسون' },
        { id: 3, context: '', body: 'قمر' },
      ]);
      const [whole, part, none, gone] = some.wordContainment(asToken('المهندس'), [1, 2, 3, 4]);
      expect(whole).toBe(1);
      expect(part).toBeGreaterThan(0);
      expect(part).toBeLessThan(1);
      expect([none, gone]).toEqual([0, 0]);
    });

    it('has statistics: frequencies are counts of passages, and the rarer term has the higher idf', () => {
      const stem = (word: string): number => termsOf(tokenize(word)[0]!).stem;
      const gram = (word: string): number => termsOf(tokenize(word)[0]!).grams[0]!;
      expect(index.documentFrequency(stem('تقرير'))).toBe(collection.length);
      expect(index.documentFrequency(stem('عنوان'))).toBe(collection.length / 2);
      expect(index.documentFrequency(stem('القاهرة'))).toBe(1);
      expect(index.documentFrequency(stem('دمشق'))).toBe(0);
      for (const idf of [
        (word: string) => index.stemIdf(stem(word)),
        (word: string) => index.gramIdf(gram(word)),
      ]) {
        expect(idf('تقرير')).toBeGreaterThanOrEqual(0);
        expect(idf('عنوان')).toBeGreaterThan(idf('تقرير'));
        expect(idf('harbour')).toBeGreaterThan(idf('عنوان'));
        expect(idf('دمشق')).toBeGreaterThan(idf('harbour'));
      }
    });

    it('has a normalizer that a passage of mean length with every term once comes to, 0 for no terms', () => {
      expect(index.bm25Normalizer(noTerms)).toBe(0);
      const equal = create([1, 2, 3].map((id) => ({ id, context: '', body: `${subjects[id]!} report` })));
      const terms = { ...makeLexicalTerms('report', equal), grams: [] };
      expect(equal.search(terms, 1)[0]!.score).toBeCloseTo(equal.bm25Normalizer(terms), 5);
    });

    it('gives the same again, whatever was looked up in between', () => {
      fc.assert(
        fc.property(anyPassages(0), mixedText, mixedText, (passages, text, other) => {
          const any = create(passages);
          const [terms, others] = [text, other].map((each) => makeLexicalTerms(each, any));
          const first = any.search(terms!, 5);
          any.search(others!, 5);
          any.score(
            others!,
            passages.map(({ id }) => id),
          );
          expect(any.search(terms!, 5)).toEqual(first);
          expect(create(passages).search(terms!, 5)).toEqual(first);
        }),
        { numRuns },
      );
    });
  });
}
