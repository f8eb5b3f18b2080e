import type { ExplainingAnswerService } from '../application/open-answer-service.js';
import type { IndexerProgress, IndexerReport } from '../application/indexer-run.js';
import type { Workspace } from '../application/workspace.js';
import { IndexError } from '../contracts/errors.js';
import { loadLanguage } from '../settings/language.js';
import { sanitizeLine } from '../terminal/sanitize.js';
import { spellCommands } from './command-spelling.js';
import { renderReport } from '../terminal/render-report.js';

/** Is told how the index is opened and, at first use, built. */
export interface FirstUseView {
  notice(message: string): void;
  /** Before the first index of a folder is built. */
  begin(folder: string): void | Promise<void>;
  progress(progress: IndexerProgress): void;
  /** After it, whatever its outcome. */
  end(): void;
  report(report: IndexerReport): void;
}

function note(message: string): void {
  process.stderr.write(`${sanitizeLine(spellCommands(message))}\n`);
}

/** Lines, or a bar, for whoever sits at the terminal. */
function createTerminalView(): FirstUseView {
  let view: { show(progress: IndexerProgress): void; stop(): void } | undefined;
  return {
    notice: note,
    async begin(folder) {
      note(`First use: building the index of ${folder}.`);
      const { createProgressView } = await import('../terminal/indexer-progress.js');
      view = createProgressView(process.stderr);
    },
    progress(progress) {
      view?.show(progress);
    },
    end() {
      view?.stop();
    },
    report(report) {
      process.stderr.write(renderReport(report, loadLanguage()));
    },
  };
}

export interface FirstUseOptions {
  /** Standard error, for a person, when left out. */
  readonly view?: FirstUseView;
  /** Ends the building; what was made so far waits for the next run. */
  readonly signal?: AbortSignal;
}

/** Opens the index of a workspace; where there is none yet, builds it first and says so. */
export async function openAnswersBuildingFirst(
  workspace: Workspace,
  { view = createTerminalView(), signal }: FirstUseOptions = {},
): Promise<ExplainingAnswerService> {
  const notice = (message: string): void => {
    view.notice(message);
  };
  let answers: ExplainingAnswerService;
  try {
    answers = await workspace.openAnswers(notice);
  } catch (error) {
    if (!(error instanceof IndexError) || error.code !== 'INDEX_MISSING') throw error;
    await workspace.checkFolder();
    await view.begin(workspace.folder);
    const report = await workspace
      .index({
        onProgress: (progress) => {
          view.progress(progress);
        },
        ...(signal && { signal }),
      })
      .finally(() => {
        view.end();
      });
    view.report(report);
    answers = await workspace.openAnswers(notice);
  }
  if (answers.describeIndex().documents === 0) {
    answers.close();
    throw new IndexError(
      'INDEX_EMPTY',
      `There are no documents in ${workspace.folder} that can be read.`,
      'Put text, Markdown or HTML files there and run "isnad index".',
    );
  }
  return answers;
}
