import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildProgram } from '../scripts/build.js';

const project = resolve(import.meta.dirname, '..');
const isnadFile = join(project, 'dist', 'main', 'isnad.js');

/** The compiled program, as production starts it: what `spawn` takes before the name of a subcommand. */
export const isnad = [process.execPath, isnadFile] as const;

function changedMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** When a source was last changed; folders count, for a file may have been removed. */
function newestSourceMs(): number {
  const sources = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' }).map((path) =>
    join('src', path),
  );
  const all = ['src', ...sources, 'scripts/build.ts', 'package-lock.json'];
  return Math.max(...all.map((path) => changedMs(join(project, path))));
}

/** Runs once, before all tests: compiles the program unless that has been done since its sources were last changed. */
export default async function setup(): Promise<void> {
  if (changedMs(isnadFile) <= newestSourceMs()) await buildProgram();
}
