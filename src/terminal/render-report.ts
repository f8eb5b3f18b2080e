import type { AnswerLanguage } from '../contracts/answer.js';
import type { OtherFiles, ReadSummary, SkippedFile } from '../contracts/document.js';
import type { ForeignKind } from '../contracts/file-problem.js';
import { describeAllReading, describeReading } from '../text/describe-reading.js';
import type { ReadingNotice } from '../contracts/reading-notice.js';
import { describeNotice } from '../text/describe-notice.js';
import { describeProblem } from '../text/file-problems/describe-problem.js';
import { listComma } from '../text/list-comma.js';
import { reportWords, type ReportWords } from './report-words.js';
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
  readonly notices: readonly ReadingNotice[];
}

/** Names shown in each list; the rest is counted, and all of it is in the JSON output. */
const maxNames = 20;

function list(
  mark: string,
  paths: readonly string[],
  readings: ReadonlyMap<string, string>,
  words: ReportWords,
): string[] {
  const lines = paths.slice(0, maxNames).map((path) => {
    const reading = readings.get(path);
    return `  ${mark} ${showName(path)}${reading ? `: ${sanitizeLine(reading)}` : ''}`;
  });
  if (paths.length > maxNames) lines.push(`  ${mark} ${words.more(paths.length - maxNames)}`);
  return lines;
}

/** Files of one sort that are named. */
const maxExamples = 5;

/** Endings that are named. */
const maxEndings = 5;

/** The files that are no documents in one line, with the most frequent endings; none where there are none. */
function otherFiles(others: readonly OtherFiles[], language: AnswerLanguage): string[] {
  const words = reportWords[language];
  const total = others.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return [];
  const byCount = [...others].sort((a, b) => b.count - a.count);
  const named = byCount
    .slice(0, maxEndings)
    .map(({ ending }) => (ending === '' ? words.noEnding : showName(ending)));
  const endings = [...named, ...(others.length > maxEndings ? ['…'] : [])].join(listComma[language]);
  return [words.others(total, endings)];
}

/** What could be done to have other files read, a line for each kind of them. */
function remedies(others: readonly OtherFiles[], language: AnswerLanguage): string[] {
  const words = reportWords[language];
  const byKind = new Map<ForeignKind, { count: number; readonly examples: string[] }>();
  for (const { kind, count, examples = [] } of others) {
    if (kind === undefined) continue;
    const files = byKind.get(kind) ?? { count: 0, examples: [] };
    files.count += count;
    files.examples.push(...examples);
    byKind.set(kind, files);
  }
  return [...byKind].map(([kind, { count, examples }]) => {
    const shown = examples.slice(0, maxExamples);
    const names = shown.map(showName).join(listComma[language]);
    const clause = describeProblem({ code: 'foreign', kind }, language);
    return `  . ${words.leftOut(names, count, count - shown.length, clause)}`;
  });
}

/** Remarks on files that {@link list} does not name must not be lost. */
function unlistedRemarks(report: ShownReport, readings: ReadonlyMap<string, string>): string[] {
  const listed = new Set([...report.added.slice(0, maxNames), ...report.changed.slice(0, maxNames)]);
  return report.read
    .filter(({ path, remarks }) => remarks.length > 0 && !listed.has(path))
    .map(({ path }) => `  i ${showName(path)}: ${sanitizeLine(readings.get(path) ?? '')}`);
}

/** Whoever has many scans is told of each page that was not read. */
function renderNotice(notice: ReadingNotice, language: AnswerLanguage): string {
  const said = sanitizeLine(describeNotice(notice, language));
  return 'path' in notice ? `${showName(notice.path)}: ${said}` : said;
}

/** The summary of a run, in the language of whoever reads it. Ends in a newline. */
export function renderReport(report: ShownReport, language: AnswerLanguage): string {
  const { added, changed, removed, unchanged, skipped, documents, passages, seconds } = report;
  const words = reportWords[language];
  const counts = words.counts(added.length, changed.length, removed.length, unchanged, skipped.length);
  const readings = new Map(report.read.map((summary) => [summary.path, describeReading(summary, language)]));
  const totals = describeAllReading(report.read, language);
  const files = [
    ...list('+', added, readings, words),
    ...list('~', changed, readings, words),
    ...list('-', removed, readings, words),
    ...unlistedRemarks(report, readings),
    ...skipped.map(
      ({ path, problem }) =>
        `  ! ${words.skipped(showName(path), sanitizeLine(describeProblem(problem, language)))}`,
    ),
  ];
  return `${[
    `${showName(report.folder)}: ${counts}`,
    ...files,
    ...report.notices.map((notice) => renderNotice(notice, language)),
    ...otherFiles(report.others, language),
    ...remedies(report.others, language),
    ...(totals === '' ? [] : [words.read(totals)]),
    report.dryRun ? words.dryRun : words.end(documents, passages, seconds),
  ].join('\n')}\n`;
}
