import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isnad } from '../compiled-program.js';

export const project = fileURLToPath(new URL('../..', import.meta.url));

export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly [field: string]: unknown;
}

/** A command of the bot, as a service manager starts it. */
export class BotProcess {
  readonly child: ChildProcess;
  output = '';
  errors = '';

  constructor(
    name: 'start' | 'register',
    environment: Readonly<Record<string, string>>,
    given: readonly string[] = [],
  ) {
    const child = spawn(isnad[0], [isnad[1], name, ...given], {
      cwd: project,
      env: { PATH: process.env.PATH, ...environment },
    });
    child.stdout.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.child = child;
  }

  /** Every line on stderr; throws for one that is not JSON. */
  get log(): LogLine[] {
    return this.errors
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LogLine);
  }

  linesOf(event: string): LogLine[] {
    return this.log.filter((line) => line.event === event);
  }

  async exit(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'close');
    return this.child.exitCode;
  }

  async until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
    for (let waits = 0; !(await isTrue()); waits++) {
      if (waits > 7_500 || this.child.exitCode !== null) throw new Error(`It did not happen: ${this.errors}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits for a line of the log. */
  async untilLogged(event: string, times = 1): Promise<void> {
    await this.until(() => this.linesOf(event).length >= times);
  }
}
