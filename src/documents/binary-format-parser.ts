import type { FileProblem } from '../contracts/file-problem.js';
import { basename, extname } from 'node:path/posix';
import type { DocumentFormat, ParsedDocument, SkippedFile } from '../contracts/document.js';
import type { DocumentParser } from '../contracts/document-parser.js';
import type { RecognisedPage } from '../contracts/recognised-page.js';
import { nestBlocks } from './nest-blocks.js';
import { parseLimits, type ParseLimits } from './parse-limits.js';
import type { ParsedContent } from './parsed-content.js';
import { tidyTitle } from './text-builder.js';

type ReadContent = (
  bytes: Uint8Array,
  limits: ParseLimits,
  recognised?: readonly RecognisedPage[],
) => ParsedContent | FileProblem | Promise<ParsedContent | FileProblem>;

/** A format that is no encoded text. */
export interface BinaryFormat {
  readonly format: DocumentFormat;
  readonly extensions: readonly string[];
  /** The reader and its libraries are loaded when a file of the format is met, and not before. */
  readonly load: () => Promise<ReadContent>;
}

function finish(
  path: string,
  format: DocumentFormat,
  { title, text, blocks, parts, remarks }: ParsedContent,
): ParsedDocument | SkippedFile {
  if (!/[\p{L}\p{N}]/u.test(text)) {
    const scannedPages = remarks.find(({ code }) => code === 'scanned')?.parts;
    if (scannedPages) return { path, problem: { code: 'scan', pages: scannedPages, isOcrOff: false } };
    const isIllegible = remarks.some(({ code }) => code === 'illegible');
    return { path, problem: { code: isIllegible ? 'illegible-scan' : 'no-text' } };
  }
  return {
    title: tidyTitle(title) ?? tidyTitle(basename(path, extname(path))) ?? path,
    text,
    blocks: nestBlocks(text, blocks),
    parts,
    remarks,
    format,
    encoding: 'utf-8',
    newline: 'lf',
  };
}

/** The parser of a format that is no encoded text. */
export function createBinaryFormatParser({ format, extensions, load }: BinaryFormat): DocumentParser {
  return {
    format,
    extensions,
    needsOwnProcess: true,
    async parse({ path, bytes, recognised }) {
      const read = await load();
      // Some libraries refuse the sort of bytes that Node.js gives.
      const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const content = await read(plain, parseLimits, recognised);
      return 'code' in content ? { path, problem: content } : finish(path, format, content);
    },
  };
}
