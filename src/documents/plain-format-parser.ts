import { basename, extname } from 'node:path/posix';
import type { DocumentFormat, ParsedDocument, SkippedFile } from '../contracts/document.js';
import type { DocumentParser, DocumentSource } from '../contracts/document-parser.js';
import { decodeBytes } from './decode-bytes.js';
import { nestBlocks } from './nest-blocks.js';
import { tidyTitle, type ParsedText } from './text-builder.js';

/** A format whose files are encoded text. */
export interface PlainFormat {
  readonly format: DocumentFormat;
  readonly extensions: readonly string[];
  /** Its libraries are loaded when a file of the format is met, and not before. */
  readonly load: () => Promise<(text: string) => ParsedText>;
  /** The encoding that a file says it is in, where it is one that is known. */
  readonly findDeclaredEncoding?: (bytes: Uint8Array) => string | undefined;
}

async function parse(
  { format, load, findDeclaredEncoding }: PlainFormat,
  { path, bytes }: DocumentSource,
): Promise<ParsedDocument | SkippedFile> {
  const decoded = decodeBytes(bytes, findDeclaredEncoding?.(bytes));
  if ('code' in decoded) return { path, problem: decoded };
  const parseText = await load();
  const { title, text, blocks } = parseText(decoded.text);
  if (!/[\p{L}\p{N}]/u.test(text)) return { path, problem: { code: 'no-text' } };
  return {
    title: tidyTitle(title) ?? tidyTitle(basename(path, extname(path))) ?? path,
    text,
    blocks: nestBlocks(text, blocks),
    parts: [],
    remarks: [],
    format,
    encoding: decoded.encoding,
    newline: decoded.newline,
  };
}

/** The parser of a format whose files are encoded text. */
export function createPlainFormatParser(plain: PlainFormat): DocumentParser {
  return {
    format: plain.format,
    extensions: plain.extensions,
    needsOwnProcess: false,
    parse: (source) => parse(plain, source),
  };
}
