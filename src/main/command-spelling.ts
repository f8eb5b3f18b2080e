import type { Logger } from '../discord/operation/logger.js';
import { isStartedByNpm, subcommandScripts } from '../settings/npm-options.js';

const quotedCommand = new RegExp(`"isnad (${subcommandScripts.join('|')})(?: ([^"\n]*))?"`, 'g');

/** What a person types for a subcommand: npm's script where npm has started this process, else the program itself. */
export function spellCommand(name: string, rest = ''): string {
  if (!isStartedByNpm()) return `isnad ${name}${rest && ` ${rest}`}`;
  const script = name === 'start' ? 'npm start' : `npm run ${name}`;
  return rest === '' ? script : `${script} -- ${rest}`;
}

/**
 * A message as it is shown: all of the program but this folder names a command as the program does, in quotation marks,
 * such as "isnad index", and knows nothing of npm.
 */
export function spellCommands(message: string): string {
  return message.replace(quotedCommand, (_, name: string, rest?: string) => `"${spellCommand(name, rest)}"`);
}

/** A log whose messages name commands as they are typed, written to `logger`. */
export function spellInLog(logger: Logger): Logger {
  return {
    log(level, event, fields = {}) {
      const spelled = Object.entries(fields).map(
        ([name, value]) => [name, typeof value === 'string' ? spellCommands(value) : value] as const,
      );
      logger.log(level, event, Object.fromEntries(spelled));
    },
  };
}
