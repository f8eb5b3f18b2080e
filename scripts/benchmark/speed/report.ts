import type { AskCost } from './ask-cost.js';
import type { EmbedCost } from './embed-rate.js';
import type { IndexCost } from './index-once.js';
import type { BaselineCost } from './baseline-once.js';
import type { ServerCost } from './server-cost.js';
import type { Spread } from './statistics.js';

/** Runs of the indexer over one collection. */
export interface IndexingCost {
  /** When the index was made; runs with --keep take it up later. */
  readonly date: string;
  readonly full: IndexCost;
  /** Seconds of several runs. */
  readonly unchanged: { readonly seconds: Spread; readonly peakMegabytes: number };
  /** One article in a hundred. */
  readonly changed: IndexCost;
}

/** What one number of articles costs; what was not measured is absent. */
export interface SizeReport {
  readonly articles: number;
  readonly passages: number;
  readonly indexing?: IndexingCost | undefined;
  /** Milliseconds of the whole process of `ask`. */
  readonly start?: Spread | undefined;
  readonly ask?: AskCost | undefined;
  readonly server?: ServerCost | undefined;
  readonly baselines?: readonly BaselineCost[] | undefined;
}

export interface BenchReport {
  readonly date: string;
  readonly node: string;
  readonly machine: string;
  readonly documents: string;
  readonly questions: number;
  readonly embedding: readonly EmbedCost[];
  readonly sizes: readonly SizeReport[];
}

/**
 * Several runs as one, for sizes that were measured apart. What a later run has measured again counts; date and
 * machine are the first's.
 */
export function mergeReports(reports: readonly [BenchReport, ...BenchReport[]]): BenchReport {
  const sizes = new Map<number, SizeReport>();
  for (const size of reports.flatMap((report) => report.sizes)) {
    const measured = Object.fromEntries(Object.entries(size).filter(([, value]) => value !== undefined));
    sizes.set(size.articles, { ...sizes.get(size.articles), ...(measured as unknown as SizeReport) });
  }
  const embedding = reports.map((report) => report.embedding).findLast((each) => each.length > 0) ?? [];
  return {
    ...reports[0],
    embedding,
    sizes: [...sizes.values()].sort((a, b) => a.articles - b.articles),
  };
}
