import type { Verdict } from '../contracts/verdict.js';
import { verdictOf, verdicts } from '../text/verdict.js';
import type { Judgement } from './judgement.js';

/** How often something is said, and how often rightly. Shares of nothing are 0. */
export interface VerdictSummary {
  readonly verdict: Verdict;
  /** Of all questions, asked with their document there and again without it. */
  readonly share: number;
  /** Of these, those whose best sentence holds the gold answer. */
  readonly right: number;
  /** Of these, those whose document was there, and answers. */
  readonly hadAnswer: number;
}

/** One question asked once. */
interface Asked {
  readonly verdict: Verdict;
  readonly isRight: boolean;
  readonly hadAnswer: boolean;
}

function shareOf(asked: readonly Asked[], holds: (each: Asked) => boolean): number {
  return asked.length > 0 ? asked.filter(holds).length / asked.length : 0;
}

/** Among which documents the questions were asked. */
const settings = {
  all: {
    right: (each: Judgement) => each.sentenceRight,
    confidence: (each: Judgement) => each.confidence,
    without: (each: Judgement) => each.confidenceWithoutDocument,
  },
  ten: {
    right: (each: Judgement) => each.sentenceRightAmongFew,
    confidence: (each: Judgement) => each.confidenceAmongFew,
    without: (each: Judgement) => each.confidenceAmongFewWithoutDocument,
  },
} as const;

/** A question that its own document does not answer counts as one that has none, twice. */
export function summariseVerdicts(
  judgements: readonly Judgement[],
  threshold: number,
  among: keyof typeof settings,
): VerdictSummary[] {
  const { right, confidence, without } = settings[among];
  const asked = judgements.flatMap((each): Asked[] => [
    {
      verdict: verdictOf(confidence(each), threshold),
      isRight: each.answerable && right(each),
      hadAnswer: each.answerable,
    },
    { verdict: verdictOf(without(each), threshold), isRight: false, hadAnswer: false },
  ]);
  return verdicts.map((verdict) => {
    const own = asked.filter((each) => each.verdict === verdict);
    return {
      verdict,
      share: asked.length > 0 ? own.length / asked.length : 0,
      right: shareOf(own, ({ isRight }) => isRight),
      hadAnswer: shareOf(own, ({ hadAnswer }) => hadAnswer),
    };
  });
}
