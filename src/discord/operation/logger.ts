export type LogLevel = 'info' | 'warn' | 'error';
import type { FileProblem } from '../../contracts/file-problem.js';

export type LogFields = Readonly<Record<string, string | number | boolean | FileProblem | undefined>>;

/** One JSON object a line. Neither questions nor texts of documents go into it, nor tokens. */
export interface Logger {
  log(level: LogLevel, event: string, fields?: LogFields): void;
}

/** `write` gets whole lines, newline included. */
export function createLogger(write: (line: string) => void, now: () => number = Date.now): Logger {
  return {
    log(level, event, fields = {}) {
      write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...fields })}\n`);
    },
  };
}
