import type { Embedder } from '../contracts/embedder.js';
import type { ReadingNotice } from '../contracts/reading-notice.js';
import { resolveFolder } from '../documents/scan-folder.js';
import { createDocumentReader, type DocumentReader, type RecognitionProgress } from './document-reader.js';
import type { EmbedProgress } from './ingest-documents.js';
import { openRecogniser, type RecognitionOptions } from './open-recogniser.js';
import type { DocumentChanges } from './plan-ingestion.js';
import { rowsFingerprints, type RowsFingerprints } from './rows-fingerprint.js';

export interface IndexerOptions {
  readonly folder: string;
  /** Directory of this folder's index. */
  readonly directory: string;
  readonly embedder: Embedder;
  readonly maxFileBytes: number;
  /** Ingest every file again, not only changed ones. */
  readonly rebuild?: boolean;
  /** Read every file, also those whose size and times say that they are as they were. */
  readonly checksum?: boolean;
  /** Only find out what would be done; nothing is written. */
  readonly dryRun?: boolean;
  /** How pages that are pictures are read; undefined where they are left unread. */
  readonly recognition?: RecognitionOptions;
  readonly onProgress?: (progress: IndexerProgress) => void;
  readonly signal?: AbortSignal;
  /** With so many bytes of documents to index, threads derive files while rows are made. */
  readonly threadsFromBytes?: number;
}

export type IndexerProgress =
  | { readonly step: 'notice'; readonly message: string }
  | RecognitionProgress
  | EmbedProgress
  | { readonly step: 'graph'; readonly done: number; readonly total: number };

export interface IndexerReport extends DocumentChanges {
  readonly folder: string;
  readonly dryRun: boolean;
  /** In the index afterwards; for a dry run, as it is now. */
  readonly passages: number;
  readonly snapshot: number;
  readonly seconds: number;
  /** What kept pages that are pictures from being read. */
  readonly notices: readonly ReadingNotice[];
}

/** With what reads the files of the run. */
export type Reading<Options> = Options & { readonly reader: DocumentReader };

/** What a run has done, or would do, to an index. */
export type IndexerOutcome = DocumentChanges & Pick<IndexerReport, 'passages' | 'snapshot'>;

/** Looks for what reads scans only where pages are to be read so. */
export async function findFingerprints({
  embedder,
  reader,
}: Reading<Pick<IndexerOptions, 'embedder'>>): Promise<RowsFingerprints> {
  return rowsFingerprints(embedder.identity, await reader.recognition());
}

/**
 * Gives `run` what reads the files of the folder, and reports what it has done; wherever the index is kept.
 * @throws UsageError when the folder is missing; what `run` throws.
 */
export async function reportRun<Options extends Omit<IndexerOptions, 'threadsFromBytes'>>(
  options: Options,
  run: (options: Reading<Options>) => Promise<IndexerOutcome>,
): Promise<IndexerReport> {
  const startedMs = performance.now();
  const { folder, directory, dryRun = false } = options;
  // Before anything is written for a folder that is not there.
  resolveFolder(folder);
  const notices: ReadingNotice[] = [];
  const reader = createDocumentReader({
    ...options,
    recogniser: options.recognition && openRecogniser(options.recognition, directory, options.signal),
    onNotice: (notice) => notices.push(notice),
  });
  try {
    const outcome = await run({ ...options, reader });
    return { folder, dryRun, ...outcome, notices, seconds: (performance.now() - startedMs) / 1000 };
  } finally {
    reader.close();
  }
}
