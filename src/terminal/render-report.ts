import type { SkippedFile } from '../contracts/document.js';
import { countOf } from '../text/count.js';
import { harmlessLine, showName } from './bidi.js';

/** What an indexer run came to. */
export interface ShownReport {
  readonly folder: string;
  readonly dryRun: boolean;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly skipped: readonly SkippedFile[];
  readonly documents: number;
  readonly passages: number;
  readonly seconds: number;
}

/** Names shown in each list; the rest is counted, and all of it is in the JSON output. */
const maxNames = 20;

function list(mark: string, paths: readonly string[]): string[] {
  const lines = paths.slice(0, maxNames).map((path) => `  ${mark} ${showName(path)}`);
  if (paths.length > maxNames) lines.push(`  ${mark} … and ${paths.length - maxNames} more`);
  return lines;
}

/** The summary of a run. Ends in a newline. */
export function renderReport(report: ShownReport): string {
  const { added, changed, removed, unchanged, skipped, documents, passages, seconds } = report;
  const counts = [
    `${added.length} added`,
    `${changed.length} changed`,
    `${removed.length} removed`,
    `${unchanged} unchanged`,
    `${skipped.length} skipped`,
  ].join(', ');
  const files = [
    ...list('+', added),
    ...list('~', changed),
    ...list('-', removed),
    ...skipped.map(({ path, reason }) => `  ! ${showName(path)}: skipped, it ${harmlessLine(reason)}`),
  ];
  const end = report.dryRun
    ? 'Dry run: nothing was written.'
    : `${countOf(documents, 'document')}, ${countOf(passages, 'passage')}, ${seconds.toFixed(1)} s.`;
  return `${[`${showName(report.folder)}: ${counts}`, ...files, end].join('\n')}\n`;
}
