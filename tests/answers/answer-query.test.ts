import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Citation } from '../../src/contracts/answer.js';
import { LexicalBuilder } from '../../src/lexical/lexical-builder.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { maxQuestionUnits } from '../../src/query/clean-question.js';
import { HybridRetriever } from '../../src/retrieval/hybrid-retriever.js';
import { LocalMethods } from '../../src/retrieval/local-methods.js';
import { createExactVectorIndex } from '../graph/exact-vector-index.js';
import { mixedText } from '../text/mixed-text.js';
import { expectExact } from './expect-exact.js';
import { askThrough, createSmallIndex, type SmallIndex } from './small-index.js';

const embargo = `الحظر على إيران
انتهى الحظر التسليحي على إيران في تشرين الأول/ أكتوبر لعام 2020. ورفضت واشنطن ذلك. ومضت طهران في الصفقات.`;
const files = {
  'embargo.txt': embargo,
  'copy/embargo.txt': embargo,
  'river.txt': 'نهر النيل\nيجري نهر النيل شمالا. ويبلغ طوله 6650 كيلومترا. ويصب في البحر المتوسط.',
  'en.md': '# Treaties\n\nThe embargo treaty ended on October 5, 2018 in Geneva. Nobody protested.',
};

let index: SmallIndex;
beforeAll(async () => {
  index = await createSmallIndex(files);
});

const all = { citations: 3, threshold: 0 };

function slice(citation: Citation, span: { start: number; end: number } | undefined): string | undefined {
  const document = index.documents.find(({ id }) => id === citation.place.documentId)!;
  return span && document.text.slice(span.start, span.end);
}

describe('answering', () => {
  it('quotes the sentence that answers, marks the date, and names the place', async () => {
    const { answer, query } = await index.ask('متى انتهى الحظر التسليحي على إيران؟', all);
    expect(answer.kind).toBe('answered');
    expect(query.language).toBe('ar');
    const [first] = answer.citations;
    expect(slice(first!, first!.answerSpans[0])).toBe(
      'انتهى الحظر التسليحي على إيران في تشرين الأول/ أكتوبر لعام 2020.',
    );
    expect(slice(first!, first!.markSpan)).toBe('تشرين الأول/ أكتوبر لعام 2020');
    expect(first!.place).toMatchObject({ title: 'الحظر على إيران', line: 2, paragraph: 1 });
  });

  it('marks what is told below a title or heading, not these themselves', async () => {
    const told = await createSmallIndex({
      'wagner.txt': 'ريتشارد فاغنر\nكان مؤلفا موسيقيا ألمانيا. ولد في لايبزغ سنة 1813.',
      'bach.md': '# Johann Sebastian Bach\n\n## Life of Bach\n\nA German composer. He was born in 1685.',
    });
    const asked = [
      ['من هو ريتشارد فاغنر؟', 'كان مؤلفا موسيقيا ألمانيا.', ['ريتشارد فاغنر']],
      ['Who is Johann Sebastian Bach?', 'A German composer.', ['Johann Sebastian Bach', 'Life of Bach']],
    ] as const;
    for (const [question, marked, headings] of asked) {
      const { answer, sentences } = await told.ask(question, { ...all, ratesAll: true });
      const [first] = answer.citations;
      const { start, end } = first!.answerSpans[0]!;
      expect(told.documents[first!.place.documentId - 1]!.text.slice(start, end)).toBe(marked);
      const textsWhere = (name: 'heading' | 'firstForDefinition'): string[] =>
        sentences
          .filter(
            ({ candidate, features }) =>
              candidate.hit === sentences[0]!.candidate.hit && features[name] === 1,
          )
          .map(({ candidate: { document, passage }, index }) => {
            const span = passage.sentences[index]!;
            return document.text.slice(span.start, span.end);
          })
          .sort();
      expect(textsWhere('heading')).toEqual([...headings].sort());
      expect(textsWhere('firstForDefinition')).toEqual([marked]);
    }
  });

  it('marks a title where there is nothing else', async () => {
    const bare = await createSmallIndex({ 'title.md': '# The embargo treaty' });
    const { answer, sentences } = await bare.ask('What is the embargo treaty?', all);
    expect(answer.citations[0]!.excerpt).toContain('The embargo treaty');
    expect(sentences[0]!.features).toMatchObject({ heading: 1, first: 0 });
  });

  it('cites the same passage of two files once, and names the other file', async () => {
    const { answer } = await index.ask('متى انتهى الحظر التسليحي على إيران؟', all);
    const [first, ...others] = answer.citations;
    expect([first!.place.path, ...first!.alsoIn].sort()).toEqual(['copy/embargo.txt', 'embargo.txt']);
    for (const other of others) expect(other.excerpt).not.toBe(first!.excerpt);
  });

  it('answers in the language of the question', async () => {
    const { answer, query } = await index.ask('When did the embargo treaty end?', all);
    expect(query.language).toBe('en');
    expect(slice(answer.citations[0]!, answer.citations[0]!.markSpan)).toBe('October 5, 2018');
  });

  it('numbers its citations from 1, and gives no more than asked for', async () => {
    for (const citations of [1, 2, 3]) {
      const { answer } = await index.ask('أين يجري نهر النيل؟', { citations, threshold: 0 });
      expect(answer.citations.length).toBeLessThanOrEqual(citations);
      expect(answer.citations.map(({ number }) => number)).toEqual(answer.citations.map((_, at) => at + 1));
    }
  });

  it('is not sure where the confidence is below the threshold, and marks what may answer all the same', async () => {
    const asked = 'متى انتهى الحظر التسليحي على إيران؟';
    const { answer } = await index.ask(asked, all);
    const { confidence } = answer;
    const at = await index.ask(asked, { citations: 3, threshold: confidence });
    const above = await index.ask(asked, { citations: 3, threshold: confidence + 1e-9 });
    expect(at.answer.kind).toBe('answered');
    expect(above.answer).toEqual({ ...answer, kind: 'unsure' });
  });

  it('has no answer where that is likely, and marks no sentence of the nearest passages', async () => {
    const { answer } = await index.ask('كم سعر البيتزا في طوكيو؟', { citations: 3, threshold: 0.4 });
    expect(answer.kind).toBe('no-answer');
    expect(answer.citations.length).toBeGreaterThan(0);
    for (const { answerSpans, markSpan } of answer.citations) {
      expect({ answerSpans, markSpan }).toEqual({ answerSpans: [], markSpan: undefined });
    }
  });

  it.each(['', '   ', '؟!.', '😀😀', '\u202e\u2066', '\u0000\u0007'])(
    'does not look for %j, which has no words',
    async (question) => {
      const embedQuestion = vi.fn();
      const parts = { ...index.parts, embedder: { ...index.parts.embedder, embedQuestion } };
      const { answer, confidenceFeatures, rated } = await askThrough(parts, question, all);
      expect(answer).toMatchObject({ kind: 'no-answer', confidence: 0, citations: [] });
      expect(confidenceFeatures).toBeUndefined();
      expect(rated).toEqual([]);
      expect(embedQuestion).not.toHaveBeenCalled();
    },
  );

  it('has no answer and no nearest passage where nothing is found', async () => {
    const lexical = new LexicalIndex(new LexicalBuilder().build());
    const retriever = new HybridRetriever(
      new LocalMethods({
        vectors: createExactVectorIndex(new Map()),
        lexical,
        findVectors: () => Promise.resolve([]),
      }),
    );
    const { answer } = await askThrough({ ...index.parts, retriever, lexical }, 'من هو؟', all);
    expect(answer).toMatchObject({ kind: 'no-answer', confidence: 0, citations: [] });
  });

  it.each(['ما هو', 'في', 'متى؟', 'what is it?', 'من هو و هي'])(
    'is not sure of anything where %s is all',
    async (asked) => {
      const { answer } = await index.ask(asked, { citations: 3, threshold: 0.1 });
      expect(answer).toMatchObject({ kind: 'no-answer', confidence: 0 });
    },
  );

  it('passes over passages and documents that are gone', async () => {
    const question = 'أين يجري نهر النيل؟';
    for (const parts of [
      { ...index.parts, findPassages: () => Promise.resolve([]) },
      { ...index.parts, findDocument: () => Promise.resolve(undefined) },
    ]) {
      const { answer } = await askThrough(parts, question, all);
      expect(answer).toMatchObject({ kind: 'no-answer', citations: [] });
    }
  });

  it('stops before any work when it has been called off, and between its steps', async () => {
    const { embedder, retriever } = index.parts;
    const embedQuestion = vi.fn((question: string) => embedder.embedQuestion(question));
    const parts = { ...index.parts, embedder: { ...embedder, embedQuestion } };
    const gone = AbortSignal.abort();
    await expect(askThrough(parts, 'متى انتهى؟', { ...all, signal: gone })).rejects.toThrow(/abort/i);
    expect(embedQuestion).not.toHaveBeenCalled();

    const controller = new AbortController();
    const retrieve = vi.spyOn(retriever, 'retrieve');
    const late = index.ask('متى انتهى؟', { ...all, signal: controller.signal });
    controller.abort();
    await expect(late).rejects.toThrow(/abort/i);
    expect(retrieve).not.toHaveBeenCalled();
    retrieve.mockRestore();
  });

  const words = Object.values(files).flatMap((file) => file.split(/\s+/));
  const anyQuestion = fc.oneof(
    mixedText,
    fc
      .array(fc.constantFrom('متى', 'كم', 'من', 'when', ...words), { maxLength: 8 })
      .map((all) => all.join(' ')),
  );

  it('rates only the sentences that can win, and answers as if it had rated all', async () => {
    let left = 0;
    await fc.assert(
      fc.asyncProperty(anyQuestion, async (given) => {
        const question = given.slice(0, maxQuestionUnits);
        const some = await index.ask(question, all);
        const every = await index.ask(question, { ...all, ratesAll: true });
        expect(some.answer).toEqual(every.answer);
        expect(some.confidenceFeatures).toEqual(every.confidenceFeatures);
        left += every.sentences.length - some.sentences.length;
      }),
    );
    expect(left).toBeGreaterThan(0);
  });

  it('cites exact slices, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuestion, async (question) => {
        const { answer } = await index.ask(question.slice(0, maxQuestionUnits), all);
        expect(answer.confidence).toBeGreaterThanOrEqual(0);
        expect(answer.confidence).toBeLessThanOrEqual(1);
        for (const citation of answer.citations) expectExact(index, citation);
      }),
    );
  });
});
