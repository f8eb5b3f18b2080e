import type { DocumentFormat } from '../contracts/document.js';

const formats: ReadonlyMap<string, DocumentFormat> = new Map([
  ['.txt', 'text'],
  ['.text', 'text'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.xhtml', 'html'],
]);

/** The endings of file names that are read, in lower case, each with its dot. */
export const readableEndings: readonly string[] = [...formats.keys()];

/** The ending of a file's name, in lower case with its dot; empty where it has none that looks like one. */
export function findEnding(path: string): string {
  return /[^/.](\.[\p{L}\p{N}_-]{1,16})$/u.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** The format that the ending of `path` stands for, whatever its case. */
export function findFormat(path: string): DocumentFormat | undefined {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? undefined : formats.get(path.slice(dot).toLowerCase());
}
