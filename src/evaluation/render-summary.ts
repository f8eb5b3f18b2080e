import type { EvaluationSummary, RetrievalSummary } from './summarise.js';

export interface EvaluationCosts {
  readonly documents: number;
  readonly passages: number;
  readonly indexSeconds: number;
  readonly askSeconds: number;
  readonly peakMemoryMb: number;
}

/** A summary as it is given to programs. */
export type EvaluationReport = { readonly file: string; readonly model: string } & EvaluationCosts &
  EvaluationSummary;

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .join('\n');
}

const retrievalColumns = [
  'nDCG@10',
  'MRR@10',
  'recall@1',
  'recall@5',
  'recall@10',
] as const satisfies readonly (keyof RetrievalSummary)[];

/** The report for people. Ends in a newline. */
export function renderEvaluation(report: EvaluationReport): string {
  const { retrieval, sentence, confidence } = report;
  const methods = ['dense', 'lexical', 'fused'] as const;
  const sections = [
    table([
      ['documents', 'passages', 'questions', 'unanswerable'],
      [report.documents, report.passages, report.questions, report.unanswerable].map(String),
    ]),
    table([
      ['retrieval', ...retrievalColumns],
      ...methods.map((method) => [
        method,
        ...retrievalColumns.map((column) => retrieval[method][column].toFixed(4)),
      ]),
    ]),
    table([
      ['marked sentence holds the answer', 'share'],
      ['given the right document', sentence.givenDocument.toFixed(4)],
      ['end to end', sentence.endToEnd.toFixed(4)],
    ]),
    table([
      ['confidence', ''],
      ['AUROC, own document removed', confidence.auroc.toFixed(4)],
      ...(confidence.aurocUnanswerable === null
        ? []
        : [['AUROC, unanswerable in its document', confidence.aurocUnanswerable.toFixed(4)]]),
      ['expected calibration error', confidence.expectedCalibrationError.toFixed(4)],
    ]),
    table([
      ['coverage', 'precision', 'threshold'],
      ...confidence.curve.map(({ coverage, precision, threshold }) => [
        `${Math.round(coverage * 100)} %`,
        precision.toFixed(4),
        threshold.toFixed(4),
      ]),
    ]),
    table([
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
