import type { OtherFiles, ReadSummary, SkippedFile } from '../contracts/document.js';
import { countOf } from '../text/count.js';
import { describeAllReading, describeReading } from '../text/describe-reading.js';
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
  /** What was read of files, where there is something to say of it. */
  readonly read: readonly ReadSummary[];
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

function list(mark: string, paths: readonly string[], readings: ReadonlyMap<string, string>): string[] {
  const lines = paths.slice(0, maxNames).map((path) => {
    const reading = readings.get(path);
    return `  ${mark} ${showName(path)}${reading ? `: ${sanitizeLine(reading)}` : ''}`;
  });
  if (paths.length > maxNames) lines.push(`  ${mark} … and ${paths.length - maxNames} more`);
  return lines;
}

/** Files of one sort that are named. */
const maxExamples = 5;

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

/** What could be done to have other files read, a line for each sort of them. */
function remedies(others: readonly OtherFiles[]): string[] {
  const byRemedy = new Map<string, { count: number; readonly examples: string[] }>();
  for (const { remedy, count, examples = [] } of others) {
    if (remedy === undefined) continue;
    const files = byRemedy.get(remedy) ?? { count: 0, examples: [] };
    files.count += count;
    files.examples.push(...examples);
    byRemedy.set(remedy, files);
  }
  return [...byRemedy].map(([remedy, { count, examples }]) => {
    const shown = examples.slice(0, maxExamples);
    const names = shown.map(showName).join(', ');
    const more = count > shown.length ? ` and ${count - shown.length} more` : '';
    return `  . ${names}${more}: left out, ${count === 1 ? 'it' : 'each'} ${sanitizeLine(remedy)}`;
  });
}

/** Remarks on files that {@link list} does not name must not be lost. */
function unlistedRemarks(report: ShownReport, readings: ReadonlyMap<string, string>): string[] {
  const listed = new Set([...report.added.slice(0, maxNames), ...report.changed.slice(0, maxNames)]);
  return report.read
    .filter(({ path, remarks }) => remarks.length > 0 && !listed.has(path))
    .map(({ path }) => `  i ${showName(path)}: ${sanitizeLine(readings.get(path) ?? '')}`);
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
  const readings = new Map(report.read.map((summary) => [summary.path, describeReading(summary, 'en')]));
  const totals = describeAllReading(report.read, 'en');
  const files = [
    ...list('+', added, readings),
    ...list('~', changed, readings),
    ...list('-', removed, readings),
    ...unlistedRemarks(report, readings),
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
    ...remedies(report.others),
    ...(totals === '' ? [] : [`Read: ${totals}.`]),
    end,
  ].join('\n')}\n`;
}
