import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline/promises';
import { Command } from 'commander';
import { Workspace } from '../application/workspace.js';
import { IsnadError } from '../contracts/errors.js';
import { loadSettings } from '../settings/settings.js';
import { harmlessLine } from '../terminal/bidi.js';
import { createStyle } from '../terminal/style.js';
import { openAnswersBuildingFirst } from './first-use.js';
import { executeLine, isQuit, replCommands, type ReplState } from './repl-commands.js';
import { exitCodes, runMain } from './run-main.js';

/** Lines remembered between runs. */
const historyLines = 500;

/** Newest first, as readline keeps it. */
function loadHistory(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    // None yet, or not readable: a REPL without history is still one.
    return [];
  }
}

function keepHistory(path: string, lines: readonly string[]): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${lines.slice(0, historyLines).join('\n')}\n`, { mode: 0o600 });
    // The mode above is for a new file only.
    chmodSync(path, 0o600);
  } catch {
    process.stderr.write(`The history could not be kept in ${path}.\n`);
  }
}

/** Completes command names, and for `:documents` the paths of documents. */
function completerFor(state: ReplState): (line: string) => [string[], string] {
  return (line) => {
    const [, part] = /^:documents\s+(.*)$/u.exec(line) ?? [];
    if (part !== undefined) {
      const found = state.answers.findDocuments({ titleContains: part, limit: 20 });
      const paths = found.map(({ path }) => path);
      // What would act on the terminal is not offered.
      return [paths.filter((path) => path.startsWith(part) && harmlessLine(path) === path), part];
    }
    if (!line.startsWith(':')) return [[], line];
    return [replCommands.map(({ name }) => `${name} `).filter((name) => name.startsWith(line)), line];
  };
}

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
      completer: completerFor(state),
      prompt: 'isnad> ',
    }),
  });
  lines.on('history', (history: string[]) => {
    keepHistory(historyPath, history);
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
  await new Command('npm run repl --')
    .description('Asks questions and looks into retrieval, line by line; reads a pipe too.')
    .argument('[folder]', 'the documents (default: SEEDS_DIR, seeds/)')
    .exitOverride()
    .action(async (folder: string | undefined) => {
      exitCode = await repl(folder);
    })
    .parseAsync();
  return exitCode;
});
