import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildProgram } from '../scripts/build.js';

const project = resolve(import.meta.dirname, '..');

/** Where the compiled program stands for tests, and beside it what they start in processes of their own. */
export const compiledFolder = join(project, 'dist-tests');

const compiledFile = (path: string): string => join(compiledFolder, `${path}.js`);

/** Compiled with the program: translating TypeScript at every start takes longer than what these do. */
const testFiles = {
  // Says where the files stand that the program starts: those here, when the code that runs is compiled.
  'application/program-files': 'src/application/program-files.ts',
  'application/indexer-child': 'tests/application/indexer-child.ts',
  'application/server-indexer-child': 'tests/application/server-indexer-child.ts',
  'application/damage-child': 'tests/application/damage-child.ts',
  'application/hostile-parser-child': 'tests/application/hostile-parser-child.ts',
} as const;

/** The compiled program, as production starts it: what `spawn` takes before the name of a subcommand. */
export const isnad = [process.execPath, compiledFile('main/isnad')] as const;

/** A file of `tests/` that runs in a process of its own, compiled. */
export function compiledChild(
  name: 'indexer-child' | 'server-indexer-child' | 'damage-child' | 'hostile-parser-child',
): string {
  return compiledFile(`application/${name}`);
}

/** Takes the place of `src/application/program-files.ts` in tests, which so start what is compiled. */
export const compiledProgramFiles = compiledFile('application/program-files');

function changedMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** When a source was last changed; folders count, for a file may have been removed. */
function newestSourceMs(): number {
  const folders = ['src', 'tests/application', 'tests/fakes'];
  const sources = folders.flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(folder, path),
    ),
  );
  const all = [...folders, ...sources, 'scripts/build.ts', 'tests/compiled-program.ts', 'package-lock.json'];
  return Math.max(...all.map((path) => changedMs(join(project, path))));
}

/**
 * Runs once, before all tests: compiles the program, for tests and as `npm run build` does, unless that has been done
 * since its sources were last changed.
 */
export default async function setup(): Promise<void> {
  const sourceMs = newestSourceMs();
  if (changedMs(isnad[1]) <= sourceMs) await buildProgram(compiledFolder, testFiles);
  if (changedMs(join(project, 'dist', 'main', 'isnad.js')) <= sourceMs) await buildProgram();
}
