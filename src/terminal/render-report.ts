import type { OtherFiles, SkippedFile } from '../contracts/document.js';
import { countOf } from '../text/count.js';
import { sanitizeLine, showName } from './sanitize.js';

/** What an indexer run came to. */
export interface ShownReport {
  readonly folder: string;
  readonly dryRun: boolean;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly skipped: readonly SkippedFile[];
  /** Files that are no documents. */
  readonly others: readonly OtherFiles[];
  readonly documents: number;
  readonly passages: number;
  readonly seconds: number;
  /** What kept pages that are pictures from being read. */
  readonly notices: readonly string[];
}

/** Names shown in each list; the rest is counted, and all of it is in the JSON output. */
const maxNames = 20;

function list(mark: string, paths: readonly string[]): string[] {
  const lines = paths.slice(0, maxNames).map((path) => `  ${mark} ${showName(path)}`);
  if (paths.length > maxNames) lines.push(`  ${mark} … and ${paths.length - maxNames} more`);
  return lines;
}

/** Endings that are named. */
const maxEndings = 5;

/** The files that are no documents in one line, with the most frequent endings; none where there are none. */
function otherFiles(others: readonly OtherFiles[]): string[] {
  const total = others.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return [];
  const byCount = [...others].sort((a, b) => b.count - a.count);
  const named = byCount
    .slice(0, maxEndings)
    .map(({ ending }) => (ending === '' ? 'no ending' : showName(ending)));
  const list = [...named, ...(others.length > maxEndings ? ['…'] : [])].join(', ');
  return [`${countOf(total, 'file')} of other types ${total === 1 ? 'was' : 'were'} left out (${list}).`];
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
    ...skipped.map(({ path, reason }) => `  ! ${showName(path)}: skipped, it ${sanitizeLine(reason)}`),
  ];
  const end = report.dryRun
    ? 'Dry run: nothing was written.'
    : `${countOf(documents, 'document')}, ${countOf(passages, 'passage')}, ${seconds.toFixed(1)} s.`;
  return `${[
    `${showName(report.folder)}: ${counts}`,
    ...files,
    ...report.notices.map(sanitizeLine),
    ...otherFiles(report.others),
    end,
  ].join('\n')}\n`;
}
