import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Embedder } from '../../src/contracts/embedder.js';
import type { Query } from '../../src/contracts/query.js';
import { UsageError } from '../../src/contracts/errors.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { analyzeQuestion } from '../../src/query/analyze-question.js';
import { maxQuestionUnits } from '../../src/query/clean-question.js';
import { loadThesaurus } from '../../src/query/thesaurus.js';
import { createTranslator } from '../../src/query/shipped-translator.js';
import { isStopword } from '../../src/text/stopwords.js';
import { termsOf } from '../../src/text/terms.js';
import { tokenize } from '../../src/text/tokenize.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';
import { buildLexicalData } from '../lexical/make-collection.js';
import { mixedText } from '../text/mixed-text.js';

const embedder = createFakeEmbedder();
const lexical = new LexicalIndex(
  buildLexicalData([
    { id: 1, context: '', body: 'بنى الصيادون مرفأ بيروت القديم.' },
    { id: 2, context: '', body: 'عزف موزارت في فيينا.' },
    { id: 3, context: '', body: 'رسم الفنان موزار لوحة، وعرض موزار لوحة أخرى، ثم باع موزار لوحاته.' },
    { id: 4, context: '', body: 'موزار رسام.' },
    { id: 5, context: '', body: 'Ships rest in the old harbour.' },
    { id: 6, context: '', body: 'The choir of Harmour sings loudly.' },
    { id: 7, context: 'Suez', body: 'The canal was nationalised in 1956.' },
  ]),
);
const parts = { lexical, thesaurus: loadThesaurus(), translator: createTranslator(), embedder };

/** An embedder that takes the longer, the shorter the question is: what is asked first ends last. */
const slowEmbedder: Embedder = {
  ...embedder,
  embedQuestion: async (text) => {
    await delay(20 / (1 + text.length));
    return embedder.embedQuestion(text);
  },
};

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(
    '__proto__',
    'constructor toString hasOwnProperty',
    '@everyone <@1> [x](http://y)',
    '\u202eمتى\u2066',
    '\u0000\u001b[31m',
    "'; DROP TABLE passages; --",
    'ـ'.repeat(500),
    'ا'.repeat(maxQuestionUnits),
    '\u0301'.repeat(300),
    '\ud800 \udfff',
    'a '.repeat(500),
    '😀'.repeat(400),
  ),
);
const typed = fc
  .array(
    fc.constantFrom(
      ...'متى عزف موزاتر في فيينا؟ بيروتت الصيادين مرفأء canal nationalized Suze 1956 كم لماذا ما هي'.split(
        ' ',
      ),
    ),
    { maxLength: 10 },
  )
  .map((all) => all.join(' '));
const anyQuestion = fc
  .oneof(mixedText, typed, hostileText)
  // What is too long is refused; none of these grows when it is cleaned.
  .map((text) => text.slice(0, maxQuestionUnits));

function expectSound(query: Query): void {
  const { text, corrected, tokens, terms, contentTerms, lexical: looked, embedding } = query;
  expect(tokens).toEqual(tokenize(corrected));
  for (const { folded, start, end } of tokens) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(corrected.length);
    expect(tokenize(corrected.slice(start, end)).map((each) => each.folded)).toContain(folded);
  }
  expect(corrected.isWellFormed()).toBe(true);
  expect(corrected).not.toMatch(/\p{Cc}/u);
  expect(tokenize(text)).toHaveLength(tokens.length);

  const stems = terms.map(({ stem }) => stem);
  expect(new Set(stems).size).toBe(stems.length);
  expect(new Set(stems)).toEqual(new Set(tokens.map((token) => termsOf(token).stem)));
  for (const { token, stem, idf, weight, grams, related, standIns } of terms) {
    expect(tokens).toContainEqual(token);
    expect(termsOf(token).stem).toBe(stem);
    expect(standIns.every((each) => related.includes(each))).toBe(true);
    expect(standIns.length > 0 && lexical.documentFrequency(stem) > 0).toBe(false);
    const idfs = (standIns.length > 0 ? standIns : [{ stem }]).map((each) => lexical.stemIdf(each.stem));
    expect(idf).toBe(Math.max(...idfs));
    expect(weight > 0 && weight <= 1).toBe(true);
    expect(weight === 1).toBe(!isStopword(token.folded));
    for (const { idf: gramIdf } of grams) expect(gramIdf).toBeGreaterThanOrEqual(0);
    for (const { similarity } of related) expect(similarity > 0 && similarity <= 1).toBe(true);
  }
  expect(contentTerms).toBe(terms.filter(({ weight }) => weight === 1).length);
  expect(looked.stems.map(({ term }) => term)).toEqual(stems);
  for (const list of [looked.stems, looked.grams, looked.expansion]) {
    expect(new Set(list.map(({ term }) => term)).size).toBe(list.length);
    for (const { weight } of list) expect(weight > 0 && weight <= 1).toBe(true);
  }
  for (const { term } of looked.expansion) {
    expect(lexical.documentFrequency(term)).toBeGreaterThan(0);
  }
  expect(query.bm25Normalizer).toBe(lexical.bm25Normalizer(looked));
  expect(embedding).toHaveLength(tokens.length > 0 ? embedder.identity.dimension : 0);
}

describe('analyzeQuestion', () => {
  it('knows all that is asked of a question', async () => {
    const query = await analyzeQuestion('  متى عزف\nموزاتر؟ ', parts);
    expect(query).toMatchObject({
      text: 'متى عزف موزاتر؟',
      corrected: 'متى عزف موزارت؟',
      language: 'ar',
      contentTerms: 2,
      questionForm: 'value',
      askedValues: ['date', 'time', 'weekday', 'duration'],
      answerShape: { isList: false, isExplanation: false },
    });
    expect(query.tokens.map(({ start, end }) => query.corrected.slice(start, end))).toEqual([
      'متى',
      'عزف',
      'موزارت',
    ]);
    expect(query.embedding).toEqual(await embedder.embedQuestion('متى عزف موزارت؟'));
    expectSound(query);
  });

  it('takes a typo for the word that stands where the rest of the question stands', async () => {
    const correct = async (question: string): Promise<string> =>
      (await analyzeQuestion(question, parts)).corrected;
    expect(await correct('أين عزف موزاتر؟')).toBe('أين عزف موزارت؟');
    const right = 'ماذا عزف الصيادون في مرفأ بيروت؟';
    expect(await correct(right)).toBe(right);
    expect(await correct('Where do ships rest in harxour?')).toBe('Where do ships rest in harbour?');
    expect(await correct('Which choir of harxour sings?')).toBe('Which choir of harmour sings?');
  });

  it('gives a sound query for any text: spans are slices of what was corrected, terms are distinct', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuestion, async (question) => {
        expectSound(await analyzeQuestion(question, parts));
      }),
    );
  });

  it('gives the same whatever else is analyzed at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyQuestion, { minLength: 2, maxLength: 6 }), async (questions) => {
        const alone: Query[] = [];
        for (const question of questions) alone.push(await analyzeQuestion(question, parts));
        const slow = { ...parts, embedder: slowEmbedder };
        const together = await Promise.all(questions.map((question) => analyzeQuestion(question, slow)));
        expect(together).toEqual(alone);
      }),
      { numRuns: 25 },
    );
  });

  it('gives a value of its own: what is done to one query changes no other of that question', async () => {
    const question = 'متى عزف موزارت في فيينا؟';
    const first = await analyzeQuestion(question, parts);
    const kept = structuredClone(first);
    const second = await analyzeQuestion(question, parts);
    expect(second.embedding).not.toBe(first.embedding);
    (second.tokens as unknown[]).length = 0;
    (second.terms as unknown[]).length = 0;
    (second.lexical.stems as unknown[]).length = 0;
    second.embedding.fill(7);
    expect(first).toEqual(kept);
    expect(await analyzeQuestion(question, parts)).toEqual(kept);
  });

  it.each(['', '   ', '؟!.', '😀😀', '\u202e\u2066', '\u0000\u0007'])(
    'finds no terms in %j, which has no words, and does not embed it',
    async (question) => {
      const embedQuestion = vi.fn();
      const query = await analyzeQuestion(question, { ...parts, embedder: { ...embedder, embedQuestion } });
      expect(query).toMatchObject({
        tokens: [],
        terms: [],
        contentTerms: 0,
        lexical: { stems: [], grams: [], expansion: [] },
        bm25Normalizer: 0,
        questionForm: 'other',
      });
      expect(query.embedding).toHaveLength(0);
      expect(embedQuestion).not.toHaveBeenCalled();
    },
  );

  it('refuses a question that is too long, before any work', async () => {
    const embedQuestion = vi.fn();
    const search = vi.spyOn(lexical, 'search');
    const long = 'س '.repeat(maxQuestionUnits);
    await expect(
      analyzeQuestion(long, { ...parts, embedder: { ...embedder, embedQuestion } }),
    ).rejects.toThrow(UsageError);
    expect(search).not.toHaveBeenCalled();
    expect(embedQuestion).not.toHaveBeenCalled();
    search.mockRestore();
  });

  it('rejects with the reason of a signal, aborted before or while the question is embedded', async () => {
    const reason = new Error('the asker left');
    const embedQuestion = vi.fn((text: string) => embedder.embedQuestion(text));
    const watched = { ...parts, embedder: { ...embedder, embedQuestion } };
    await expect(analyzeQuestion('متى؟', watched, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(embedQuestion).not.toHaveBeenCalled();
    const controller = new AbortController();
    const late = analyzeQuestion('متى؟', watched, controller.signal);
    controller.abort(reason);
    await expect(late).rejects.toBe(reason);
  });

  it('hands on what the embedder fails with', async () => {
    const failure = new Error('the model is gone');
    const failing = { ...embedder, embedQuestion: () => Promise.reject(failure) };
    await expect(analyzeQuestion('متى؟', { ...parts, embedder: failing })).rejects.toBe(failure);
  });
});
