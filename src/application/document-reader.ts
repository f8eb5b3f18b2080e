import type { ParsedDocument, SkippedFile } from '../contracts/document.js';
import type { DocumentSource } from '../contracts/document-parser.js';
import { chooseParser } from '../documents/choose-parser.js';
import { parseDocument } from '../documents/parse-document.js';
import { createIsolatedParser } from './isolated-parser.js';

/** Reads the files of one run. It must be closed. */
export interface DocumentReader {
  /** See `parseDocument`; rejects when the signal aborts. */
  read(source: DocumentSource): Promise<ParsedDocument | SkippedFile>;
  close(): void;
}

/** Text is read here and now; what could take a run with it, in a process that is started when the first such file is met. */
export function createDocumentReader(signal?: AbortSignal): DocumentReader {
  const isolated = createIsolatedParser(signal);
  return {
    read(source) {
      const chosen = chooseParser(source);
      const isPlain = 'reason' in chosen || !chosen.parser.needsOwnProcess;
      return isPlain ? parseDocument(source) : isolated.parse(source);
    },
    close() {
      isolated.close();
    },
  };
}
