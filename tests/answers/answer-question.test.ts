import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { answerQuestion, cleanQuestion, maxQuestionUnits } from '../../src/answers/answer-question.js';
import { cite, citePassage } from '../../src/answers/cite.js';
import type { Citation } from '../../src/contracts/answer.js';
import { UsageError } from '../../src/contracts/errors.js';
import { mixedText } from '../text/mixed-text.js';
import { createSmallIndex, type SmallIndex } from './small-index.js';

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

function expectExact(citation: Citation): void {
  const document = index.documents.find(({ id }) => id === citation.place.documentId)!;
  const { excerpt, excerptSpan, answerSpans, markSpan } = citation;
  expect(document.text.slice(excerptSpan.start, excerptSpan.end)).toBe(excerpt);
  expect(answerSpans.length).toBeGreaterThan(0);
  for (const { start, end } of answerSpans) {
    expect(start).toBeGreaterThanOrEqual(excerptSpan.start);
    expect(end).toBeLessThanOrEqual(excerptSpan.end);
    expect(end).toBeGreaterThan(start);
  }
  if (markSpan) {
    expect(markSpan.start).toBeGreaterThanOrEqual(answerSpans[0]!.start);
    expect(markSpan.end).toBeLessThanOrEqual(answerSpans[0]!.end);
  }
}

function slice(citation: Citation, span: { start: number; end: number } | undefined): string | undefined {
  const document = index.documents.find(({ id }) => id === citation.place.documentId)!;
  return span && document.text.slice(span.start, span.end);
}

describe('cleanQuestion', () => {
  it.each([
    ['  متى  \n انتهى؟ ', 'متى انتهى؟'],
    ['a\u0000b\u001b[31mc', 'a b [31mc'],
    ['a\u2028b\u2029c\u0085d', 'a b c d'],
    ['\ud800', '\ufffd'],
    ['\t\r\n', ''],
    ['', ''],
  ])('%j becomes %j', (question, expected) => {
    expect(cleanQuestion(question)).toBe(expected);
  });

  it('takes a question of the greatest length and refuses a longer one in one sentence', () => {
    expect(cleanQuestion('س'.repeat(maxQuestionUnits))).toHaveLength(maxQuestionUnits);
    expect(() => cleanQuestion('س'.repeat(maxQuestionUnits + 1))).toThrow(UsageError);
    expect(() => cleanQuestion('س'.repeat(10_000))).toThrow(/10000 characters/);
    expect(cleanQuestion(`${' '.repeat(100_000)}س`)).toBe('س');
  });

  it('changes nothing the second time, and leaves no control character', () => {
    fc.assert(
      fc.property(fc.oneof(mixedText, fc.string({ unit: 'binary', maxLength: 50 })), (text) => {
        const clean = cleanQuestion(text.slice(0, maxQuestionUnits));
        expect(cleanQuestion(clean)).toBe(clean);
        expect(clean).not.toMatch(/\p{Cc}/u);
        expect(clean.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('answerQuestion', () => {
  it('quotes the sentence that answers, marks the date, and names the place', async () => {
    const { answer } = await answerQuestion(index, 'متى انتهى الحظر التسليحي على إيران؟', all);
    expect(answer).toMatchObject({ kind: 'answered', language: 'ar', generation: 7 });
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
      const { answer, sentences } = await answerQuestion(told, question, { ...all, ratesAll: true });
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
    const { answer, sentences } = await answerQuestion(bare, 'What is the embargo treaty?', all);
    expect(answer.citations[0]!.excerpt).toContain('The embargo treaty');
    expect(sentences[0]!.features).toMatchObject({ heading: 1, first: 0 });
  });

  it('cites the same passage of two files once, and names the other file', async () => {
    const { answer } = await answerQuestion(index, 'متى انتهى الحظر التسليحي على إيران؟', all);
    const [first, ...others] = answer.citations;
    expect([first!.place.path, ...first!.alsoIn].sort()).toEqual(['copy/embargo.txt', 'embargo.txt']);
    for (const other of others) expect(other.excerpt).not.toBe(first!.excerpt);
  });

  it('answers in the language of the question', async () => {
    const { answer } = await answerQuestion(index, 'When did the embargo treaty end?', all);
    expect(answer.language).toBe('en');
    expect(slice(answer.citations[0]!, answer.citations[0]!.markSpan)).toBe('October 5, 2018');
  });

  it('numbers its citations from 1, and gives no more than asked for', async () => {
    for (const citations of [1, 2, 3]) {
      const { answer } = await answerQuestion(index, 'أين يجري نهر النيل؟', { citations, threshold: 0 });
      expect(answer.citations.length).toBeLessThanOrEqual(citations);
      expect(answer.citations.map(({ number }) => number)).toEqual(answer.citations.map((_, at) => at + 1));
    }
  });

  it('is not sure where the confidence is below the threshold, and marks what may answer all the same', async () => {
    const asked = 'متى انتهى الحظر التسليحي على إيران؟';
    const { answer } = await answerQuestion(index, asked, all);
    const { confidence } = answer;
    const at = await answerQuestion(index, asked, { citations: 3, threshold: confidence });
    const above = await answerQuestion(index, asked, { citations: 3, threshold: confidence + 1e-9 });
    expect(at.answer.kind).toBe('answered');
    expect(above.answer).toEqual({ ...answer, kind: 'unsure' });
  });

  it('has no answer where that is likely, and marks no sentence of the nearest passages', async () => {
    const { answer } = await answerQuestion(index, 'كم طول سور الصين؟', { citations: 3, threshold: 0.4 });
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
      const parts = { ...index, embedder: { ...index.embedder, embedQuestion } };
      const { answer, evidence, hits } = await answerQuestion(parts, question, all);
      expect(answer).toMatchObject({ kind: 'no-answer', confidence: 0, citations: [] });
      expect(evidence).toBeUndefined();
      expect(hits).toEqual([]);
      expect(embedQuestion).not.toHaveBeenCalled();
    },
  );

  it('has no answer and no nearest passage where nothing is found', async () => {
    const { answer } = await answerQuestion({ ...index, retrieve: () => [] }, 'من هو؟', all);
    expect(answer).toMatchObject({ kind: 'no-answer', confidence: 0, citations: [] });
  });

  it.each(['ما هو', 'في', 'متى؟', 'what is it?', 'من هو و هي'])(
    'is not sure of anything where %s is all',
    async (asked) => {
      const { answer } = await answerQuestion(index, asked, { citations: 3, threshold: 0.1 });
      expect(answer).toMatchObject({ kind: 'no-answer', confidence: 0 });
    },
  );

  it('passes over passages and documents that are gone', async () => {
    const question = 'أين يجري نهر النيل؟';
    for (const parts of [
      { ...index, findPassages: () => [] },
      { ...index, findDocument: () => undefined },
    ]) {
      const { answer } = await answerQuestion(parts, question, all);
      expect(answer).toMatchObject({ kind: 'no-answer', citations: [] });
    }
  });

  it('stops before any work when it has been called off, and between its steps', async () => {
    const embedQuestion = vi.fn((question: string) => index.embedder.embedQuestion(question));
    const parts = { ...index, embedder: { ...index.embedder, embedQuestion } };
    const gone = AbortSignal.abort();
    await expect(answerQuestion(parts, 'متى انتهى؟', { ...all, signal: gone })).rejects.toThrow(/abort/i);
    expect(embedQuestion).not.toHaveBeenCalled();

    const controller = new AbortController();
    const retrieve = vi.fn(() => []);
    const late = answerQuestion({ ...index, retrieve }, 'متى انتهى؟', { ...all, signal: controller.signal });
    controller.abort();
    await expect(late).rejects.toThrow(/abort/i);
    expect(retrieve).not.toHaveBeenCalled();
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
        const some = await answerQuestion(index, question, all);
        const every = await answerQuestion(index, question, { ...all, ratesAll: true });
        expect(some.answer).toEqual(every.answer);
        expect(some.evidence).toEqual(every.evidence);
        left += every.sentences.length - some.sentences.length;
      }),
    );
    expect(left).toBeGreaterThan(0);
  });

  it('cites exact slices, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuestion, async (question) => {
        const { answer } = await answerQuestion(index, question.slice(0, maxQuestionUnits), all);
        expect(answer.confidence).toBeGreaterThanOrEqual(0);
        expect(answer.confidence).toBeLessThanOrEqual(1);
        for (const citation of answer.citations) expectExact(citation);
      }),
    );
  });
});

describe('citePassage', () => {
  it('cites every sentence of every passage exactly', () => {
    for (const passage of index.passages) {
      const document = index.documents.find(({ id }) => id === passage.documentId)!;
      passage.sentences.forEach((sentence, at) => {
        const citation = citePassage(document, passage, at, 1, 'number');
        expectExact(citation);
        expect(citation.answerSpans).toEqual([sentence]);
        expect(citation.passageId).toBe(passage.id);
      });
    }
  });

  it('marks nothing where there are two to choose from, and nothing for a question of another type', async () => {
    const two = await createSmallIndex({ 'a.txt': 'بدأت الحرب في عام 1939 وانتهت في عام 1945.' });
    expect(citePassage(two.documents[0]!, two.passages[0]!, 0, 1, 'date').markSpan).toBeUndefined();
    const one = await createSmallIndex({ 'a.txt': 'بدأت الحرب في عام 1939 فجأة.' });
    expect(citePassage(one.documents[0]!, one.passages[0]!, 0, 1, 'date').markSpan).toBeDefined();
    expect(citePassage(one.documents[0]!, one.passages[0]!, 0, 1, 'person').markSpan).toBeUndefined();
  });

  it('refuses a passage that does not lie within its document', () => {
    const [document] = index.documents;
    const span = { start: 0, end: document!.text.length + 1 };
    const passage = { id: 9, documentId: 1, ordinal: 0, span, sentences: [span] };
    expect(() => citePassage(document!, passage, 0, 1, 'date')).toThrow(RangeError);
    expect(() => citePassage(document!, passage, 1, 1, 'date')).toThrow(RangeError);
  });
});

describe('cite', () => {
  it('names each other file once, in the order given', async () => {
    const { sentences } = await answerQuestion(index, 'متى انتهى الحظر التسليحي على إيران؟', all);
    const [best] = sentences;
    const at = (path: string): (typeof sentences)[number] => ({
      ...best!,
      candidate: { ...best!.candidate, document: { ...best!.candidate.document, path } },
    });
    const citation = cite([at('a'), at('b'), at('a'), at('c'), at('b')], 2, 'date');
    expect(citation).toMatchObject({ number: 2, alsoIn: ['b', 'c'] });
    expect(citation.place.path).toBe('a');
  });
});
