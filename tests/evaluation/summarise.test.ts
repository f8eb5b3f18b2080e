import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/evaluation/judgement.js';
import { renderEvaluation } from '../../src/evaluation/render-summary.js';
import { summarise } from '../../src/evaluation/summarise.js';

function judgement(given: Partial<Judgement>): Judgement {
  return {
    question: 'q',
    context: 0,
    answerable: true,
    denseRank: 1,
    lexicalRank: 1,
    fusedRank: 1,
    sentenceRight: true,
    sentenceRightGivenDocument: true,
    confidence: 0.9,
    confidenceWithoutDocument: 0.1,
    excerpts: 2,
    exactExcerpts: 2,
    askMs: 10,
    answers: ['a'],
    shown: undefined,
    confidenceAmongFew: 0.9,
    confidenceAmongFewWithoutDocument: 0.2,
    sentenceRightAmongFew: true,
    markRight: undefined,
    variants: [],
    ...given,
  };
}

const judgements = [
  judgement({ askMs: 1 }),
  judgement({
    denseRank: 3,
    lexicalRank: undefined,
    fusedRank: 2,
    sentenceRight: false,
    confidence: 0.4,
    askMs: 2,
  }),
  judgement({ denseRank: 6, lexicalRank: 11, sentenceRightGivenDocument: false, confidence: 0.05, askMs: 3 }),
  judgement({ denseRank: undefined, lexicalRank: 2, confidence: 0.8, exactExcerpts: 1, askMs: 4 }),
  judgement({
    answerable: false,
    denseRank: undefined,
    fusedRank: undefined,
    sentenceRight: false,
    confidence: 0.4,
    askMs: 100,
  }),
];
const summary = summarise(judgements, 0.4);

describe('summarise', () => {
  it('counts questions and those without an answer', () => {
    expect(summary.questions).toBe(5);
    expect(summary.unanswerable).toBe(1);
  });

  it('means the ranks of the answerable questions', () => {
    const { dense, lexical, fused } = summary.retrieval;
    expect(dense['nDCG@10']).toBeCloseTo((1 + 0.5 + 1 / Math.log2(7) + 0) / 4, 12);
    expect(dense['MRR@10']).toBeCloseTo((1 + 1 / 3 + 1 / 6 + 0) / 4, 12);
    expect([dense['recall@1'], dense['recall@5'], dense['recall@10']]).toEqual([0.25, 0.5, 0.75]);
    expect([lexical['recall@1'], lexical['recall@5'], lexical['recall@10']]).toEqual([0.25, 0.5, 0.5]);
    expect(fused['MRR@10']).toBeCloseTo((1 + 0.5 + 1 + 1) / 4, 12);
  });

  it('shares out right sentences and exact excerpts', () => {
    expect(summary.sentence).toEqual({ givenDocument: 0.75, endToEnd: 0.75 });
    expect(summary.exactExcerpts).toBe(9 / 10);
  });

  it('sets confidence against that without the document, and that of the unanswerable', () => {
    // 0.9, 0.4 and 0.8 are above all four of 0.1, 0.05 is below.
    expect(summary.confidence.auroc).toBe(12 / 16);
    // 0.9 and 0.8 are above 0.4, 0.4 ties with it, 0.05 is below.
    expect(summary.confidence.aurocUnanswerable).toBe(2.5 / 4);
    expect(summary.confidence.reliability.reduce((sum, bin) => sum + bin.count, 0)).toBe(8);
    const last = summary.confidence.curve.at(-1)!;
    expect(last).toEqual({ coverage: 1, threshold: 0.05, precision: 3 / 8 });
  });

  it('says what is answered at the threshold, and that without the document', () => {
    expect(summary.answered).toEqual({ threshold: 0.4, share: 0.75, right: 2 / 3, withoutDocument: 0 });
    const sure = summarise([judgement({ confidenceWithoutDocument: 0.4 }), judgement({})], 0.4);
    expect(sure.answered.withoutDocument).toBe(0.5);
  });

  it('counts the marks and shares out the right ones', () => {
    const marks = [true, false, undefined, true].map((markRight) => judgement({ markRight }));
    expect(summarise(marks, 0.4).marks).toEqual({ count: 3, right: 2 / 3 });
    expect(summary.marks).toEqual({ count: 0, right: 0 });
  });

  it('gives the middle and the high end of the times', () => {
    expect(summary.askMs).toEqual({ median: 3, p95: 100 });
  });

  it('takes no questions at all, and none without an answer', () => {
    const empty = summarise([], 0.4);
    expect(empty.questions).toBe(0);
    expect(empty.retrieval.dense['nDCG@10']).toBe(0);
    expect(empty.exactExcerpts).toBe(1);
    expect(empty.askMs).toEqual({ median: 0, p95: 0 });
    expect(summarise([judgement({})], 0.4).confidence.aurocUnanswerable).toBeNull();
  });
});

describe('renderEvaluation', () => {
  const costs = {
    file: 'f',
    model: 'm',
    date: '2026-11-24',
    node: 'v20',
    machine: 'a machine',
    documents: 2,
    passages: 3,
    indexSeconds: 1,
    askSeconds: 2,
    peakMemoryMb: 100,
  };

  it('has every number of the summary in its tables', () => {
    const text = renderEvaluation({ ...costs, ...summary });
    for (const part of [
      'nDCG@10',
      '0.7500',
      'AUROC, unanswerable in its document',
      '0.6250',
      '100 %',
      '0.9000',
    ]) {
      expect(text).toContain(part);
    }
    expect(text.endsWith('\n')).toBe(true);
    expect(text).not.toContain('undefined');
  });

  it('leaves out what was not asked', () => {
    const text = renderEvaluation({ ...costs, ...summarise([judgement({})], 0.4) });
    expect(text).not.toContain('unanswerable in its document');
  });
});
