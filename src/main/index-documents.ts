import { watch } from 'chokidar';
import { Command, Option } from 'commander';
import { Workspace } from '../application/workspace.js';
import type { IndexerReport } from '../application/indexer-run.js';
import { IsnadError, UsageError } from '../contracts/errors.js';
import { loadLanguage } from '../settings/language.js';
import { loadSettings } from '../settings/settings.js';
import { sanitizeLine } from '../terminal/sanitize.js';
import { createProgressView } from '../terminal/indexer-progress.js';
import { renderReport } from '../terminal/render-report.js';
import { reportToJson } from '../terminal/report-json.js';
import { spellCommands } from './command-spelling.js';
import { parseCommand, type CommandCall } from './parse-command.js';
import { exitCodes, runMain } from './run-main.js';

interface IndexFlags {
  readonly fromScratch?: true;
  /** The name of before, of which npm makes an option of its own and tells nobody. */
  readonly rebuild?: true;
  readonly checksum?: true;
  readonly dryRun?: true;
  readonly watch?: true;
  readonly json?: true;
}

/** After a change in the folder, time for the rest of a copy to arrive. */
const settleMs = 500;

/** After a run that failed while watching. */
const retryMs = 5_000;

/** What earlier runs while watching have told: the files that were skipped, each with its problem. */
interface ToldBefore {
  skipped?: ReadonlySet<string>;
}

function keyOf({ path, problem }: IndexerReport['skipped'][number]): string {
  return `${path}\0${JSON.stringify(problem)}`;
}

function rememberSkipped({ skipped }: IndexerReport, told: ToldBefore): void {
  told.skipped = new Set(skipped.map(keyOf));
}

/** What has not been told yet of a run while watching; undefined where that is nothing. All of the first run is news. */
function findNews(report: IndexerReport, told: ToldBefore): IndexerReport | undefined {
  const before = told.skipped;
  if (before === undefined) return report;
  const skipped = report.skipped.filter((file) => !before.has(keyOf(file)));
  const { added, changed, removed } = report;
  if (added.length + changed.length + removed.length + skipped.length === 0) return undefined;
  return { ...report, skipped, others: [] };
}

async function indexOnce(
  workspace: Workspace,
  flags: IndexFlags,
  signal: AbortSignal,
  told?: ToldBefore,
): Promise<number> {
  const view = createProgressView(process.stderr);
  const report = await workspace
    .index({
      rebuild: flags.fromScratch ?? flags.rebuild ?? false,
      checksum: flags.checksum ?? false,
      dryRun: flags.dryRun ?? false,
      signal,
      onProgress: (progress) => {
        view.show(progress);
        // The bot starts indexers and shows how far they are.
        process.send?.(progress);
      },
    })
    .finally(() => {
      view.stop();
    });
  const shown = told ? findNews(report, told) : report;
  if (shown) process.stdout.write(flags.json ? reportToJson(report) : renderReport(shown, loadLanguage()));
  if (told) rememberSkipped(report, told);
  return report.skipped.length > 0 ? exitCodes.partial : exitCodes.done;
}

/**
 * Indexes, and again whenever the folder has changed and has been quiet for a moment, until interrupted. A
 * change during a run leads to another one.
 */
async function indexAndWatch(workspace: Workspace, flags: IndexFlags, signal: AbortSignal): Promise<number> {
  const watcher = watch(workspace.folder, { ignoreInitial: true, followSymlinks: false });
  const folder = { isDirty: false };
  let wake: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const runIn = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      folder.isDirty = true;
      wake?.();
    }, ms);
  };
  signal.addEventListener('abort', () => wake?.());
  try {
    // Before the first run, so that nothing that happens during it is missed.
    await new Promise<void>((resolve) => watcher.once('ready', resolve));
    watcher.on('all', () => {
      runIn(settleMs);
    });
    const told: ToldBefore = {};
    let exitCode = await indexOnce(workspace, flags, signal, told);
    process.stderr.write(`Watching ${sanitizeLine(workspace.folder)}; Ctrl-C ends it.\n`);
    const again: IndexFlags = { ...(flags.json && { json: flags.json }) };
    while (!signal.aborted) {
      if (!folder.isDirty) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      folder.isDirty = false;
      try {
        exitCode = await indexOnce(workspace, again, signal, told);
      } catch (error) {
        if (!(error instanceof IsnadError)) throw error;
        // Another indexer at work, a folder that is away for a moment: no reason to stop watching.
        process.stderr.write(`${sanitizeLine(spellCommands(`${error.message} ${error.remedy}`))}\n`);
        runIn(retryMs);
      }
    }
    return exitCode;
  } finally {
    clearTimeout(timer);
    await watcher.close();
  }
}

export function runIndex(call: CommandCall): void {
  runMain(async () => {
    const controller = new AbortController();
    process.once('SIGINT', () => {
      controller.abort();
    });
    process.once('SIGTERM', () => {
      controller.abort();
    });
    let exitCode: number = exitCodes.done;
    const command = new Command()
      .description('Updates the index to match a folder of documents: what is new, changed or gone.')
      .argument('[folder]', 'the documents (default: SEEDS_DIR, seeds/)')
      .option('--from-scratch', 'rebuild from scratch, not only what changed')
      .addOption(new Option('--rebuild').hideHelp())
      .option('--checksum', 'hash every file, even if unchanged on disk')
      .option('--dry-run', 'only say what would be done')
      .option('--watch', 'keep running and re-index on change')
      .option('--json', 'print the summary as JSON')
      .addHelpText(
        'after',
        '\nExit codes: 0 done, 1 failure, 2 wrong usage, 3 done but some documents could not be read.',
      )
      .action(async (folder: string | undefined, flags: IndexFlags) => {
        if (flags.watch && flags.dryRun) {
          throw new UsageError(
            '--watch and --dry-run do not go together: one keeps running and indexes, the other never does.',
            'Leave one of them out.',
          );
        }
        const workspace = new Workspace(loadSettings(), folder);
        exitCode = await (flags.watch ? indexAndWatch : indexOnce)(workspace, flags, controller.signal);
      });
    await parseCommand(command, call);
    return exitCode;
  });
}
