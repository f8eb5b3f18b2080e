import { escapeHtml, renderPlot } from '../../src/evaluation/report/plots.js';
import { style } from '../../src/evaluation/report/style.js';
import type { AskCost } from './ask-many.js';
import type { IndexCost } from './index-once.js';
import { fitPower, type Spread } from './statistics.js';

/** What one number of articles costs. */
export interface SizeReport {
  readonly articles: number;
  /** From nothing. */
  readonly full: IndexCost;
  readonly unchanged: IndexCost;
  /** One article in a hundred. */
  readonly changed: IndexCost;
  readonly ask: AskCost;
  /** Milliseconds of the whole process of `ask`. */
  readonly start: Spread;
}

export interface BenchReport {
  readonly date: string;
  readonly node: string;
  readonly machine: string;
  readonly documents: string;
  readonly questions: number;
  readonly sizes: readonly SizeReport[];
}

type Row = readonly [name: string, of: (size: SizeReport) => number, digits: number];

const milliseconds: readonly Row[] = (
  ['spelling', 'embedding', 'graph', 'lexical', 'second stage', 'whole answer'] as const
).flatMap((step): Row[] => [
  [`${step}, ms, median`, ({ ask }) => ask.steps[step].median, 2],
  ...(step === 'whole answer'
    ? ([
        [`${step}, ms, p95`, ({ ask }) => ask.steps[step].p95, 2],
        [`${step}, ms, p99`, ({ ask }) => ask.steps[step].p99, 2],
      ] satisfies Row[])
    : []),
]);

const rows: readonly Row[] = [
  ['passages', ({ full }) => full.passages, 0],
  ['index from nothing, s', ({ full }) => full.seconds, 1],
  ['index from nothing, CPU s', ({ full }) => full.cpuSeconds, 1],
  ['passages a second', ({ full }) => full.passages / full.seconds, 0],
  ['nothing changed, s', ({ unchanged }) => unchanged.seconds, 2],
  ['1 % changed, s', ({ changed }) => changed.seconds, 2],
  ['indexer, peak MB', ({ full }) => full.peakMegabytes, 0],
  ['ask, whole process, ms, median', ({ start }) => start.median, 0],
  ['ask, whole process, ms, p95', ({ start }) => start.p95, 0],
  ['index opened, s', ({ ask }) => ask.openSeconds, 2],
  ...milliseconds,
  ...([0, 1, 2] as const).flatMap((at): Row[] => [
    [`questions a second, ${[1, 8, 64][at]} at once`, ({ ask }) => ask.perSecond[at]![1], 0],
  ]),
  ['event loop held up at most, ms', ({ ask }) => ask.longestHold, 1],
  ...([0, 1, 2] as const).flatMap((at): Row[] => [
    [`graph recall@10, ${[96, 192, 384][at]} candidates`, ({ ask }) => ask.recall[at]![1], 4],
  ]),
  ['answering, peak MB', ({ ask }) => ask.peakMegabytes, 0],
];

function growth(of: (size: SizeReport) => number, sizes: readonly SizeReport[]): string {
  const fit = fitPower(sizes.map((size) => [size.full.passages, of(size)]));
  return fit ? `n^${fit.exponent.toFixed(2)}` : '';
}

function cells({ sizes }: BenchReport): string[][] {
  return [
    ['articles', ...sizes.map((size) => String(size.articles)), 'grows as'],
    ...rows.map(([name, of, digits]) => [
      name,
      ...sizes.map((size) => of(size).toFixed(digits)),
      name === 'passages' ? '' : growth(of, sizes),
    ]),
  ];
}

function describe(report: BenchReport): string {
  const { date, node, machine, documents, questions } = report;
  return `${date}, Node.js ${node}, ${machine}; documents: ${documents}; ${questions} questions at each size; n: passages`;
}

/** The table for people. Ends in a newline. */
export function renderBench(report: BenchReport): string {
  const table = cells(report);
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
  return `${describe(report)}\n\n${lines.join('\n')}\n`;
}

function costPlot(report: BenchReport, title: string, label: string, wanted: readonly Row[]): string {
  const { sizes } = report;
  const at = sizes.map((size) => size.full.passages);
  const costs = wanted.flatMap(([, of]) => sizes.map(of)).filter((cost) => cost > 0);
  const power = (value: number, round: (power: number) => number): number => 10 ** round(Math.log10(value));
  const [fromX, toX] = [power(Math.min(...at), Math.floor), power(Math.max(...at), Math.ceil)];
  const [fromY, toY] = [power(Math.min(...costs), Math.floor), power(Math.max(...costs), Math.ceil)];
  const decades = (from: number, to: number): number[] => {
    const ticks: number[] = [];
    for (let tick = from; tick <= to * 1.001; tick *= 10) ticks.push(tick);
    return ticks;
  };
  return renderPlot({
    title,
    x: { label: 'passages', from: fromX, to: toX, ticks: decades(fromX, toX), isLogarithmic: true },
    y: { label, from: fromY, to: toY, ticks: decades(fromY, toY), isLogarithmic: true },
    series: wanted.map(([name, of]) => ({
      name: name.replace(/, ms, median$/, ''),
      points: sizes.map((size): [number, number] => [size.full.passages, of(size)]),
    })),
  });
}

/** The same as one page that needs nothing but itself. */
export function renderBenchPage(report: BenchReport): string {
  const table = cells(report)
    .map((row, index) => {
      const tag = index === 0 ? 'th' : 'td';
      return `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
    })
    .join('');
  const named = (part: RegExp): Row[] => rows.filter(([name]) => part.test(name));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Isnad: what it costs</title><style>${style}</style></head>
<body><h1>What indexing and asking cost</h1><p class="note">${escapeHtml(describe(report))}</p>
<div class="plots">
${costPlot(
  report,
  'A question, by its steps',
  'milliseconds, median',
  named(/, ms, median$/).filter(([name]) => !name.startsWith('ask')),
)}
${costPlot(
  report,
  'Indexing',
  'seconds',
  named(/, s$/).filter(([name]) => !name.startsWith('index opened')),
)}
${costPlot(report, 'Memory', 'megabytes', named(/peak MB/))}
</div>
<div class="scroll"><table>${table}</table></div></body></html>
`;
}
