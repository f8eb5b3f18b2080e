import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RankedPassage } from '../../src/contracts/hit.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { mergeLexical } from '../../src/lexical/lexical-builder.js';
import { decodeLexical, encodeLexical } from '../../src/lexical/lexical-file.js';
import { termsOf } from '../../src/text/terms.js';
import { tokenize } from '../../src/text/tokenize.js';
import { makeLexicalTerms } from '../query/make-query.js';
import { mixedText } from '../text/mixed-text.js';
import { anyPassages, buildLexicalData } from './make-collection.js';

const collection = [
  { id: 2, context: 'قناة السويس', body: 'أُمِّمَت القناة عام ١٩٥٦ في عهد جمال عبد الناصر.' },
  { id: 3, context: '', body: 'النيل أطول أنهار أفريقيا.' },
  { id: 7, context: 'Suez', body: 'The canal was nationalised in 1956.' },
  { id: 9, context: '', body: '東京都は日本の首都である。' },
];

function find(
  index: LexicalIndex,
  text: string,
  limit: number,
  isAllowed?: (passageId: number) => boolean,
): RankedPassage[] {
  return index.search(makeLexicalTerms(text, index), limit, isAllowed);
}

function scoreOf(index: LexicalIndex, text: string, passageIds: readonly number[]): number[] {
  return index.score(makeLexicalTerms(text, index), passageIds);
}

describe('LexicalIndex', () => {
  const index = new LexicalIndex(buildLexicalData(collection));
  const idsOf = (question: string): number[] => find(index, question, 10).map((hit) => hit.passageId);

  it.each([
    ['متى أممت قناة السويس؟', 2],
    ['متى تم تاميم القناه', 2],
    ['ما أطول نهر في إفريقيا', 3],
    ['When was the canal nationalized?', 7],
    ['日本の首都', 9],
    ['جَمَال', 2],
  ])('finds for %s the passage %d first', (question, id) => {
    expect(idsOf(question)[0]).toBe(id);
  });

  it('finds a number in the digits of either script', () => {
    expect(new Set(idsOf('1956'))).toEqual(new Set([2, 7]));
    expect(idsOf('١٩٥٦')).toEqual(idsOf('1956'));
  });

  it.each(['', ' ', '؟؟', 'zzzzqqqq', '\u064e'])('finds nothing for %j', (question) => {
    expect(find(index, question, 10)).toEqual([]);
    expect(scoreOf(index, question, [2, 3])).toEqual([0, 0]);
  });

  it('ranks from 1, best first, no more than asked for', () => {
    const hits = find(index, 'القناة canal 1956 النيل', 3);
    expect(hits.map((hit) => hit.rank)).toEqual([1, 2, 3]);
    expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).sort((a, b) => b - a));
    expect(find(index, 'القناة', 0)).toEqual([]);
  });

  it('scores 0 a passage that it does not have', () => {
    expect(scoreOf(index, 'القناة', [1, 4, 8, 1000])).toEqual([0, 0, 0, 0]);
  });

  it('knows how many words passages have, title and heading counted, and 0 for one that it does not have', () => {
    const data = buildLexicalData([
      { id: 3, context: 'قناة السويس', body: 'طولها 193 كيلومترا' },
      { id: 9, context: '', body: '' },
    ]);
    expect(new LexicalIndex(data).lengths([9, 3, 4])).toEqual([0, 5, 0]);
  });

  it('has a normalizer of nothing for a question of nothing', () => {
    expect(index.bm25Normalizer(makeLexicalTerms('؟', index))).toBe(0);
    expect(index.bm25Normalizer(makeLexicalTerms('القناة', index))).toBeGreaterThan(0);
  });

  it('says the same of one question whatever was asked in between', () => {
    fc.assert(
      fc.property(anyPassages(0), mixedText, mixedText, (passages, question, other) => {
        const one = new LexicalIndex(buildLexicalData(passages));
        const first = find(one, question, 5);
        find(one, other, 5);
        expect(find(one, question, 5)).toEqual(first);
        expect(
          scoreOf(
            one,
            question,
            first.map((hit) => hit.passageId),
          ),
        ).toEqual(first.map((hit) => hit.score));
      }),
    );
  });

  it('finds under a filter what it finds without one, less what is filtered out', () => {
    fc.assert(
      fc.property(
        anyPassages(0),
        mixedText,
        fc.integer({ min: 2, max: 4 }),
        (passages, question, divisor) => {
          const one = new LexicalIndex(buildLexicalData(passages));
          const isAllowed = (id: number): boolean => id % divisor === 0;
          const all = find(one, question, passages.length + 1).filter((hit) => isAllowed(hit.passageId));
          const filtered = find(one, question, 4, isAllowed);
          expect(filtered).toEqual(all.slice(0, 4).map((hit, position) => ({ ...hit, rank: position + 1 })));
        },
      ),
    );
  });
});

describe('the data of a lexical index', () => {
  it('merged is the data built from the start', () => {
    fc.assert(
      fc.property(anyPassages(0), anyPassages(100), fc.func(fc.boolean()), (old, added, keeps) => {
        const isKept = (id: number): boolean => keeps(id);
        const merged = mergeLexical([
          { data: buildLexicalData(old), isKept },
          { data: buildLexicalData(added) },
        ]);
        expect(merged).toEqual(buildLexicalData([...old.filter(({ id }) => isKept(id)), ...added]));
      }),
    );
  });

  it('comes back from its file as it was, and finds the same', () => {
    fc.assert(
      fc.property(anyPassages(0), mixedText, (passages, question) => {
        const data = buildLexicalData(passages);
        const pieces = encodeLexical(data);
        const decoded = decodeLexical(Buffer.concat(pieces));
        expect(decoded).toEqual(data);
        expect(find(new LexicalIndex(decoded), question, 9)).toEqual(
          find(new LexicalIndex(data), question, 9),
        );
      }),
    );
  });

  it('comes back from a file at any aligned place of a larger buffer', () => {
    const data = buildLexicalData(collection);
    const file = Buffer.concat(encodeLexical(data));
    const larger = Buffer.alloc(file.length + 64);
    file.copy(larger, 24);
    expect(decodeLexical(larger.subarray(24, 24 + file.length))).toEqual(data);
  });

  it('merges from a file as from memory', () => {
    const [first, second] = [collection.slice(0, 2), collection.slice(2)].map(buildLexicalData);
    const read = decodeLexical(Buffer.concat(encodeLexical(first!)));
    expect(mergeLexical([{ data: read, isKept: (id) => id !== 3 }, { data: second! }])).toEqual(
      buildLexicalData(collection.filter(({ id }) => id !== 3)),
    );
  });

  it.each(['', 'ISNADLX', 'ISNADLX9', 'not an index at all'])(
    'of a file that begins %j is refused',
    (text) => {
      expect(() => decodeLexical(Buffer.from(text))).toThrow(RangeError);
    },
  );
});

describe('words with alternatives', () => {
  const passages = [
    'الحظر على البلاد',
    'الحصار على البلاد الحصار',
    'الحظر والحصار في البلاد',
    'البلاد في الشرق',
    'كانت الحصار التي في البلاد البعيدة من هذا المكان',
  ].map((body, at) => ({ id: at + 1, context: '', body }));
  const index = new LexicalIndex(buildLexicalData(passages));
  const part = (word: string, share: number): { term: number; form: string; part: number } => ({
    term: termsOf(tokenize(word)[0]!).stem,
    form: word,
    part: share,
  });
  const alternatives = [part('حظر', 0.75), part('حصار', 0.25)];
  const words = [{ stem: 1, weight: 1, idf: index.alternativesIdf(alternatives, 'ar'), alternatives }];
  const terms = {
    stems: [{ term: 1, weight: 1 }],
    grams: [],
    expansion: [],
    translated: { language: 'ar' as const, words },
  };

  it('weigh what the parts of the passages weigh that hold them', () => {
    const holding = 0.75 * 2 + 0.25 * 3;
    expect(words[0]!.idf).toBeCloseTo(Math.log(1 + (5 + 4 - holding + 0.5) / (holding + 0.5)), 10);
  });

  it('are scored as one word, its frequency the sum of their parts', () => {
    const frequencies = [0.75, 0.5, 1, 0, 0.25];
    const { lengths } = index.data.stems;
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    const expected = frequencies.map((frequency, at) => {
      const norm = 0.9 * (1 - 0.8 + (0.8 * lengths[at]!) / mean);
      return (index.bm25Normalizer(terms) * frequency * 1.9) / (frequency + norm);
    });
    const scores = index.score(terms, [1, 2, 3, 4, 5]);
    scores.forEach((score, at) => {
      expect(score).toBeCloseTo(expected[at]!, 5);
    });
    const ranked = index.search(terms, 3);
    const best = scores.map((score, at) => [score, at + 1] as const).sort((a, b) => b[0] - a[0]);
    expect(ranked.map(({ passageId }) => passageId)).toEqual(best.slice(0, 3).map(([, id]) => id));
  });
});

describe('passages of two languages', () => {
  const arabic = (at: number): string =>
    `${at % 3 === 0 ? 'الحظر' : 'الحصار'} على البلاد ${'البعيدة '.repeat(at % 5)}`;
  const english = (at: number): string => `The ${at % 4 === 0 ? 'embargo' : 'talks'} of ${at % 7}`;

  // Few passages of the question's own language are scored one by one, many are searched.
  it.each([
    [3, 40],
    [510, 40],
    [0, 40],
  ])('are ranked as they are scored, %i of them in the own language', (own, foreign) => {
    const bodies = [...Array(own).keys()].map(english).concat([...Array(foreign).keys()].map(arabic));
    const index = new LexicalIndex(
      buildLexicalData(bodies.map((body, at) => ({ id: at + 1, context: '', body }))),
    );
    const stemOf = (word: string): number => termsOf(tokenize(word)[0]!).stem;
    const alternatives = ['حظر', 'حصار'].map((form, at) => ({
      term: stemOf(form),
      form,
      part: at === 0 ? 0.8 : 0.2,
    }));
    const stems = ['embargo', 'talks'].map((word) => ({ term: stemOf(word), weight: 1 }));
    const idf = index.alternativesIdf(alternatives, 'ar');
    const words = [{ stem: stems[0]!.term, weight: 1, idf, alternatives }];
    const terms = { stems, grams: [], expansion: [], translated: { language: 'ar' as const, words } };
    const scores = index.score(
      terms,
      bodies.map((_, at) => at + 1),
    );
    const best = scores
      .map((score, at) => ({ passageId: at + 1, score }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.passageId - b.passageId);
    const found = index.search(terms, 10);
    expect(found.map(({ passageId, score }) => ({ passageId, score }))).toEqual(best.slice(0, 10));
    expect(index.search(terms, 10)).toEqual(found);
  });

  it('are counted by language, the second time as the first', () => {
    const index = new LexicalIndex(
      buildLexicalData(
        ['الحظر على البلاد', 'The word الحظر is of the talks', 'الحظر'].map((body, at) => ({
          id: at + 1,
          context: '',
          body,
        })),
      ),
    );
    const { stem } = termsOf(tokenize('حظر')[0]!);
    for (let time = 0; time < 2; time++) {
      expect(index.documentFrequencyIn(stem, 'en')).toBe(1);
      expect(index.documentFrequencyIn(stem, 'ar')).toBe(2);
    }
  });

  it('hold the character grams of their words, and no other', () => {
    const index = new LexicalIndex(buildLexicalData([{ id: 1, context: '', body: 'Letterkenny' }]));
    for (const gram of termsOf(tokenize('Letterkenny')[0]!).grams) expect(index.holdsGram(gram)).toBe(true);
    expect(index.holdsGram(termsOf(tokenize('oxytocin')[0]!).grams[0]!)).toBe(false);
  });
});

describe('the language of passages', () => {
  it.each([
    ['وصل الوزير إلى العاصمة في المساء', 'ar'],
    ['The minister arrived in the capital', 'en'],
    ['زار الوزير مصنع Toyota Motor Corporation في المدينة', 'ar'],
    ['The word الوزير means minister and is used of the cabinet', 'en'],
    ['1956 1970 42', undefined],
  ] as const)('of "%s" is %s', (body, language) => {
    const index = new LexicalIndex(buildLexicalData([{ id: 7, context: '', body }]));
    for (const each of ['ar', 'en'] as const) {
      expect(index.isIn(7, each)).toBe(each === language);
      expect(index.passagesIn(each)).toBe(each === language ? 1 : 0);
    }
    expect(index.isIn(8, 'ar')).toBe(false);
  });
});
