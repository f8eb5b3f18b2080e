import type { ExplainingAnswerService } from '../application/open-answer-service.js';
import type { Workspace } from '../application/workspace.js';
import { IndexError } from '../contracts/errors.js';
import { harmlessLine } from '../terminal/bidi.js';
import { renderReport } from '../terminal/render-report.js';

function note(message: string): void {
  process.stderr.write(`${harmlessLine(message)}\n`);
}

/** Opens the index of a workspace; where there is none yet, builds it first and says so on stderr. */
export async function openAnswersBuildingFirst(workspace: Workspace): Promise<ExplainingAnswerService> {
  let answers: ExplainingAnswerService;
  try {
    answers = await workspace.openAnswers(note);
  } catch (error) {
    if (!(error instanceof IndexError) || error.code !== 'INDEX_MISSING') throw error;
    note(`First use: building the index of ${workspace.folder}.`);
    const { createProgressView } = await import('../terminal/indexer-progress.js');
    const view = createProgressView(process.stderr);
    const report = await workspace
      .index({
        onProgress: (progress) => {
          view.show(progress);
        },
      })
      .finally(() => {
        view.stop();
      });
    process.stderr.write(renderReport(report));
    answers = await workspace.openAnswers(note);
  }
  if (answers.describeIndex().documents === 0) {
    answers.close();
    throw new IndexError(
      'INDEX_EMPTY',
      `There are no documents in ${workspace.folder} that can be read.`,
      'Put text, Markdown or HTML files there and run "npm run index".',
    );
  }
  return answers;
}
