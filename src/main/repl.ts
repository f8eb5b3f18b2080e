import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline/promises';
import { Command } from 'commander';
import { Workspace } from '../application/workspace.js';
import { IsnadError } from '../contracts/errors.js';
import { loadSettings } from '../settings/settings.js';
import { harmlessLine } from '../terminal/bidi.js';
import { createStyle } from '../terminal/style.js';
import { openAnswersBuildingFirst } from './first-use.js';
import { executeLine, isQuit, type ReplState } from './repl-commands.js';
import { completeLine, historyLines, keepHistory, loadHistory } from './repl-input.js';
import { parseCommand } from './parse-command.js';
import { exitCodes, runMain } from './run-main.js';

async function printLine(state: ReplState, line: string): Promise<boolean> {
  try {
    process.stdout.write(await executeLine(state, line));
    return true;
  } catch (error) {
    if (!(error instanceof IsnadError)) throw error;
    process.stderr.write(`${harmlessLine(`${error.message} ${error.remedy}`)}\n`);
    return false;
  }
}

/** Answers line by line until the input ends or `:quit`; true when every line could be carried out. */
async function converse(state: ReplState, lines: Interface, interactive: boolean): Promise<boolean> {
  let allDone = true;
  if (interactive) lines.prompt();
  for await (const line of lines) {
    if (isQuit(line)) break;
    allDone = (await printLine(state, line)) && allDone;
    if (interactive) lines.prompt();
  }
  return allDone;
}

async function repl(folder: string | undefined): Promise<number> {
  const settings = loadSettings();
  const answers = await openAnswersBuildingFirst(new Workspace(settings, folder));
  // Prompts are for a person; what goes into a file or a pipe is results alone.
  const interactive = process.stdin.isTTY && process.stdout.isTTY;
  const style = createStyle(process.stdout.isTTY && process.stdout.hasColors());
  const state: ReplState = { answers, style, citations: settings.citations };
  const historyPath = join(settings.indexRoot, 'repl-history');
  const lines = createInterface({
    input: process.stdin,
    ...(interactive && {
      output: process.stdout,
      history: loadHistory(historyPath),
      historySize: historyLines,
      removeHistoryDuplicates: true,
      completer: (line: string) => completeLine(state, line),
      prompt: 'isnad> ',
    }),
  });
  lines.on('history', (history: string[]) => {
    if (!keepHistory(historyPath, history)) {
      process.stderr.write(`The history could not be kept in ${harmlessLine(historyPath)}.\n`);
    }
  });
  if (interactive) {
    const { documents, passages } = answers.describeIndex();
    process.stderr.write(`${documents} documents, ${passages} passages. Ask, or type :help.\n`);
  }
  try {
    const allDone = await converse(state, lines, interactive);
    // A person has seen the messages and gone on; a script wants to know.
    return interactive || allDone ? exitCodes.done : exitCodes.failed;
  } finally {
    lines.close();
    answers.close();
  }
}

runMain(async () => {
  let exitCode: number = exitCodes.done;
  const command = new Command('npm run repl --')
    .description('Asks questions and looks into retrieval, line by line; reads a pipe too.')
    .argument('[folder]', 'the documents (default: SEEDS_DIR, seeds/)')
    .action(async (folder: string | undefined) => {
      exitCode = await repl(folder);
    });
  await parseCommand(command);
  return exitCode;
});
