import type { ParsedDocument, SkippedFile } from '../contracts/document.js';
import type { DocumentSource } from '../contracts/document-parser.js';
import { defaultParser, findParser } from './document-parsers.js';

/**
 * Reads the bytes of one file as a document, in the format that the extension of its path stands for (plain text where
 * it stands for none), or says why they are no document. See {@link DocumentParser}.
 */
export async function parseDocument(source: DocumentSource): Promise<ParsedDocument | SkippedFile> {
  const { path, bytes } = source;
  if (bytes.length === 0) return { path, reason: 'is empty' };
  return (findParser(path) ?? defaultParser).parse(source);
}
