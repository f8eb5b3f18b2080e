import { steps } from './ask-cost.js';
import type { SizeReport } from './report.js';
import type { Spread } from './statistics.js';

/** One line of the table: a cost at each size. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
  /** Undefined where it was not measured. */
  readonly of: (size: SizeReport) => number | Spread | undefined;
  /** Whether it is a cost of which the growth says something. */
  readonly isCost: boolean;
}

function row(name: string, unit: string, digits: number, of: Row['of'], isCost = true): Row {
  return { name, unit, digits, of, isCost };
}

export const indexingRows: readonly Row[] = [
  row('index from nothing', 's', 1, ({ indexing }) => indexing?.full.seconds),
  row('index from nothing, processor time', 's', 1, ({ indexing }) => indexing?.full.cpuSeconds),
  row(
    'passages indexed a second',
    '',
    0,
    ({ indexing }) => indexing && indexing.full.passages / indexing.full.seconds,
    false,
  ),
  row('index again, nothing changed', 's', 2, ({ indexing }) => indexing?.unchanged.seconds),
  row('index again, 1 % changed', 's', 2, ({ indexing }) => indexing?.changed.seconds),
];

export const startRows: readonly Row[] = [
  row('`ask`, whole process', 'ms', 0, ({ start }) => start),
  row('open the index', 's', 2, ({ ask }) => ask?.openSeconds),
];

export const stepRows: readonly Row[] = [
  ...steps.map((step) =>
    row(step === 'whole answer' ? 'question, whole answer' : step, 'ms', 2, ({ ask }) => ask?.steps[step]),
  ),
];

const processorRow = row('question, processor time', 'ms', 2, ({ ask }) => ask?.cpuMilliseconds);

export const loadRows: readonly Row[] = [1, 8, 64].map((width) =>
  row(
    `questions a second, ${width} at once`,
    '',
    0,
    ({ ask }) => ask?.atOnce.find(({ atOnce }) => atOnce === width)?.perSecond,
    false,
  ),
);

export const holdRows: readonly Row[] = [
  row('event loop held at most, opening', 'ms', 0, ({ ask }) => ask?.longestHoldOpening),
  ...[1, 8, 64].map((width) =>
    row(
      `event loop held at most, ${width} at once`,
      'ms',
      0,
      ({ ask }) => ask?.atOnce.find(({ atOnce }) => atOnce === width)?.longestHold,
    ),
  ),
];

export const recallRows: readonly Row[] = [
  row('graph, candidates looked at (ef)', '', 0, ({ ask }) => ask?.recall[0]?.ef),
  row('graph recall@10', '', 4, ({ ask }) => ask?.recall[0]?.recall, false),
  row('graph recall@10, ef doubled', '', 4, ({ ask }) => ask?.recall[1]?.recall, false),
  row('graph search', 'ms', 2, ({ ask }) => ask?.recall[0]?.search),
  row('graph search, ef doubled', 'ms', 2, ({ ask }) => ask?.recall[1]?.search),
];

export const memoryRows: readonly Row[] = [
  row('indexer, from nothing, at most', 'MB', 0, ({ indexing }) => indexing?.full.peakMegabytes),
  row('indexer, nothing changed, at most', 'MB', 0, ({ indexing }) => indexing?.unchanged.peakMegabytes),
  row('answering, index loaded', 'MB', 0, ({ ask }) => ask?.loadedMegabytes),
  row('answering, at most', 'MB', 0, ({ ask }) => ask?.peakMegabytes),
];

export const allRows: readonly Row[] = [
  ...indexingRows,
  ...startRows,
  ...stepRows,
  processorRow,
  ...loadRows,
  ...holdRows,
  ...recallRows,
  ...memoryRows,
];

/** The number that stands for a cost in fits and plots. */
export function typical(cost: number | Spread | undefined): number | undefined {
  return typeof cost === 'object' ? cost.median : cost;
}
