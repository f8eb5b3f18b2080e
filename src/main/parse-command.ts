import type { Command, CommanderError, Option } from 'commander';
import { UsageError } from '../contracts/errors.js';
import { loadNpmOptions } from '../settings/npm-options.js';
import { spellCommand } from './command-spelling.js';

/** As a person types it into a shell. */
function quote(argument: string): string {
  return /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(argument)
    ? argument
    : `"${argument.replace(/["\\$`]/g, String.raw`\$&`)}"`;
}

/** An option as it was meant. Of a value after a space npm says only that there was one: `true`. */
function describe({ long, flags, required }: Option, value: string): string {
  if (!required) return long ?? flags;
  return value === 'true' ? flags : quote(`${long ?? flags}=${value}`);
}

/**
 * Refuses a command line of which npm has taken options for itself.
 * @throws UsageError that gives the right command line.
 */
export function refuseSwallowedOptions(
  command: Command,
  given: readonly string[],
  keptByNpm: ReadonlyMap<string, string>,
): void {
  const isGiven = (name: string): boolean =>
    given.some((argument) => argument === name || argument.startsWith(`${name}=`));
  const swallowed = command.options.filter(
    ({ long }) => long && keptByNpm.has(long.slice(2)) && !isGiven(long),
  );
  const [first] = swallowed;
  if (!first) return;
  const meant = swallowed.map((option) => describe(option, keptByNpm.get(option.long?.slice(2) ?? '') ?? ''));
  const names = swallowed.map(({ long }) => long).join(' and ');
  // What was to be a value of an option stands among the arguments now, and nobody knows which of them it was.
  const rest = meant.some((option) => option.endsWith('>')) ? ['…'] : given.map(quote);
  const line = [scriptLine(command), '--', ...meant, ...rest].join(' ');
  throw new UsageError(
    `npm took ${names} for itself, so Isnad has done nothing.`,
    `Put two dashes before the options that are for Isnad: ${line}`,
  );
}

/** `npm run index` of a command that is called `npm run index --` in its help. */
function scriptLine(command: Command): string {
  return command.name().replace(/ --$/, '');
}

/** A subcommand of Isnad as it was called. */
export interface CommandCall {
  readonly name: string;
  readonly given: readonly string[];
}

/** What its help calls a subcommand: as npm's script where npm has started it. */
function calledName({ name }: CommandCall): string {
  const spelled = spellCommand(name);
  return spelled.startsWith('npm run') ? `${spelled} --` : spelled;
}

/** What Commander has against a command line, as one of our own sentences; help that was asked for is no error. */
function explainUsage(command: Command, error: CommanderError): Error {
  if (error.exitCode === 0) return error;
  const said = error.message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (.*)\)$/, '. Did you mean $1')
    .replaceAll('\n', ' ');
  const sentence = said.charAt(0).toUpperCase() + said.slice(1);
  const end = /[.?]$/.test(sentence) ? '' : '.';
  const line = scriptLine(command);
  const help = line.startsWith('npm ') ? `${line} -- --help` : `${line} --help`;
  return new UsageError(`${sentence}${end}`, `Run "${help}" to see how it is used.`, { cause: error });
}

/** Parses the arguments of a subcommand and runs the action of `command`. */
export async function parseCommand(command: Command, call: CommandCall): Promise<void> {
  command.name(calledName(call));
  refuseSwallowedOptions(command, call.given, loadNpmOptions(call.name));
  await command
    .configureOutput({
      // It is told with all other failures, in the same form.
      outputError: () => undefined,
    })
    .exitOverride((error) => {
      throw explainUsage(command, error);
    })
    .parseAsync(call.given, { from: 'user' });
}
