/** Other programs and libraries, where they are installed: none of them is part of the product. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';

/** The text of a PDF by poppler's `pdftotext`; undefined where that is not installed, or does not read the file. */
export function readWithPoppler(path: string): string | undefined {
  try {
    return execFileSync('pdftotext', ['-enc', 'UTF-8', path, '-'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

interface TextLibrary {
  getDocument(options: object): {
    readonly promise: Promise<{
      readonly numPages: number;
      getPage(number: number): Promise<{
        getTextContent(): Promise<{
          readonly items: readonly { readonly str?: string; readonly hasEOL?: boolean }[];
        }>;
      }>;
    }>;
    destroy(): Promise<void>;
  };
}

/** The text of a PDF by the usual call of pdf.js. */
export async function readWithTextContent(path: string): Promise<string | undefined> {
  const missing: Record<string, unknown> = globalThis;
  missing.DOMMatrix ??= Object;
  const library = (await import('pdfjs-dist/legacy/build/pdf.mjs')) as unknown as TextLibrary;
  const task = library.getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 });
  try {
    const document = await task.promise;
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const { items } = await (await document.getPage(number)).getTextContent();
      pages.push(items.map(({ str = '', hasEOL }) => (hasEOL ? `${str}\n` : str)).join(''));
    }
    return pages.join('\n');
  } catch {
    return undefined;
  } finally {
    await task.destroy();
  }
}

interface Mammoth {
  extractRawText(input: { readonly path: string }): Promise<{ readonly value: string }>;
}

/** The text of a file of Word by mammoth, where it is installed among the baselines. */
export async function readWithMammoth(path: string): Promise<string | undefined> {
  try {
    const require = createRequire(join(import.meta.dirname, '..', 'baselines', 'package.json'));
    const loaded = (await import(pathToFileURL(require.resolve('mammoth')).href)) as { default: Mammoth };
    return (await loaded.default.extractRawText({ path })).value;
  } catch {
    return undefined;
  }
}
