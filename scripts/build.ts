/**
 * Compiles the program into dist/, where production runs it: `npm run build`. Packages stay in node_modules. Code that
 * several files share becomes chunks, so that each command loads its own part alone.
 */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const project = join(import.meta.dirname, '..');

/** What Node.js starts, or what runs in a thread or process of its own; by where it stands in dist/. */
const programFiles: Readonly<Record<string, string>> = {
  'main/isnad': 'src/main/isnad.ts',
  'application/builder-thread': 'src/application/builder-thread.ts',
  'application/parser-process': 'src/application/parser-process.ts',
  'recognition/library-program': 'src/recognition/library-program.ts',
};

/**
 * Writes nothing when the sources cannot be compiled; what the target folder held before goes. It stands beside src/.
 * `moreFiles` are compiled with the program.
 */
export async function buildProgram(
  target = join(project, 'dist'),
  moreFiles: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { outputFiles } = await build({
    absWorkingDir: project,
    // Each file one folder deep, as in src/: paths to package.json and models/ are the same from both.
    entryPoints: { ...programFiles, ...moreFiles },
    outdir: target,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'warning',
    write: false,
  });
  rmSync(target, { recursive: true, force: true });
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
  chmodSync(join(target, 'main', 'isnad.js'), 0o755);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildProgram();
  process.stdout.write(`Compiled into ${relative(process.cwd(), join(project, 'dist')) || '.'}/.\n`);
}
