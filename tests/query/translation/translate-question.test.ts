import { describe, expect, it, vi } from 'vitest';
import type { Query } from '../../../src/contracts/query.js';
import type { LexicalPassage } from '../../../src/lexical/lexical-builder.js';
import { LexicalIndex } from '../../../src/lexical/lexical-index.js';
import { analyzeQuestion } from '../../../src/query/analyze-question.js';
import { createTranslator, loadLexicon, loadSpelling } from '../../../src/query/shipped-translator.js';
import { loadThesaurus } from '../../../src/query/thesaurus.js';
import { WordTranslator } from '../../../src/query/translation/word-translator.js';
import { hashTerm, stemWord, termsOf } from '../../../src/text/terms.js';
import { tokenize } from '../../../src/text/tokenize.js';
import { createFakeEmbedder } from '../../fakes/fake-embedder.js';
import { buildLexicalData } from '../../lexical/make-collection.js';

const arabic = [
  'انتهى الحظر التسليحي على إيران في عام 2020 بعد سنوات من المفاوضات.',
  'وصل وزير الدفاع الروسي شويغو إلى العاصمة، وزار المصنع الذي يبنى فيه محرك السفينة.',
];
const english = [
  'The embargo on arms was lifted in 2020 after years of talks in the capital.',
  'The minister of defence went to the factory of Toyota, which is in the north.',
];

function indexOf(bodies: readonly string[]): LexicalIndex {
  const passages = bodies.map((body, at): LexicalPassage => ({ id: at + 1, context: '', body }));
  return new LexicalIndex(buildLexicalData(passages));
}

const embedder = createFakeEmbedder();
const shipped = createTranslator();

function analyze(question: string, lexical: LexicalIndex, translator = shipped): Promise<Query> {
  return analyzeQuestion(question, { lexical, thesaurus: loadThesaurus(), translator, embedder });
}

describe('a question in the language of all passages', () => {
  it.each([
    ['متى انتهى الحظر على إيران؟', arabic],
    ['هل زار الوزير العاصمة في 2020؟', arabic],
    ['When was the embargo lifted?', english],
  ])('reads no lexicon, and is looked up as ever: %s', async (question, bodies) => {
    const [lexicon, spelling] = [vi.fn(loadLexicon), vi.fn(loadSpelling)];
    const lexical = indexOf(bodies);
    const query = await analyze(question, lexical, new WordTranslator(lexicon, spelling));
    expect(lexicon).not.toHaveBeenCalled();
    expect(spelling).not.toHaveBeenCalled();
    expect(query).toEqual(await analyze(question, lexical, { translate: () => [] }));
    expect(query.translated).toBeUndefined();
    expect(Object.keys(query.lexical).sort()).toEqual(['expansion', 'grams', 'stems']);
    expect(query.terms.every(({ translations }) => translations === undefined)).toBe(true);
  });
});

describe('a question with words of another language', () => {
  it.each([
    ['أين وصل الوزير Shoigu الروسي؟', 'شويغو'],
    ['متى انتهى الحظر على Iran بعد المفاوضات؟', 'إيران'],
  ])('looks up in its own what no passage holds: %s', async (question, expected) => {
    const query = await analyze(question, indexOf(arabic));
    expect(query.language).toBe('ar');
    expect(query.translated).toBeUndefined();
    const stem = termsOf(tokenize(expected)[0]!).stem;
    expect(query.lexical.expansion.map(({ term }) => term)).toContain(stem);
    expect(query.terms.some(({ related }) => related.some((each) => each.stem === stem))).toBe(true);
  });
});

describe('a question in another language than passages', () => {
  it.each([
    ['When did the embargo on Iran end?', arabic, 1],
    ['Who is the Russian minister of defence?', arabic, 2],
    ['Where is Shoigu?', arabic, 2],
    ['متى رفع الحظر؟', english, 1],
    ['أين مصنع تويوتا؟', english, 2],
    ['Where is مصنع Shoigu?', arabic, 2],
  ])('finds what answers it: %s', async (question, bodies, first) => {
    const lexical = indexOf(bodies);
    const query = await analyze(question, lexical);
    expect(lexical.search(query.lexical, 2)[0]?.passageId).toBe(first);
  });

  it('seeks names among the first words of a long one only', async () => {
    const lexical = indexOf(arabic);
    const padding = 'xylophonist '.repeat(40);
    const early = await analyze(`Shoigu ${padding}`, lexical);
    const late = await analyze(`${padding}Shoigu`, lexical);
    const isFound = ({ translated }: Query): boolean =>
      translated!.terms.some(
        ({ token, translations = [] }) => token.folded === 'shoigu' && translations.length > 0,
      );
    expect([isFound(early), isFound(late)]).toEqual([true, false]);
  });

  it('scores passages in its own language as if there were no others, and both on one scale', async () => {
    const both = indexOf([...english, ...arabic]);
    const question = 'When was the embargo lifted?';
    const query = await analyze(question, both);
    const own = { ...query.lexical, translated: undefined };
    const ids = [1, 2];
    expect(both.score(query.lexical, ids)).toEqual(both.score(own, ids));
    expect(query.translated?.lexical).toBe(query.lexical);
    const scores = both.score(query.lexical, [1, 2, 3, 4]).map((score) => score / query.bm25Normalizer);
    expect(scores[2]).toBeGreaterThan(0.2);
    expect(Math.max(...scores)).toBeLessThan(2);
    expect(
      both
        .search(query.lexical, 4)
        .map(({ passageId }) => passageId)
        .slice(0, 2)
        .sort(),
    ).toEqual([1, 3]);
  });

  it('keeps the words that it translates as they were typed', async () => {
    const query = await analyze(
      'Who visited Shoygu?',
      indexOf([...arabic, 'عرض Shoyga في المتحف الذي في المدينة.']),
    );
    expect(query.corrected).toBe('Who visited Shoygu?');
  });

  it('lets a word that has no counterpart in the other language weigh nothing, but not one that is missing', async () => {
    const { translated } = await analyze('Did the embargo affect a xylophonist?', indexOf(arabic));
    const idfOf = (word: string): number => translated!.terms.find(({ token }) => token.folded === word)!.idf;
    expect(idfOf('did')).toBe(0);
    expect(idfOf('xylophonist')).toBeGreaterThan(idfOf('embargo'));
  });

  it('weighs terms by what their translations weigh, without grams', async () => {
    const lexical = indexOf(arabic);
    const { translated } = await analyze('the minister of defence', lexical);
    const minister = translated!.terms.find(({ token }) => token.folded === 'minister')!;
    const stem = hashTerm(stemWord('وزير'));
    expect(minister.grams).toEqual([]);
    expect(minister.translations).toContainEqual(expect.objectContaining({ stem, similarity: 1 }));
    expect(minister.idf).toBeLessThan(lexical.stemIdf(hashTerm('minist')));
  });
});
