import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function markPath(directory: string): string {
  return join(directory, 'damage-found');
}

/**
 * Leaves word for the next indexer that a reader has met damage: checking every row on every run would cost
 * more than all else that a run does when nothing has changed.
 */
export function noteDamage(directory: string): void {
  try {
    writeFileSync(markPath(directory), '', { mode: 0o600 });
  } catch {
    // Where nothing can be written no indexer will run.
  }
}

export function isDamageNoted(directory: string): boolean {
  return existsSync(markPath(directory));
}

export function forgetDamage(directory: string): void {
  rmSync(markPath(directory), { force: true });
}
