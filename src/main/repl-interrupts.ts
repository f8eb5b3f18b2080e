import type { Interface } from 'node:readline/promises';

/** What Ctrl-C does at a prompt. */
export interface Interrupts {
  /** Carries out work that Ctrl-C stops, by its signal. */
  during(work: (signal: AbortSignal) => Promise<void>): Promise<void>;
}

interface Key {
  readonly ctrl?: boolean;
  readonly name?: string;
}

/**
 * As in a shell, Ctrl-C never loses more than it must: it stops a question in flight, clears a half-typed line,
 * and on an empty one says that a second one in a row leaves. `input` and `output` are those of `lines`.
 */
export function handleInterrupts(
  lines: Interface,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Interrupts {
  let running: AbortController | undefined;
  let isAsked = false;
  input.on('keypress', (_text: string | undefined, key: Key | undefined) => {
    if (!key?.ctrl || key.name !== 'c') isAsked = false;
  });
  lines.on('SIGINT', () => {
    if (running) {
      running.abort();
    } else if (lines.line !== '') {
      isAsked = false;
      lines.write(null, { ctrl: true, name: 'e' });
      lines.write(null, { ctrl: true, name: 'u' });
    } else if (isAsked) {
      output.write('\n');
      lines.close();
    } else {
      isAsked = true;
      output.write('\nPress Ctrl-C again to leave.\n');
      lines.prompt();
    }
  });
  return {
    async during(work) {
      running = new AbortController();
      try {
        await work(running.signal);
      } finally {
        running = undefined;
      }
    },
  };
}
