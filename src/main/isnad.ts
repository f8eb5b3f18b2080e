#!/usr/bin/env node
import { Command } from 'commander';
import { closest, distance } from 'fastest-levenshtein';
import { readVersion } from '../application/product-version.js';
import { InstallationError, UsageError } from '../contracts/errors.js';
import type { CommandCall } from './parse-command.js';
import { exitCodes, runMain } from './run-main.js';

interface Subcommand {
  readonly summary: string;
  /** Loads what this subcommand needs, and nothing of the others, and gives what runs it. */
  load(): Promise<(call: CommandCall) => void>;
}

const subcommands: ReadonlyMap<string, Subcommand> = new Map([
  [
    'ask',
    {
      summary: 'answer a question with exact quotations from the documents',
      load: async () => (await import('./ask.js')).runAsk,
    },
  ],
  [
    'index',
    {
      summary: 'update the index to match the folder of documents',
      load: async () => (await import('./index-documents.js')).runIndex,
    },
  ],
  [
    'repl',
    {
      summary: 'ask question after question, and look into retrieval',
      load: async () => (await import('./repl.js')).runRepl,
    },
  ],
  [
    'evaluate',
    {
      summary: 'measure the answers on questions in SQuAD format',
      load: async () => (await import('./evaluate.js')).runEvaluate,
    },
  ],
  [
    'migrate',
    {
      summary: 'make or update the tables of an index on a server',
      load: async () => (await import('./migrate.js')).runMigrate,
    },
  ],
  [
    'parity',
    {
      summary: 'compare the answers of a server with those of an index here',
      load: async () => (await import('./parity.js')).runParity,
    },
  ],
  ['start', { summary: 'run the bot on Discord', load: async () => (await import('./start.js')).runStart }],
  [
    'register',
    {
      summary: 'tell Discord the commands of the bot',
      load: async () => (await import('./register.js')).runRegister,
    },
  ],
]);

/** Edits up to which an unknown name is taken for a typo. */
const maxEdits = 2;

function renderHelp(): string {
  const program = new Command('isnad')
    .description('Answers questions about a folder of documents with exact, cited quotations.')
    .usage('<command> [options]')
    .helpCommand('help [command]', 'describe a command and its options')
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help');
  for (const [name, { summary }] of subcommands) program.command(name).description(summary).helpOption(false);
  return program.configureHelp({ subcommandTerm: (command) => command.name() }).helpInformation();
}

function unknownError(name: string): UsageError {
  const kind = name.startsWith('-') ? 'option' : 'command';
  const names = kind === 'option' ? ['--help', '--version'] : [...subcommands.keys(), 'help'];
  const nearest = closest(name, names);
  return new UsageError(
    `There is no ${kind} "${name}"${
      distance(name, nearest) <= maxEdits ? `; the nearest is "${nearest}".` : '.'
    }`,
    'Run "isnad --help" to see all of them.',
  );
}

/** Whatever the commands need is loaded here, so this tells of packages that are not there. */
async function loadSubcommand(subcommand: Subcommand): Promise<(call: CommandCall) => void> {
  try {
    return await subcommand.load();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    const [, missing = 'one'] = /'([^']+)'/.exec(error.message) ?? [];
    throw new InstallationError(`A package that Isnad needs is not there: ${missing}.`, 'Run "npm ci".', {
      cause: error,
    });
  }
}

/** What is asked of the program itself and not of a subcommand; its exit code. */
function answerForProgram(given: string | undefined): number {
  switch (given) {
    case undefined:
      process.stderr.write(renderHelp());
      return exitCodes.usage;
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(renderHelp());
      return exitCodes.done;
    case '--version':
    case '-V':
      process.stdout.write(`${readVersion()}\n`);
      return exitCodes.done;
    default:
      throw unknownError(given);
  }
}

const given = process.argv.slice(2);
// "isnad help ask" is "isnad ask --help".
const [name, ...rest] = given[0] === 'help' && given.length > 1 ? [given[1]!, '--help'] : given;
const subcommand = subcommands.get(name ?? '');
if (name !== undefined && subcommand) {
  loadSubcommand(subcommand).then(
    (run) => {
      run({ name, given: rest });
    },
    (error: unknown) => {
      runMain(() => {
        throw error;
      });
    },
  );
} else {
  runMain(() => answerForProgram(name));
}
