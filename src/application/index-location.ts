import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}

/** Where the index of a documents folder stands: each folder has its own, so that none leaks into another. */
export function indexDirectory(indexRoot: string, folder: string): string {
  const path = realPath(folder);
  const name = basename(path)
    .replace(/[^\p{L}\p{N}._-]/gu, '_')
    .slice(0, 40);
  const mark = createHash('sha256').update(path).digest('hex').slice(0, 8);
  return join(indexRoot, `${name}-${mark}`);
}
