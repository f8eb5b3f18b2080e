import { retrievalColumns, type EvaluationSummary } from './summarise.js';
import { countOf } from '../text/count.js';
import { textTable } from './text-table.js';

export interface EvaluationCosts {
  readonly documents: number;
  readonly passages: number;
  readonly indexSeconds: number;
  readonly askSeconds: number;
  readonly peakMemoryMb: number;
}

/** On what a run was made, and what it cost. */
export interface EvaluationRunFacts extends EvaluationCosts {
  /** The questions, as given. */
  readonly file: string;
  readonly model: string;
  /** Of the run, as in 2026-11-24. */
  readonly date: string;
  readonly node: string;
  /** Processor and cores. */
  readonly machine: string;
}

/** A summary as it is given to programs. */
export type EvaluationReport = EvaluationRunFacts & EvaluationSummary;

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(4)}`;
}

/** The report for people. Ends in a newline. */
export function renderEvaluation(report: EvaluationReport): string {
  const { retrieval, sentence, marks, answered, confidence } = report;
  const methods = ['dense', 'lexical', 'fused'] as const;
  const sections = [
    textTable([
      ['documents', 'passages', 'questions', 'unanswerable'],
      [report.documents, report.passages, report.questions, report.unanswerable].map(String),
    ]),
    textTable([
      ['retrieval', ...retrievalColumns, '95 % of nDCG@10', 'fused is better by', 'p'],
      ...methods.map((method) => {
        const { interval } = retrieval[method];
        const test = method === 'fused' ? undefined : report.fusedOver[method];
        return [
          method,
          ...retrievalColumns.map((column) => figure(retrieval[method][column])),
          `${interval.low.toFixed(3)} to ${interval.high.toFixed(3)}`,
          test ? signed(test.difference) : '',
          test ? test.p.toFixed(4) : '',
        ];
      }),
    ]),
    ...(report.variants.length === 0
      ? []
      : [
          textTable([
            ['typed with', 'questions', 'clean nDCG@10', 'typed', 'difference', 'p', 'sentence', 'typed'],
            ...report.variants.map((each) => [
              each.kind,
              String(each.questions),
              figure(each.clean),
              figure(each.typed),
              signed(each.test.difference),
              each.test.p.toFixed(4),
              figure(each.sentenceClean),
              figure(each.sentenceTyped),
            ]),
          ]),
        ]),
    textTable([
      ['marked sentence holds the answer', 'share'],
      ['given the right document', sentence.givenDocument.toFixed(4)],
      ['end to end', sentence.endToEnd.toFixed(4)],
      [
        `of ${countOf(marks.count, 'mark')} (dates, numbers) in right sentences, of the answer`,
        marks.count > 0 ? marks.right.toFixed(4) : '–',
      ],
    ]),
    textTable([
      [`answered at the threshold ${answered.threshold}`, 'share', 'of these right'],
      ['as they are', answered.share.toFixed(4), answered.right.toFixed(4)],
      ['own document removed', answered.withoutDocument.toFixed(4), ''],
    ]),
    textTable([
      ['said, with the own document and without', 'share', 'right sentence', 'had an answer'],
      ...(['all', 'ten'] as const).flatMap((among) =>
        report.verdicts[among].map(({ verdict, share, right, hadAnswer }) => [
          among === 'all' ? verdict : `${verdict}, among ten documents`,
          share.toFixed(4),
          right.toFixed(4),
          hadAnswer.toFixed(4),
        ]),
      ),
    ]),
    textTable([
      ['confidence', ''],
      ['AUROC, own document removed', figure(confidence.auroc)],
      ['the same among ten documents', figure(confidence.aurocAmongFew)],
      ...(confidence.aurocUnanswerable === null
        ? []
        : [['AUROC, unanswerable in its document', figure(confidence.aurocUnanswerable)]]),
      ['expected calibration error', figure(confidence.expectedCalibrationError)],
      ['the same among ten documents', figure(confidence.calibrationErrorAmongFew)],
    ]),
    textTable([
      ['coverage', 'precision', 'threshold'],
      ...confidence.curve.map(({ coverage, precision, threshold }) => [
        `${Math.round(coverage * 100)} %`,
        precision.toFixed(4),
        threshold.toFixed(4),
      ]),
    ]),
    textTable([
      ['excerpts equal to their slice', 'index s', 'questions s', 'ask median ms', 'ask p95 ms', 'peak MB'],
      [
        report.exactExcerpts.toFixed(4),
        report.indexSeconds.toFixed(1),
        report.askSeconds.toFixed(1),
        report.askMs.median.toFixed(1),
        report.askMs.p95.toFixed(1),
        String(report.peakMemoryMb),
      ],
    ]),
  ];
  return `${sections.join('\n\n')}\n`;
}
