import { extname } from 'node:path';
import type { Verdict } from '../../contracts/verdict.js';
import { auroc } from '../metrics/auroc.js';
import { expectedCalibrationError, reliabilityBins, type ReliabilityBin } from '../metrics/calibration.js';
import { isAnswerable, type StructuredJudgement } from './judgement.js';

/** Shares of answerable questions and of those that are not; null of none. */
export interface StructuredFigures {
  readonly name: string;
  readonly answerable: number;
  /** The right answer is marked first, however sure. */
  readonly right: number | null;
  readonly rightAndAnswered: number | null;
  readonly wrongButAnswered: number | null;
  /** Said as what may be the answer, right and wrong. */
  readonly rightAndUnsure: number | null;
  readonly wrongAndUnsure: number | null;
  readonly unanswerable: number;
  readonly unanswerableAnswered: number | null;
  readonly unanswerableUnsure: number | null;
  /** Values shown as marked where one is asked for, and the share of them that are right. */
  readonly marksShown: number;
  readonly marksRight: number | null;
  /** Questions that ask for a value, and the share of them where it is shown as marked. */
  readonly valuesAsked: number;
  readonly valuesMarked: number | null;
  /** Values shown as marked where none is asked for. */
  readonly marksUncalledFor: number;
}

/** How well the confidence tells right answers, of all questions. */
export interface StructuredReliability {
  readonly name: string;
  readonly questions: number;
  readonly bins: readonly ReliabilityBin[];
  readonly expectedCalibrationError: number;
  /** Questions answered rightly against all others; null where there are none. */
  readonly auroc: number | null;
  /** Questions that the documents answer against those that they do not. */
  readonly aurocUnanswerable: number | null;
}

export interface StructuredSummary {
  readonly threshold: number;
  readonly askMedianMs: number;
  readonly all: StructuredFigures;
  readonly bySet: readonly StructuredFigures[];
  readonly byKind: readonly StructuredFigures[];
  readonly byNeed: readonly StructuredFigures[];
  readonly byVariety: readonly StructuredFigures[];
  /** All questions, and those about documents of each file format. */
  readonly reliability: readonly StructuredReliability[];
}

function share(
  judgements: readonly StructuredJudgement[],
  holds: (each: StructuredJudgement) => boolean,
): number | null {
  return judgements.length > 0 ? judgements.filter(holds).length / judgements.length : null;
}

function isSaid(verdict: Verdict, isRight?: boolean): (each: StructuredJudgement) => boolean {
  return (each) => each.verdict === verdict && (isRight === undefined || each.isRight === isRight);
}

function isMarkShown({ marked, verdict }: StructuredJudgement): boolean {
  return marked?.mark !== undefined && verdict !== 'no-answer';
}

function figuresOf(name: string, judgements: readonly StructuredJudgement[]): StructuredFigures {
  const answerable = judgements.filter(isAnswerable);
  const unanswerable = judgements.filter((each) => !isAnswerable(each));
  const asked = answerable.filter(({ question }) => question.mark !== null);
  const shown = asked.filter(isMarkShown);
  const hasRightMark = ({ isMarkRight }: StructuredJudgement): boolean => isMarkRight === true;
  return {
    name,
    answerable: answerable.length,
    right: share(answerable, ({ isRight }) => isRight),
    rightAndAnswered: share(answerable, isSaid('answered', true)),
    wrongButAnswered: share(answerable, isSaid('answered', false)),
    rightAndUnsure: share(answerable, isSaid('unsure', true)),
    wrongAndUnsure: share(answerable, isSaid('unsure', false)),
    unanswerable: unanswerable.length,
    unanswerableAnswered: share(unanswerable, isSaid('answered')),
    unanswerableUnsure: share(unanswerable, isSaid('unsure')),
    marksShown: shown.length,
    marksRight: share(shown, hasRightMark),
    valuesAsked: asked.length,
    valuesMarked: share(asked, hasRightMark),
    marksUncalledFor: judgements.filter((each) => each.question.mark === null && isMarkShown(each)).length,
  };
}

/** By a name, the largest group first. */
function groupsBy(
  judgements: readonly StructuredJudgement[],
  nameOf: (each: StructuredJudgement) => string,
): [name: string, judgements: StructuredJudgement[]][] {
  const groups = new Map<string, StructuredJudgement[]>();
  for (const each of judgements) {
    const name = nameOf(each);
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

function reliabilityOf(name: string, judgements: readonly StructuredJudgement[]): StructuredReliability {
  const judged = judgements.map(({ confidence, isRight }) => ({ confidence, correct: isRight }));
  const confidences = (holds: (each: StructuredJudgement) => boolean): number[] =>
    judgements.filter(holds).map(({ confidence }) => confidence);
  const area = (holds: (each: StructuredJudgement) => boolean): number | null => {
    const value = auroc(
      confidences(holds),
      confidences((each) => !holds(each)),
    );
    return Number.isNaN(value) ? null : value;
  };
  return {
    name,
    questions: judgements.length,
    bins: reliabilityBins(judged),
    expectedCalibrationError: expectedCalibrationError(judged),
    auroc: area(({ isRight }) => isRight),
    aurocUnanswerable: area(isAnswerable),
  };
}

/** `threshold`: the lowest confidence that counts as an answer. */
export function summariseStructured(
  judgements: readonly StructuredJudgement[],
  threshold: number,
): StructuredSummary {
  const by = (nameOf: (each: StructuredJudgement) => string): StructuredFigures[] =>
    groupsBy(judgements, nameOf).map(([name, group]) => figuresOf(name, group));
  const times = judgements.map(({ askMs }) => askMs).sort((a, b) => a - b);
  const formats = groupsBy(judgements, ({ question }) => extname(question.file).slice(1).toLowerCase());
  return {
    threshold,
    askMedianMs: times[Math.floor(times.length / 2)] ?? 0,
    all: figuresOf('all', judgements),
    bySet: by(({ question }) => question.set),
    byKind: by(({ question }) => question.kind),
    byNeed: by(({ question }) => question.needs),
    byVariety: by(({ question }) => question.variety),
    reliability: [
      reliabilityOf('all', judgements),
      ...formats.map(([name, group]) => reliabilityOf(name, group)),
    ],
  };
}
