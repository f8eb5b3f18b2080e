import type { IndexerProgress } from '../application/indexer-run.js';
import type { BotStatus } from '../discord/operation/bot-status.js';
import type { Logger } from '../discord/operation/logger.js';
import { describeProblem } from '../text/file-problems/describe-problem.js';
import type { FirstUseView } from './first-use.js';

const logEveryMs = 5_000;
/** Skipped files that are named. */
const maxNamed = 20;

function percentOf(progress: Exclude<IndexerProgress, { step: 'notice' }>): number {
  return progress.step === 'embed'
    ? Math.floor((100 * progress.doneBytes) / Math.max(1, progress.totalBytes))
    : Math.floor((100 * progress.done) / Math.max(1, progress.total));
}

/** Tells the log and the health page how the bot's first index gets on. */
export function createBotFirstUse(logger: Logger, status: BotStatus): FirstUseView {
  let loggedMs = performance.now();
  return {
    notice(message) {
      logger.log('warn', 'index notice', { message });
    },
    begin(folder) {
      status.stage = 'building the index';
      logger.log('info', 'building the first index', { folder });
    },
    progress(progress) {
      if (progress.step === 'notice') {
        logger.log('info', 'index notice', { message: progress.message });
        return;
      }
      // Words first, then the graph: a percentage of the longer of the two.
      if (progress.step === 'embed') status.indexedPercent = percentOf(progress);
      if (performance.now() - loggedMs < logEveryMs) return;
      loggedMs = performance.now();
      logger.log('info', 'indexing', { step: progress.step, percent: percentOf(progress) });
    },
    end() {
      status.indexedPercent = undefined;
    },
    report({ documents, passages, skipped, seconds }) {
      for (const { path, problem } of skipped.slice(0, maxNamed)) {
        logger.log('warn', 'file skipped', { path, problem, reason: `it ${describeProblem(problem, 'en')}` });
      }
      const rounded = Math.round(seconds * 10) / 10;
      logger.log('info', 'index built', { documents, passages, skipped: skipped.length, seconds: rounded });
    },
  };
}
