import { distance } from 'fastest-levenshtein';
import { UsageError } from '../contracts/errors.js';
import { shorten } from '../text/graphemes.js';
import { renderAnswer } from '../terminal/render-answer.js';
import { refuseWordless } from './wordless-question.js';
import { replCommands, type ReplState } from './repl-commands.js';

/** What people type without a colon, alone on a line, and mean as a command. */
const bareWords: ReadonlyMap<string, string> = new Map([
  ['exit', ':quit'],
  ['quit', ':quit'],
  [':exit', ':quit'],
  [':q', ':quit'],
  ['help', ':help'],
  ['?', ':help'],
  ['؟', ':help'],
  [':?', ':help'],
]);

/** A line without the white space around it, and with the command that a bare word stands for. */
function readLine(line: string): string {
  const trimmed = line.trim();
  return bareWords.get(trimmed.toLowerCase()) ?? trimmed;
}

/** Whether a line asks to leave. */
export function isQuit(line: string): boolean {
  return readLine(line) === ':quit';
}

/** The command most like a mistyped or shortened name, where one is like it. */
function findNearest(typed: string): string | undefined {
  const name = typed.toLowerCase();
  const [nearest] = replCommands
    .map((command) => ({
      name: command.name,
      slips: Math.min(distance(name, command.name), 0.5 + distance(name, command.name.slice(0, name.length))),
    }))
    .sort((a, b) => a.slips - b.slips);
  return nearest && nearest.slips <= (name.length - 1) / 2 + 0.5 ? nearest.name : undefined;
}

/** No command has a name as long as this; what is longer is not compared with them. */
const maxNameUnits = 32;

function unknownCommand(name: string): UsageError {
  const shown = shorten(name, maxNameUnits);
  const nearest = name.length <= maxNameUnits ? findNearest(name) : undefined;
  return new UsageError(
    `There is no command ${shown}.`,
    nearest === undefined ? 'Type :help for the list.' : `Did you mean ${nearest}? Type :help for the list.`,
  );
}

/**
 * What a line of the REPL prints; ends in a newline. An answer is remembered in `state`.
 * @throws UsageError for an unknown command or a wrong argument; an AbortError once `signal` tells to stop.
 */
export async function executeLine(state: ReplState, line: string, signal: AbortSignal): Promise<string> {
  const read = readLine(line);
  if (read === '') return '';
  if (!read.startsWith(':')) {
    refuseWordless(read);
    state.last = await state.answers.ask(read, { citations: state.citations, signal });
    return renderAnswer(state.last, state.style);
  }
  const [name = ''] = read.split(/\s+/u, 1);
  const command = replCommands.find((each) => each.name === name);
  if (!command) throw unknownCommand(name);
  const argument = read.slice(name.length).trim();
  if (argument !== '' && command.argument === '') {
    throw new UsageError(`${name} takes nothing behind it.`, `Usage: ${name}.`);
  }
  return command.execute(state, argument, signal);
}
