import { describeNotice } from '../text/describe-notice.js';
import { describeProblem } from '../text/file-problems/describe-problem.js';
import type { ShownReport } from './render-report.js';

/**
 * A run of the indexer for programs, on one line. Beside the code of each problem and notice stands what it means, in English, for
 * whoever reads the JSON.
 */
export function reportToJson(report: ShownReport): string {
  const skipped = report.skipped.map((file) => ({ ...file, reason: describeProblem(file.problem, 'en') }));
  const others = report.others.map(({ kind, ...other }) => ({
    ...other,
    ...(kind && { kind, remedy: describeProblem({ code: 'foreign', kind }, 'en') }),
  }));
  const notices = report.notices.map((notice) => ({ ...notice, message: describeNotice(notice, 'en') }));
  return `${JSON.stringify({ ...report, skipped, others, notices })}\n`;
}
