import { createHash } from 'node:crypto';
import { confidenceFeatureNames } from '../../../src/answers/confidence.js';
import { probability } from '../../../src/answers/logistic.js';
import { auroc } from '../../../src/evaluation/metrics/auroc.js';
import { findBestAnswer } from './best-answers.js';
import type { AskedExample } from './collect-examples.js';
import { fitConfidence, isWhole, type AskedSet } from './fit-models.js';
import { dot } from './linear-models.js';

/** What models say of a question that were fitted without its document. */
export interface Judged {
  readonly set: string;
  readonly isAnswerable: boolean;
  /** What was chosen answers. */
  readonly isRight: boolean;
  readonly confidence: number;
}

/** Documents are left out in so many parts. */
const parts = 8;

/** In which part a document is left out; another seed makes other parts. */
function partOf(document: string, seed: number): number {
  return createHash('sha256').update(`${seed} ${document}`).digest().readUInt32BE(0) % parts;
}

/** Of each question about documents with structure, what a confidence says that was fitted without its document. */
export function crossValidate(
  sets: readonly AskedSet[],
  sentenceWeights: Float64Array,
  seed: number,
): Judged[] {
  const structured = sets.filter(({ source }) => source.isStructured);
  const documents = new Set(structured.flatMap(({ asked }) => asked.map(({ document }) => document)));
  return Array.from({ length: parts }, (_, part): Judged[] => {
    const isOut = ({ document }: AskedExample): boolean =>
      documents.has(document) && partOf(document, seed) === part;
    const isIn = (asked: AskedExample): boolean => !isOut(asked);
    const confidence = fitConfidence(sets, sentenceWeights, isIn);
    return structured.flatMap(({ source, asked }) =>
      asked
        .filter((each) => isWhole(each) && isOut(each))
        .map((each): Judged => {
          const best = findBestAnswer(each, sentenceWeights);
          const score = best && dot(confidence, best.features) + confidence[confidenceFeatureNames.length]!;
          return {
            set: source.name,
            isAnswerable: each.isAnswerable,
            isRight: best?.right === true,
            confidence: score === undefined ? 0 : probability(score),
          };
        }),
    );
  }).flat();
}

/** What a wrong answer costs, to a question with or without a right one, where a right answer is worth 1. */
const wrongCost = 1.25;

const thresholds = Array.from({ length: 61 }, (_, step) => 0.2 + step / 100);

/** The threshold at which answers are worth the most, less what the wrong ones cost. */
export function chooseThreshold(judged: readonly Judged[]): number {
  const worth = (threshold: number): number =>
    judged
      .filter(({ confidence }) => confidence >= threshold)
      .reduce((sum, { isRight }) => sum + (isRight ? 1 : -wrongCost), 0);
  return thresholds.reduce((best, each) => (worth(each) > worth(best) ? each : best));
}

function share(of: readonly Judged[], holds: (each: Judged) => boolean): string {
  return of.length === 0 ? '    –' : (of.filter(holds).length / of.length).toFixed(3);
}

/** A table of the bars, by set and threshold. */
export function renderBars(judged: readonly Judged[], chosen: number): string {
  const lines = [
    'set | threshold | right | right, answered | wrong, answered | no answer there, answered | AUROC',
  ];
  for (const set of [...new Set(judged.map((each) => each.set)), undefined]) {
    const own = judged.filter((each) => set === undefined || each.set === set);
    const answerable = own.filter(({ isAnswerable }) => isAnswerable);
    const others = own.filter(({ isAnswerable }) => !isAnswerable);
    const area = auroc(
      own.filter(({ isRight }) => isRight).map(({ confidence }) => confidence),
      own.filter(({ isRight }) => !isRight).map(({ confidence }) => confidence),
    );
    for (const threshold of [0.3, 0.4, 0.5, 0.6, 0.7, chosen]) {
      const isSure = ({ confidence }: Judged): boolean => confidence >= threshold;
      const cells = [
        share(answerable, ({ isRight }) => isRight),
        share(answerable, (each) => each.isRight && isSure(each)),
        share(answerable, (each) => !each.isRight && isSure(each)),
        share(others, isSure),
        area.toFixed(3),
      ];
      lines.push([set ?? 'all', threshold.toFixed(2), ...cells].join(' | '));
    }
  }
  return `${lines.join('\n')}\n`;
}
