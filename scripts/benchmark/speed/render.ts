import type { BenchReport, SizeReport } from './report.js';
import { describeServer, serverLines } from './render-server.js';
import { allRows, typical, type Row } from './rows.js';
import { fitPower, type Spread } from './statistics.js';
import { countOf } from '../../../src/text/count.js';

/** The first of `lines` is the head. */
export interface Table {
  readonly title: string;
  readonly lines: readonly (readonly string[])[];
}

function figure(value: number, digits: number): string {
  // Separators between thousands; fewer digits where they say nothing.
  const useful = value >= 1000 ? 0 : value >= 100 ? Math.min(digits, 1) : digits;
  return value.toLocaleString('en-GB', { minimumFractionDigits: useful, maximumFractionDigits: useful });
}

/** "median / p95 / p99" where there are several. */
function cell(cost: number | Spread | undefined, digits: number): string {
  if (cost === undefined) return '–';
  if (typeof cost === 'number') return figure(cost, digits);
  return [cost.median, cost.p95, cost.p99].map((value) => figure(value, digits)).join(' / ');
}

/** How a cost grows with the number of passages n, fitted over the sizes measured. */
export function growthOf(row: Row, sizes: readonly SizeReport[]): string {
  if (!row.isCost) return '';
  const points = sizes.flatMap((size): [number, number][] => {
    const cost = typical(row.of(size));
    return cost === undefined ? [] : [[size.passages, cost]];
  });
  const fit = fitPower(points);
  return fit ? `n^${fit.exponent.toFixed(2)}` : '';
}

function sizeTable({ sizes }: BenchReport): Table {
  const rows = allRows.filter((row) => sizes.some((size) => row.of(size) !== undefined));
  return {
    title: 'By size; several figures are median / p95 / p99',
    lines: [
      ['', ...sizes.map(({ articles }) => countOf(articles, 'article')), 'grows as'],
      ['passages, n', ...sizes.map(({ passages }) => figure(passages, 0)), ''],
      ...rows.map((row) => [
        row.unit === '' ? row.name : `${row.name}, ${row.unit}`,
        ...sizes.map((size) => cell(row.of(size), row.digits)),
        growthOf(row, sizes),
      ]),
    ],
  };
}

function embeddingTable({ embedding }: BenchReport): Table {
  const ours = embedding[0];
  return {
    title: 'Embedding',
    lines: [
      [
        '',
        'passages a second',
        'tokens a second',
        'ms a passage',
        'processor ms a passage',
        'MB at most',
        'ours is faster',
      ],
      ...embedding.map((cost) => [
        cost.name,
        figure(cost.passagesPerSecond, 1),
        figure(cost.tokensPerSecond, 0),
        cell(cost.milliseconds, 2),
        figure(cost.cpuMilliseconds, 2),
        figure(cost.peakMegabytes, 0),
        cost === ours ? '' : countOf(Math.round(ours!.passagesPerSecond / cost.passagesPerSecond), 'time'),
      ]),
    ],
  };
}

/** Others at one size, ours first. A ratio above 1: ours is quicker, or smaller. */
function baselineTable(size: SizeReport): Table {
  const { indexing, ask, baselines = [] } = size;
  const ours =
    indexing && ask
      ? [
          {
            name: 'Isnad (from files to disk; whole answer)',
            indexSeconds: indexing.full.seconds,
            question: ask.steps['whole answer'],
            cpuMilliseconds: ask.cpuMilliseconds,
            peakMegabytes: ask.peakMegabytes,
          },
        ]
      : [];
  const ratio = (theirs: number, own: number | undefined): string =>
    own === undefined ? '' : figure(theirs / own, 2);
  return {
    title: `Others on the same ${countOf(size.passages, 'passage')} and questions`,
    lines: [
      [
        '',
        'index, s',
        'to ours',
        'question, ms',
        'to ours (median)',
        'processor ms',
        'MB at most',
        'to ours',
      ],
      ...[...ours, ...baselines].map(
        ({ name, indexSeconds, question, cpuMilliseconds, peakMegabytes }, position) => {
          const own = position < ours.length ? undefined : ours[0];
          return [
            name,
            figure(indexSeconds, 1),
            ratio(indexSeconds, own?.indexSeconds),
            cell(question, 2),
            ratio(question.median, own?.question.median),
            figure(cpuMilliseconds, 2),
            figure(peakMegabytes, 0),
            ratio(peakMegabytes, own?.peakMegabytes),
          ];
        },
      ),
    ],
  };
}

/** All that a report says, as tables of text. */
export function tablesOf(report: BenchReport): Table[] {
  return [
    ...(report.sizes.length > 0 ? [sizeTable(report)] : []),
    ...(report.embedding.length > 0 ? [embeddingTable(report)] : []),
    ...report.sizes.flatMap((size): Table[] =>
      size.server
        ? [
            {
              title: `${countOf(size.passages, 'passage')} on a server. ${describeServer(size.server)}`,
              lines: serverLines(size, size.server),
            },
          ]
        : [],
    ),
    ...report.sizes.filter(({ baselines }) => baselines && baselines.length > 0).map(baselineTable),
  ];
}

/** What was measured where, in a line. */
export function describeReport({ date, node, machine, documents, questions }: BenchReport): string {
  return `${date}, Node.js ${node}, ${machine}; documents: ${documents}; ${countOf(questions, 'question')} at each size`;
}

function alignColumns(lines: Table['lines']): string[] {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) =>
    line
      .map((text, column) => (column === 0 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** For people at a terminal. Ends in a newline. */
export function renderText(report: BenchReport): string {
  const parts = tablesOf(report).map(({ title, lines }) => `${title}\n${alignColumns(lines).join('\n')}\n`);
  return [`${describeReport(report)}\n`, ...parts].join('\n');
}

/** For the README. Ends in a newline. */
export function renderMarkdown(report: BenchReport): string {
  const parts = tablesOf(report).map(({ title, lines }) => {
    const [head, ...body] = lines.map((line) => `| ${line.join(' | ')} |`);
    const rule = `|---|${'---:|'.repeat(lines[0]!.length - 1)}`;
    return `${title}:\n\n${[head, rule, ...body].join('\n')}\n`;
  });
  return [`${describeReport(report)}.\n`, ...parts].join('\n');
}
