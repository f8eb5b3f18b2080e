import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { checkParity } from '../application/check-parity.js';
import { Workspace } from '../application/workspace.js';
import { UsageError } from '../contracts/errors.js';
import { loadSettings } from '../settings/settings.js';
import { renderParity } from '../terminal/render-parity.js';
import { parseCommand, type CommandCall } from './parse-command.js';
import { exitCodes, runMain } from './run-main.js';

interface ParityFlags {
  readonly questions?: string;
  readonly json?: true;
}

/** One question a line. */
function readQuestions(path: string): string[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The questions cannot be read: ${reason}.`, 'Name a file with a question a line.');
  }
  const questions = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (questions.length > 0) return questions;
  throw new UsageError(`There is no question in ${path}.`, 'Write one a line.');
}

export function runParity(call: CommandCall): void {
  runMain(async () => {
    let exitCode: number = exitCodes.done;
    const command = new Command()
      .description(
        'Asks the index on a server (INDEX_URL) and the one in INDEX_DIR of the same folder the same questions, with all vectors compared, and says how far they find the same.',
      )
      .argument('[folder]', 'the documents (default: SEEDS_DIR, seeds/)')
      .option('--questions <file>', 'questions, one a line (default: 200 made from the documents)')
      .option('--json', 'print the outcome as JSON')
      .addHelpText(
        'after',
        '\nExit codes: 0 the same best passage for every question, 1 not so, 2 wrong usage.',
      )
      .action(async (folder: string | undefined, flags: ParityFlags) => {
        const questions = flags.questions === undefined ? undefined : readQuestions(flags.questions);
        const report = await checkParity(new Workspace(loadSettings(), folder), questions);
        process.stdout.write(flags.json ? `${JSON.stringify(report)}\n` : renderParity(report));
        if (report.sameFirst < report.questions) exitCode = exitCodes.failed;
      });
    await parseCommand(command, call);
    return exitCode;
  });
}
