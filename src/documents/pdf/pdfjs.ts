import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import type * as LibraryModule from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { DirectPort } from './direct-port.js';
import { changeLibrary } from './library-changes.js';

type Library = typeof LibraryModule;

/** The half of the library that reads files. */
interface FileReader {
  initializeFromPort(port: DirectPort): void;
}

export interface PdfJs {
  readonly library: Library;
  readonly fileReader: FileReader;
}

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('pdfjs-dist/package.json'));

/**
 * Runs one of the two files of the library, without the loader of modules: where sources are translated while they are
 * loaded, that would keep a second copy and a map of it, which takes more memory than all that is read.
 *
 * @returns What the file exports.
 */
async function runFile(name: string, change: (source: string) => string): Promise<unknown> {
  const path = join(folder, 'legacy', 'build', name);
  const source = change(await readFile(path, 'utf8'))
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
    .replace(/^export (\{[^}]*\});?$/m, 'return $1;')
    .replace(/\/\/# sourceMappingURL=.{0,200}\s*$/, '');
  return (compileFunction(`'use strict'; ${source}`, [], { filename: path }) as () => unknown)();
}

/** Classes of browsers that the library misses aloud, and does not need where nothing is drawn. */
function standInForBrowser(): void {
  const missing = globalThis as Record<string, unknown>;
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) missing[name] ??= function standIn() {};
}

async function loadPdfJs(): Promise<PdfJs> {
  standInForBrowser();
  // The half that browsers have in a thread of its own.
  const worker = (await runFile('pdf.worker.mjs', changeLibrary)) as { WorkerMessageHandler: FileReader };
  const library = (await runFile('pdf.mjs', (source) => source)) as Library;
  return { fileReader: worker.WorkerMessageHandler, library };
}

let loading: Promise<PdfJs> | undefined;

/** The library, loaded once. */
export function usePdfJs(): Promise<PdfJs> {
  loading ??= loadPdfJs().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/**
 * Opens a file for as long as `use` takes. Nothing is fetched or run, images stay as they are, and fonts are read for
 * their maps alone.
 */
export async function withPdf<Result>(
  { library, fileReader }: PdfJs,
  bytes: Uint8Array,
  use: (document: PDFDocumentProxy) => Promise<Result>,
): Promise<Result> {
  const port = new DirectPort();
  fileReader.initializeFromPort(port);
  const worker = library.PDFWorker.create({ port: port, verbosity: 0 });
  const task = library.getDocument({
    // The library refuses a Buffer.
    data: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    worker,
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    fontExtraProperties: true,
    maxImageSize: 1,
    useWasm: false,
    useWorkerFetch: false,
    enableXfa: false,
    cMapUrl: `${join(folder, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
  });
  try {
    return await use(await task.promise);
  } finally {
    await task.destroy();
    worker.destroy();
    port.terminate();
  }
}
