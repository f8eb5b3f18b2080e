import { countOf } from '../../text/count.js';
import {
  figure,
  figureColumns,
  figureRow,
  figureTables,
  type StructuredReport,
} from '../structured/render-structured.js';
import type { StructuredReliability } from '../structured/summarise-structured.js';
import { htmlPage, htmlTable, shareAxis } from './page-parts.js';
import { escapeHtml, renderPlot } from './plots.js';

/** A diagram a format of documents; a dot is a tenth of the confidence. */
function reliabilityPlot({ name, questions, bins }: StructuredReliability): string {
  return renderPlot({
    title: `${name}: ${countOf(questions, 'question')}`,
    x: shareAxis('confidence'),
    y: shareAxis('share that is right'),
    hasDiagonal: true,
    series: [{ name: 'right', points: bins.map((bin) => [bin.meanConfidence, bin.accuracy]), marks: 'dots' }],
  });
}

/** The report as one page that needs nothing but itself; names out of the files of questions are escaped. */
export function renderStructuredPage(report: StructuredReport): string {
  const { documents, passages, model, date, node, machine, threshold } = report;
  const tables = figureTables(report).map(([name, rows]) =>
    htmlTable(
      [name, ...figureColumns],
      rows.map((each) => [each.name, ...figureRow(each)]),
    ),
  );
  const reliability = htmlTable(
    ['', 'questions', 'calibration error', 'AUROC, right against not', 'answerable against not'],
    report.reliability.map((each) => [
      each.name,
      String(each.questions),
      figure(each.expectedCalibrationError),
      figure(each.auroc),
      figure(each.aurocUnanswerable),
    ]),
  );
  return htmlPage(
    report.file,
    `<p class="note">${escapeHtml(`${countOf(documents, 'document')} (${countOf(passages, 'passage')}) as one collection; model ${model}; answered from a confidence of ${threshold} on; ${date}; Node.js ${node}, ${machine}.`)}</p>
<h2>The right answer first</h2>
${tables.join('\n')}
<h2>Is an answer right as often as its confidence says?</h2>
${reliability}
<div class="plots">
${report.reliability.map(reliabilityPlot).join('\n')}
</div>`,
  );
}
