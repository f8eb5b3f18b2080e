import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function markerPath(directory: string): string {
  return join(directory, 'corrupted');
}

/**
 * Tells the next indexer that a reader has found corruption: checking every row on every run would cost more than all
 * else that a run does when nothing has changed.
 */
export function markCorrupted(directory: string): void {
  try {
    writeFileSync(markerPath(directory), '', { mode: 0o600 });
  } catch {
    // Where nothing can be written no indexer will run.
  }
}

export function isMarkedCorrupted(directory: string): boolean {
  return existsSync(markerPath(directory));
}

export function clearCorruptionMark(directory: string): void {
  rmSync(markerPath(directory), { force: true });
}
