import type { DocumentFormat, ParsedDocument, SkippedFile } from './document.js';
import type { RecognisedPage } from './recognised-page.js';

/** What a parser is given of a file. */
export interface DocumentSource {
  /** Relative to the documents folder. */
  readonly path: string;
  /** The whole file; not empty. */
  readonly bytes: Uint8Array;
  /** What was recognised on pages that are scans, in order of their numbers; undefined where nothing was tried. */
  readonly recognised?: readonly RecognisedPage[];
}

/**
 * Reads files of one format. `parse` resolves to a document, or to why the file is none, whatever the bytes hold: it
 * never rejects for what a file may hold, and its time and memory grow with the size of the file alone.
 */
export interface DocumentParser {
  readonly format: DocumentFormat;
  /** Of file names, in lower case, each with its dot. */
  readonly extensions: readonly string[];
  /** Whether files of the format can take memory and time out of all proportion to their size, or crash what reads them. */
  readonly needsOwnProcess: boolean;
  parse(source: DocumentSource): Promise<ParsedDocument | SkippedFile>;
}
