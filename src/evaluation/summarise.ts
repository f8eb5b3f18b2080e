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
import { bootstrapInterval, randomisationTest, type PairedTest } from './metrics/paired.js';
import { ndcg, recall, reciprocalRank } from './metrics/ranking.js';
import { summariseVerdicts, type VerdictSummary } from './summarise-verdicts.js';
import { variantKinds, type VariantKind } from './variants.js';

const depth = 10;
const coverages = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

export interface RetrievalSummary {
  readonly 'nDCG@10': number;
  readonly 'MRR@10': number;
  readonly 'recall@1': number;
  readonly 'recall@5': number;
  readonly 'recall@10': number;
  /** The middle 95 % of nDCG@10 over samples of the questions. */
  readonly interval: { readonly low: number; readonly high: number };
}

export const retrievalColumns = [
  'nDCG@10',
  'MRR@10',
  'recall@1',
  'recall@5',
  'recall@10',
] as const satisfies readonly (keyof RetrievalSummary)[];

/** Questions typed in one other way, beside the same questions as they are. */
export interface VariantSummary {
  readonly kind: VariantKind;
  /** Questions that it changes; the figures are of these. */
  readonly questions: number;
  readonly clean: number;
  /** nDCG@10, fused. */
  readonly typed: number;
  /** `difference`: typed less clean. */
  readonly test: PairedTest;
  readonly sentenceClean: number;
  readonly sentenceTyped: number;
}

export interface EvaluationSummary {
  readonly questions: number;
  /** Questions that their document does not answer (SQuAD 2). */
  readonly unanswerable: number;
  readonly retrieval: Readonly<Record<'dense' | 'lexical' | 'fused', RetrievalSummary>>;
  /** nDCG@10 of both methods together less that of one alone. */
  readonly fusedOver: Readonly<Record<'dense' | 'lexical', PairedTest>>;
  readonly variants: readonly VariantSummary[];
  readonly sentence: { readonly givenDocument: number; readonly endToEnd: number };
  /** Dates and numbers marked in right sentences, and the share of them that are of the gold answer. */
  readonly marks: { readonly count: number; readonly right: number };
  /** What is answered at the threshold, so confidently: of all answerable questions, and of these how many rightly. */
  readonly answered: {
    readonly threshold: number;
    readonly share: number;
    readonly right: number;
    /** The share answered all the same when their own document is removed. */
    readonly withoutDocument: number;
  };
  /** What is said at the threshold, in the whole index and among ten documents. */
  readonly verdicts: { readonly all: readonly VerdictSummary[]; readonly ten: readonly VerdictSummary[] };
  readonly confidence: {
    /** Answerable questions against the same with their own document removed; null where there are none. */
    readonly auroc: number | null;
    /** `auroc` in an index of ten documents. */
    readonly aurocAmongFew: number | null;
    readonly calibrationErrorAmongFew: number;
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

function shareOf(judgements: readonly Judgement[], holds: (judgement: Judgement) => boolean): number {
  return mean(judgements.map((each) => (holds(each) ? 1 : 0)));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

type Rank = number | undefined;

function gains(ranks: readonly Rank[]): number[] {
  return ranks.map((rank) => ndcg(rank, depth));
}

function retrievalSummary(ranks: readonly Rank[]): RetrievalSummary {
  return {
    'nDCG@10': mean(gains(ranks)),
    'MRR@10': mean(ranks.map((rank) => reciprocalRank(rank, depth))),
    'recall@1': mean(ranks.map((rank) => recall(rank, 1))),
    'recall@5': mean(ranks.map((rank) => recall(rank, 5))),
    'recall@10': mean(ranks.map((rank) => recall(rank, depth))),
    interval: bootstrapInterval(gains(ranks)),
  };
}

function variantSummary(kind: VariantKind, judgements: readonly Judgement[]): VariantSummary {
  const pairs = judgements.flatMap((clean) =>
    clean.variants.filter((typed) => typed.kind === kind).map((typed) => ({ clean, typed })),
  );
  const clean = gains(pairs.map((pair) => pair.clean.fusedRank));
  const typed = gains(pairs.map((pair) => pair.typed.fusedRank));
  return {
    kind,
    questions: pairs.length,
    clean: mean(clean),
    typed: mean(typed),
    test: randomisationTest(clean, typed),
    sentenceClean: mean(pairs.map((pair) => (pair.clean.sentenceRight ? 1 : 0))),
    sentenceTyped: mean(pairs.map((pair) => (pair.typed.sentenceRight ? 1 : 0))),
  };
}

function separation(positives: readonly number[], negatives: readonly number[]): number | null {
  return positives.length > 0 && negatives.length > 0 ? auroc(positives, negatives) : null;
}

/** Answers with their confidence, and those given without the document, which are wrong all of them. */
export function judgeConfidence(
  judgements: readonly Judgement[],
  withDocument: (judgement: Judgement) => number,
  without: (judgement: Judgement) => number,
): Judged[] {
  return judgements.flatMap((each) => [
    { confidence: withDocument(each), correct: each.sentenceRight },
    { confidence: without(each), correct: false },
  ]);
}

function answeredSummary(answerable: readonly Judgement[], threshold: number): EvaluationSummary['answered'] {
  const answered = answerable.filter((each) => each.confidence >= threshold);
  return {
    threshold,
    share: shareOf(answerable, (each) => each.confidence >= threshold),
    right: shareOf(answered, (each) => each.sentenceRight),
    withoutDocument: shareOf(answerable, (each) => each.confidenceWithoutDocument >= threshold),
  };
}

/**
 * What the judgements come to. Retrieval and sentences: of the answerable questions. `threshold`: the lowest
 * confidence that counts as an answer.
 */
export function summarise(judgements: readonly Judgement[], threshold: number): EvaluationSummary {
  const answerable = judgements.filter((each) => each.answerable);
  const unanswerable = judgements.filter((each) => !each.answerable);
  const judged = judgeConfidence(
    answerable,
    (each) => each.confidence,
    (each) => each.confidenceWithoutDocument,
  );
  const judgedAmongFew = judgeConfidence(
    answerable.map((each) => ({ ...each, sentenceRight: each.sentenceRightAmongFew })),
    (each) => each.confidenceAmongFew,
    (each) => each.confidenceAmongFewWithoutDocument,
  );
  const fused = gains(answerable.map((each) => each.fusedRank));
  const excerpts = judgements.reduce((sum, each) => sum + each.excerpts, 0);
  const exact = judgements.reduce((sum, each) => sum + each.exactExcerpts, 0);
  const confidences = answerable.map((each) => each.confidence);
  const askMs = judgements.map((each) => each.askMs);
  const marked = answerable.filter((each) => each.markRight !== undefined);
  return {
    questions: judgements.length,
    unanswerable: unanswerable.length,
    retrieval: {
      dense: retrievalSummary(answerable.map((each) => each.denseRank)),
      lexical: retrievalSummary(answerable.map((each) => each.lexicalRank)),
      fused: retrievalSummary(answerable.map((each) => each.fusedRank)),
    },
    fusedOver: {
      dense: randomisationTest(gains(answerable.map((each) => each.denseRank)), fused),
      lexical: randomisationTest(gains(answerable.map((each) => each.lexicalRank)), fused),
    },
    variants: variantKinds
      .map((kind) => variantSummary(kind, answerable))
      .filter(({ questions }) => questions > 0),
    sentence: {
      givenDocument: shareOf(answerable, (each) => each.sentenceRightGivenDocument),
      endToEnd: shareOf(answerable, (each) => each.sentenceRight),
    },
    marks: { count: marked.length, right: shareOf(marked, (each) => each.markRight === true) },
    answered: answeredSummary(answerable, threshold),
    verdicts: {
      all: summariseVerdicts(judgements, threshold, 'all'),
      ten: summariseVerdicts(judgements, threshold, 'ten'),
    },
    confidence: {
      auroc: separation(
        confidences,
        answerable.map((each) => each.confidenceWithoutDocument),
      ),
      aurocAmongFew: separation(
        answerable.map((each) => each.confidenceAmongFew),
        answerable.map((each) => each.confidenceAmongFewWithoutDocument),
      ),
      calibrationErrorAmongFew: expectedCalibrationError(judgedAmongFew),
      aurocUnanswerable: separation(
        confidences,
        unanswerable.map((each) => each.confidence),
      ),
      expectedCalibrationError: expectedCalibrationError(judged),
      curve: coverageCurve(judged, coverages),
      reliability: reliabilityBins(judged),
    },
    exactExcerpts: excerpts > 0 ? exact / excerpts : 1,
    askMs: { median: quantile(askMs, 0.5), p95: quantile(askMs, 0.95) },
  };
}
