import type { SkippedFile } from '../contracts/document.js';
import type { DocumentParser, DocumentSource } from '../contracts/document-parser.js';
import { findExtension, findParser, parserOf } from './document-parsers.js';
import { findForeignKind } from './foreign-files.js';
import { looksLikeHtml, sniffContent } from './sniff-content.js';

export interface ChosenParser {
  readonly parser: DocumentParser;
  /** Whether the name of the file promises another format. */
  readonly isMisnamed: boolean;
}

/**
 * The parser of a file by what it holds; of text, by the extension of its name; or why there is none. Whether bytes that
 * show nothing are text, the parser of text finds out.
 */
export function chooseParser({ path, bytes }: DocumentSource): ChosenParser | SkippedFile {
  if (bytes.length === 0) return { path, problem: { code: 'empty' } };
  const named = findParser(path);
  const content = sniffContent(bytes, { isNamedPdf: named?.format === 'pdf' });
  if (content && 'code' in content) return { path, problem: content };
  const parser =
    content === undefined && named?.needsOwnProcess === false
      ? named
      : parserOf(content?.format ?? (looksLikeHtml(bytes) ? 'html' : 'text'))!;
  const isForeign = findForeignKind(findExtension(path)) !== undefined;
  return { parser, isMisnamed: isForeign || (named !== undefined && named !== parser) };
}
