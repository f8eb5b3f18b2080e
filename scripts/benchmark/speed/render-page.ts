import { escapeHtml, renderPlot } from '../../../src/evaluation/report/plots.js';
import { style } from '../../../src/evaluation/report/style.js';
import { describeReport, growthOf, tablesOf, type Table } from './render.js';
import type { BenchReport, SizeReport } from './report.js';
import {
  holdRows,
  indexingRows,
  loadRows,
  memoryRows,
  recallRows,
  startRows,
  stepRows,
  typical,
  type Row,
} from './rows.js';
import { countOf } from '../../../src/text/count.js';

type Point = readonly [x: number, y: number];

function decades(values: readonly number[]): { from: number; to: number; ticks: number[] } {
  const first = Math.floor(Math.log10(Math.min(...values)));
  // A single size has a decade of its own, so that it stands inside the frame.
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
  return { from: ticks[0]!, to: ticks.at(-1)!, ticks };
}

function pointsOf(row: Row, sizes: readonly SizeReport[]): Point[] {
  return sizes.flatMap((size): Point[] => {
    const cost = typical(row.of(size));
    return cost !== undefined && cost > 0 ? [[size.passages, cost]] : [];
  });
}

/** Costs against the number of passages, both axes logarithmic: a power law is a straight line. */
function costPlot(sizes: readonly SizeReport[], title: string, label: string, rows: readonly Row[]): string {
  const series = rows
    .map((row) => ({
      name: [row.name.replaceAll('`', ''), growthOf(row, sizes)].filter((part) => part !== '').join(': '),
      points: pointsOf(row, sizes),
    }))
    .filter(({ points }) => points.length > 0);
  const all = series.flatMap(({ points }) => points);
  if (all.length === 0) return '';
  return renderPlot({
    title,
    x: { label: 'passages', ...decades(all.map(([x]) => x)), isLogarithmic: true },
    y: { label, ...decades(all.map(([, y]) => y)), isLogarithmic: true },
    series,
  });
}

function recallPlot(sizes: readonly SizeReport[]): string {
  const series = sizes.flatMap(({ passages, ask }) =>
    ask
      ? [
          {
            name: countOf(passages, 'passage'),
            points: ask.recall.map(({ ef, recall }): Point => [ef, recall]),
          },
        ]
      : [],
  );
  if (series.length === 0) return '';
  const lowest = Math.min(...series.flatMap(({ points }) => points.map(([, recall]) => recall)));
  const from = Math.max(0, Math.floor(lowest * 20) / 20 - 0.05);
  return renderPlot({
    title: 'Recall of the graph against comparing all vectors',
    x: {
      label: 'candidates looked at (ef)',
      ...decades(series.flatMap(({ points }) => points.map(([ef]) => ef))),
      isLogarithmic: true,
    },
    y: { label: 'recall@10', from, to: 1, ticks: [from, (from + 1) / 2, 1] },
    series,
  });
}

function tableHtml({ title, lines }: Table): string {
  const rows = lines.map((line, index) => {
    const tag = index === 0 ? 'th' : 'td';
    return `<tr>${line.map((text) => `<${tag}>${escapeHtml(text.replaceAll('`', ''))}</${tag}>`).join('')}</tr>`;
  });
  return `<h2>${escapeHtml(title)}</h2><div class="scroll"><table>${rows.join('')}</table></div>`;
}

/** One page that needs nothing but itself. */
export function renderBenchPage(report: BenchReport): string {
  const { sizes } = report;
  const notWhole = stepRows.filter(({ name }) => !name.startsWith('question'));
  const plots = [
    costPlot(
      sizes,
      'Indexing',
      'seconds',
      indexingRows.filter(({ unit }) => unit === 's'),
    ),
    costPlot(sizes, 'A question', 'milliseconds, median', [
      ...stepRows.filter((row) => !notWhole.includes(row)),
      ...startRows.filter(({ unit }) => unit === 'ms'),
    ]),
    costPlot(sizes, 'A question, by its steps', 'milliseconds, median', notWhole),
    costPlot(sizes, 'Questions a second', 'questions a second', loadRows),
    costPlot(sizes, 'Event loop held at most', 'milliseconds', holdRows),
    recallPlot(sizes),
    costPlot(
      sizes,
      'Search in the graph',
      'milliseconds, median',
      recallRows.filter(({ unit }) => unit === 'ms'),
    ),
    costPlot(sizes, 'Memory', 'megabytes', memoryRows),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Isnad: how fast it is</title><style>${style}</style></head>
<body><h1>How fast Isnad is</h1><p class="note">${escapeHtml(describeReport(report))}</p>
<div class="plots">
${plots.join('\n')}
</div>
${tablesOf(report).map(tableHtml).join('\n')}</body></html>
`;
}
