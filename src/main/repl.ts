import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline/promises';
import { Command } from 'commander';
import { Workspace } from '../application/workspace.js';
import { IsnadError } from '../contracts/errors.js';
import { loadSettings } from '../settings/settings.js';
import { sanitizeLine } from '../terminal/sanitize.js';
import { createStyle } from '../terminal/style.js';
import { countOf } from '../text/count.js';
import { wrapText } from '../terminal/wrap.js';
import { spellCommands } from './command-spelling.js';
import { openAnswersBuildingFirst } from './first-use.js';
import type { ReplState } from './repl-commands.js';
import { completeLine, historyLines, keepHistory, loadHistory } from './repl-input.js';
import { parseCommand, type CommandCall } from './parse-command.js';
import { handleInterrupts } from './repl-interrupts.js';
import { executeLine, isQuit } from './repl-line.js';
import { exitCodes, runMain } from './run-main.js';

/** Prints what a line asks for; whether it could be carried out. */
async function printLine(state: ReplState, line: string, signal: AbortSignal): Promise<boolean> {
  try {
    const text = await executeLine(state, line, signal);
    process.stdout.write(wrapText(text, process.stdout.isTTY ? process.stdout.columns : undefined));
    return true;
  } catch (error) {
    if (signal.aborted) {
      process.stderr.write('Stopped.\n');
      return false;
    }
    if (!(error instanceof IsnadError)) throw error;
    process.stderr.write(`${sanitizeLine(spellCommands(`${error.message} ${error.remedy}`))}\n`);
    return false;
  }
}

/** Answers line by line until the input ends or `:quit`; true when every line could be carried out. */
async function converse(state: ReplState, lines: Interface, interactive: boolean): Promise<boolean> {
  let allDone = true;
  const interrupts = interactive ? handleInterrupts(lines, process.stdin, process.stdout) : undefined;
  const carryOut = async (line: string, signal: AbortSignal): Promise<void> => {
    allDone = (await printLine(state, line, signal)) && allDone;
  };
  if (interactive) lines.prompt();
  for await (const line of lines) {
    if (isQuit(line)) break;
    if (interrupts) await interrupts.during((signal) => carryOut(line, signal));
    else await carryOut(line, new AbortController().signal);
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
  const state: ReplState = { answers, style, citations: settings.citations, last: undefined };
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
      process.stderr.write(`The history could not be kept in ${sanitizeLine(historyPath)}.\n`);
    }
  });
  if (interactive) {
    const { documents, passages } = answers.describeIndex();
    process.stderr.write(
      `${countOf(documents, 'document')}, ${countOf(passages, 'passage')}. Ask, or type :help.\n`,
    );
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

export function runRepl(call: CommandCall): void {
  runMain(async () => {
    let exitCode: number = exitCodes.done;
    const command = new Command()
      .description('Asks questions and looks into retrieval, line by line; reads a pipe too.')
      .argument('[folder]', 'the documents (default: SEEDS_DIR, seeds/)')
      .action(async (folder: string | undefined) => {
        exitCode = await repl(folder);
      });
    await parseCommand(command, call);
    return exitCode;
  });
}
