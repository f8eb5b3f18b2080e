import { basename, extname } from 'node:path/posix';

import type { DocumentFormat, ParsedDocument, SkippedFile } from '../contracts/document.js';
import { decodeBytes } from './decode-bytes.js';
import { findFormat } from './document-format.js';
import { findDeclaredEncoding, parseHtml } from './parse-html.js';
import { parseMarkdown } from './parse-markdown.js';
import { parseText } from './parse-text.js';
import { tidyTitle, type ParsedText } from './text-builder.js';

/** Changes whenever a file would be parsed into other text or blocks. */
export const parserVersion = 1;

const parsers: Readonly<Record<DocumentFormat, (text: string) => ParsedText>> = {
  text: parseText,
  markdown: parseMarkdown,
  html: parseHtml,
};

/**
 * Reads the bytes of one file as a document, in the format that the ending of `path` stands for (plain text
 * where it stands for none), or says why they are no document. Never throws for what a file may hold; time
 * and memory grow with its size and with nothing else.
 */
export function parseDocument({
  path,
  bytes,
}: {
  readonly path: string;
  readonly bytes: Uint8Array;
}): ParsedDocument | SkippedFile {
  if (bytes.length === 0) return { path, reason: 'is empty' };
  const format = findFormat(path) ?? 'text';
  const decoded = decodeBytes(bytes, format === 'html' ? findDeclaredEncoding(bytes) : undefined);
  if (typeof decoded === 'string') return { path, reason: decoded };
  const { title, text, blocks } = parsers[format](decoded.text);
  if (!/[\p{L}\p{N}]/u.test(text)) return { path, reason: 'holds no text' };
  return {
    title: tidyTitle(title) ?? tidyTitle(basename(path, extname(path))) ?? path,
    text,
    blocks,
    format,
    encoding: decoded.encoding,
    newline: decoded.newline,
  };
}
