import { fileURLToPath } from 'node:url';

/**
 * Whether this is the compiled program. Sources are TypeScript, which Node.js reads with the help of tsx alone, a
 * package that production does without. Both `src/` and `dist/` keep each file one folder deep, so that paths from
 * one file to another, and to what stands beside the two folders, are the same in both.
 */
const isCompiled = import.meta.url.endsWith('.js');

const extension = isCompiled ? '.js' : '.ts';

/** Where package.json stands. */
export const projectDirectory = fileURLToPath(new URL('../..', import.meta.url));

/** The program itself, to be started as another process. */
export const isnadFile = fileURLToPath(new URL(`../main/isnad${extension}`, import.meta.url));

/** What reads untrusted formats, to be started as another process. */
export const parserProcessFile = fileURLToPath(
  new URL(`../application/parser-process${extension}`, import.meta.url),
);

/** What runs the libraries that an operator may have for optical character recognition, to be started as another process. */
export const recognitionProgramFile = fileURLToPath(
  new URL(`../recognition/library-program${extension}`, import.meta.url),
);

/** What Node.js is to be given before one of these files; tsx is found from the project's own directory. */
export const programExecArgv: readonly string[] = isCompiled ? [] : ['--import', 'tsx'];

/** How a thread of its own is started for the builder of an index file. */
export function builderThread(): { readonly file: URL | string; readonly isScript: boolean } {
  const file = new URL(`../application/builder-thread${extension}`, import.meta.url);
  if (isCompiled) return { file, isScript: false };
  // A thread takes no --import: it loads what translates its source by itself.
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const source = JSON.stringify(file.href);
  return {
    file: `import(${loader}).then(({ register }) => (register(), import(${source})))`,
    isScript: true,
  };
}
