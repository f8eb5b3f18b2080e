import { watch } from 'chokidar';
import { Command } from 'commander';
import { Workspace } from '../application/workspace.js';
import { loadSettings } from '../settings/settings.js';
import { createProgressView } from '../terminal/indexer-progress.js';
import { renderReport } from '../terminal/render-report.js';
import { exitCodes, runMain } from './run-main.js';

interface IndexFlags {
  readonly rebuild?: true;
  readonly dryRun?: true;
  readonly watch?: true;
  readonly json?: true;
}

/** After a change in the folder, time for the rest of a copy to arrive. */
const settleMs = 500;

async function indexOnce(workspace: Workspace, flags: IndexFlags, signal: AbortSignal): Promise<number> {
  const view = createProgressView(process.stderr);
  const report = await workspace
    .index({
      rebuild: flags.rebuild ?? false,
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
  process.stdout.write(flags.json ? `${JSON.stringify(report)}\n` : renderReport(report));
  return report.skipped.length > 0 ? exitCodes.partial : exitCodes.done;
}

/** Indexes again whenever the folder has changed and has been quiet for a moment, until interrupted. */
async function indexAndWatch(workspace: Workspace, flags: IndexFlags, signal: AbortSignal): Promise<number> {
  let exitCode = await indexOnce(workspace, flags, signal);
  const watcher = watch(workspace.folder, { ignoreInitial: true, followSymlinks: false });
  let wake: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => wake?.(), settleMs);
  });
  process.stderr.write(`Watching ${workspace.folder}; Ctrl-C ends it.\n`);
  const again: IndexFlags = flags.json ? { json: true } : {};
  try {
    for (;;) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        signal.addEventListener('abort', () => {
          resolve();
        });
      });
      if (signal.aborted) return exitCode;
      exitCode = await indexOnce(workspace, again, signal);
    }
  } finally {
    clearTimeout(timer);
    await watcher.close();
  }
}

runMain(async () => {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    controller.abort();
  });
  process.once('SIGTERM', () => {
    controller.abort();
  });
  let exitCode: number = exitCodes.done;
  await new Command('npm run index --')
    .description('Brings the index in line with a folder of documents: what is new, changed or gone.')
    .argument('[folder]', 'the documents (default: SEEDS_DIR, seeds/)')
    .option('--rebuild', 'make everything anew, not only what changed')
    .option('--dry-run', 'only say what would be done')
    .option('--watch', 'go on, and index again whenever the folder changes')
    .option('--json', 'print the summary as JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 failure, 2 wrong usage, 3 done but some files were skipped.',
    )
    .exitOverride()
    .action(async (folder: string | undefined, flags: IndexFlags) => {
      const workspace = new Workspace(loadSettings(), folder);
      exitCode = await (flags.watch ? indexAndWatch : indexOnce)(workspace, flags, controller.signal);
    })
    .parseAsync();
  return exitCode;
});
