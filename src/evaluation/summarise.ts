import type { Judgement } from './judgement.js';
import { auroc } from './metrics/auroc.js';
import {
  coverageCurve,
  expectedCalibrationError,
  reliabilityBins,
  type CoveragePoint,
  type Judged,
  type ReliabilityBin,
} from './metrics/calibration.js';
import { ndcg, recall, reciprocalRank } from './metrics/ranking.js';

const depth = 10;
const coverages = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

export interface RetrievalSummary {
  readonly 'nDCG@10': number;
  readonly 'MRR@10': number;
  readonly 'recall@1': number;
  readonly 'recall@5': number;
  readonly 'recall@10': number;
}

export interface EvaluationSummary {
  readonly questions: number;
  /** Questions that their document does not answer (SQuAD 2). */
  readonly unanswerable: number;
  readonly retrieval: Readonly<Record<'dense' | 'lexical' | 'fused', RetrievalSummary>>;
  readonly sentence: { readonly givenDocument: number; readonly endToEnd: number };
  readonly confidence: {
    /** Answerable questions against the same with their own document removed. */
    readonly auroc: number;
    /** Answerable questions against those that SQuAD 2 marks as unanswerable; null where there are none. */
    readonly aurocUnanswerable: number | null;
    readonly expectedCalibrationError: number;
    readonly curve: readonly CoveragePoint[];
    readonly reliability: readonly ReliabilityBin[];
  };
  /** The share of excerpts equal to their slice of the stored text. */
  readonly exactExcerpts: number;
  readonly askMs: { readonly median: number; readonly p95: number };
}

function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function retrievalSummary(ranks: readonly (number | undefined)[]): RetrievalSummary {
  return {
    'nDCG@10': mean(ranks.map((rank) => ndcg(rank, depth))),
    'MRR@10': mean(ranks.map((rank) => reciprocalRank(rank, depth))),
    'recall@1': mean(ranks.map((rank) => recall(rank, 1))),
    'recall@5': mean(ranks.map((rank) => recall(rank, 5))),
    'recall@10': mean(ranks.map((rank) => recall(rank, depth))),
  };
}

/** What the judgements come to. Retrieval and sentences: of the answerable questions. */
export function summarise(judgements: readonly Judgement[]): EvaluationSummary {
  const answerable = judgements.filter((each) => each.answerable);
  const unanswerable = judgements.filter((each) => !each.answerable);
  const judged: Judged[] = [
    ...answerable.map(({ confidence, sentenceRight }) => ({ confidence, correct: sentenceRight })),
    ...answerable.map(({ confidenceWithoutDocument }) => ({
      confidence: confidenceWithoutDocument,
      correct: false,
    })),
  ];
  const excerpts = judgements.reduce((sum, each) => sum + each.excerpts, 0);
  const exact = judgements.reduce((sum, each) => sum + each.exactExcerpts, 0);
  const confidences = answerable.map((each) => each.confidence);
  const askMs = judgements.map((each) => each.askMs);
  return {
    questions: judgements.length,
    unanswerable: unanswerable.length,
    retrieval: {
      dense: retrievalSummary(answerable.map((each) => each.denseRank)),
      lexical: retrievalSummary(answerable.map((each) => each.lexicalRank)),
      fused: retrievalSummary(answerable.map((each) => each.fusedRank)),
    },
    sentence: {
      givenDocument: mean(answerable.map((each) => (each.sentenceRightGivenDocument ? 1 : 0))),
      endToEnd: mean(answerable.map((each) => (each.sentenceRight ? 1 : 0))),
    },
    confidence: {
      auroc: auroc(
        confidences,
        answerable.map((each) => each.confidenceWithoutDocument),
      ),
      aurocUnanswerable:
        unanswerable.length > 0
          ? auroc(
              confidences,
              unanswerable.map((each) => each.confidence),
            )
          : null,
      expectedCalibrationError: expectedCalibrationError(judged),
      curve: coverageCurve(judged, coverages),
      reliability: reliabilityBins(judged),
    },
    exactExcerpts: excerpts > 0 ? exact / excerpts : 1,
    askMs: { median: quantile(askMs, 0.5), p95: quantile(askMs, 0.95) },
  };
}
