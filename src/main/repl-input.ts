import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sanitizeLine } from '../terminal/sanitize.js';
import { replCommands, type ReplState } from './repl-commands.js';

/** Lines remembered between runs. */
export const historyLines = 500;

/** Newest first, as readline keeps it. */
export function loadHistory(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    // None yet, or not readable: a REPL without history is still one.
    return [];
  }
}

/** Writes the history for its owner alone to read; whether that worked. */
export function keepHistory(path: string, lines: readonly string[]): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${lines.slice(0, historyLines).join('\n')}\n`, { mode: 0o600 });
    // The mode above is for a new file only.
    chmodSync(path, 0o600);
    return true;
  } catch {
    return false;
  }
}

/** Completes command names, and for `:documents` the paths of documents: the completions, and what they replace. */
export async function completeLine(state: ReplState, line: string): Promise<[string[], string]> {
  const part = /^:documents\s(.*)$/u.exec(line)?.[1]?.trimStart();
  if (part !== undefined) {
    const documents = await state.answers.findDocuments({ titleContains: part, limit: 20 });
    const found = documents.map(({ path }) => path);
    // What would act on the terminal is not offered.
    return [found.filter((path) => path.startsWith(part) && sanitizeLine(path) === path), part];
  }
  if (!line.startsWith(':')) return [[], line];
  return [replCommands.map(({ name }) => `${name} `).filter((name) => name.startsWith(line)), line];
}
