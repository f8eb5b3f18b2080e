import type { EvaluationRunFacts } from '../render-summary.js';
import { textTable } from '../text-table.js';
import type { StructuredFigures, StructuredReliability, StructuredSummary } from './summarise-structured.js';

/** A summary as it is given to programs. */
export type StructuredReport = EvaluationRunFacts & StructuredSummary;

export function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}

/** What the columns of {@link figureRow} hold. */
export const figureColumns = [
  'answerable',
  'right',
  'and answered',
  'and unsure',
  'wrong, answered',
  'wrong, unsure',
  'unanswerable',
  'answered',
  'unsure',
  'marks shown',
  'of them right',
  'values asked',
  'of them marked',
  'marks too many',
] as const;

export function figureRow(each: StructuredFigures): string[] {
  return [
    String(each.answerable),
    figure(each.right),
    figure(each.rightAndAnswered),
    figure(each.rightAndUnsure),
    figure(each.wrongButAnswered),
    figure(each.wrongAndUnsure),
    String(each.unanswerable),
    figure(each.unanswerableAnswered),
    figure(each.unanswerableUnsure),
    String(each.marksShown),
    figure(each.marksRight),
    String(each.valuesAsked),
    figure(each.valuesMarked),
    String(each.marksUncalledFor),
  ];
}

/** The tables of figures, each with what its rows are. */
export function figureTables(
  summary: StructuredSummary,
): readonly (readonly [name: string, rows: readonly StructuredFigures[]])[] {
  return [
    ['questions of', [...summary.bySet, summary.all]],
    ['kind', summary.byKind],
    ['needs', summary.byNeed],
    ['variety', summary.byVariety],
  ];
}

/** One line a bin: how sure the answers are, and how many of them are right. */
function reliabilityTable({ name, questions, bins, ...rest }: StructuredReliability): string {
  const bar = (accuracy: number): string => '#'.repeat(Math.round(accuracy * 20)).padEnd(20, '.');
  return [
    `confidence, ${name}: ${questions} questions, calibration error ${figure(rest.expectedCalibrationError)}, ` +
      `AUROC right against not ${figure(rest.auroc)}, answerable against not ${figure(rest.aurocUnanswerable)}`,
    textTable([
      ['from', 'questions', 'mean', 'right', ''],
      ...bins.map(({ from, count, meanConfidence, accuracy }) => [
        from.toFixed(1),
        String(count),
        figure(meanConfidence),
        figure(accuracy),
        bar(accuracy),
      ]),
    ]),
  ].join('\n');
}

/** The report for people. Ends in a newline. */
export function renderStructured(report: StructuredReport): string {
  const sections = [
    ...figureTables(report).map(([name, rows]) =>
      textTable([[name, ...figureColumns], ...rows.map((each) => [each.name, ...figureRow(each)])]),
    ),
    ...report.reliability.map(reliabilityTable),
    textTable([
      ['threshold', 'documents', 'passages', 'index s', 'questions s', 'ask median ms', 'peak MB'],
      [
        String(report.threshold),
        String(report.documents),
        String(report.passages),
        report.indexSeconds.toFixed(1),
        report.askSeconds.toFixed(1),
        report.askMedianMs.toFixed(1),
        String(report.peakMemoryMb),
      ],
    ]),
  ];
  return `${sections.join('\n\n')}\n`;
}
