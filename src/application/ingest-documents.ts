import type { ParsedDocument, ReadSummary, SkippedFile } from '../contracts/document.js';
import type { Embedder } from '../contracts/embedder.js';
import type { ForwardIndexEntry } from '../contracts/forward-index.js';
import type { Passage } from '../contracts/passage.js';
import { loadSourceFile } from '../documents/load-source-file.js';
import { buildForwardIndexEntry } from '../reranking/forward-index.js';
import { fitContext, passageText, readablePassage } from '../passages/passage-text.js';
import { splitPassages } from '../passages/split-passages.js';
import type { NewDocument } from '../contracts/index-store.js';
import { holdsScans, type DocumentReader } from './document-reader.js';
import { yieldToEventLoop } from './event-loop.js';
import { summariseReading } from './summarise-reading.js';
import { passageLimits, type RowsFingerprints } from './rows-fingerprint.js';
import type { PlannedFile } from './plan-ingestion.js';

/** Passages embedded and written at a time; what a kill can cost. */
const passagesAtATime = 512;

export interface IngestOptions {
  readonly folder: string;
  readonly maxFileBytes: number;
  readonly embedder: Embedder;
  readonly reader: DocumentReader;
  readonly fingerprints: RowsFingerprints;
  readonly onProgress?: (progress: EmbedProgress) => void;
  readonly signal?: AbortSignal;
}

export interface IngestOutcome {
  readonly skipped: readonly SkippedFile[];
  readonly read: readonly ReadSummary[];
}

export interface EmbedProgress {
  readonly step: 'embed';
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly passages: number;
}

interface Prepared {
  readonly path: string;
  readonly sha256: string;
  readonly stamp: string | undefined;
  readonly document: ParsedDocument;
  readonly passages: readonly Passage[];
  /** What is embedded, one a passage. */
  readonly texts: readonly string[];
  readonly forwardIndex: readonly ForwardIndexEntry[];
}

async function prepareDocument(options: IngestOptions, path: string): Promise<Prepared | SkippedFile> {
  const { folder, maxFileBytes, embedder, reader, signal } = options;
  const file = loadSourceFile(folder, path, { maxFileBytes });
  if ('problem' in file) return file;
  const document = await reader.read(file);
  if ('problem' in document) return document;
  const count = (text: string): number => embedder.countTokens(text);
  const limits = passageLimits(embedder);
  const passages = splitPassages(document, count, limits);
  const contextTokens = embedder.passageTokenBudget - limits.maxTokens;
  const fitted = new Map<string, string>();
  const texts = passages.map((passage) => {
    const { context, body } = passageText(document, passage.span);
    let fit = fitted.get(context);
    if (fit === undefined) {
      fit = fitContext(context, count, contextTokens);
      fitted.set(context, fit);
    }
    return fit === '' ? body : `${fit}\n${body}`;
  });
  const forwardIndex: ForwardIndexEntry[] = [];
  for (const passage of passages) {
    forwardIndex.push(buildForwardIndexEntry(readablePassage(document, passage)));
    // Those of a large file take half a minute, in which signals must have their turn.
    if (forwardIndex.length % passagesAtATime === 0) {
      await yieldToEventLoop();
      signal?.throwIfAborted();
    }
  }
  return { path, sha256: file.sha256, stamp: file.stamp, document, passages, texts, forwardIndex };
}

/** Parses, splits, embeds and writes files, in the order given; says what was read of which, and which were skipped after all. */
export async function ingestDocuments(
  options: IngestOptions,
  files: readonly PlannedFile[],
  write: (documents: readonly NewDocument[]) => Promise<void>,
): Promise<IngestOutcome> {
  const { embedder, fingerprints, onProgress, signal } = options;
  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const skipped: SkippedFile[] = [];
  const read: ReadSummary[] = [];
  let doneBytes = 0;
  let writtenBytes = 0;
  let donePassages = 0;
  let batch: Prepared[] = [];
  let batchPassages = 0;

  const flush = async (): Promise<void> => {
    const texts = batch.flatMap((each) => each.texts);
    const vectors: Float32Array[] = [];
    // A document of many more passages is embedded in steps, takes little more memory, and can be interrupted.
    while (vectors.length < texts.length) {
      signal?.throwIfAborted();
      const next = texts.slice(vectors.length, vectors.length + passagesAtATime);
      vectors.push(...(await embedder.embedPassages(next)));
      if (vectors.length === texts.length) break;
      const share = vectors.length / texts.length;
      onProgress?.({
        step: 'embed',
        doneBytes: writtenBytes + Math.floor((doneBytes - writtenBytes) * share),
        totalBytes,
        passages: donePassages + vectors.length,
      });
    }
    let first = 0;
    const rows = batch.map(({ path, sha256, stamp, document, passages, forwardIndex }): NewDocument => {
      const own = vectors.slice(first, (first += passages.length));
      const fingerprint = holdsScans(document) ? fingerprints.withScans : fingerprints.plain;
      return { path, sha256, stamp, fingerprint, document, passages, vectors: own, forwardIndex };
    });
    await write(rows);
    donePassages += batchPassages;
    writtenBytes = doneBytes;
    batch = [];
    batchPassages = 0;
    onProgress?.({ step: 'embed', doneBytes, totalBytes, passages: donePassages });
  };

  for (const { path, sizeBytes } of files) {
    signal?.throwIfAborted();
    await yieldToEventLoop();
    const prepared = await prepareDocument(options, path);
    doneBytes += sizeBytes;
    if ('problem' in prepared) {
      skipped.push(prepared);
      continue;
    }
    read.push(...summariseReading(path, prepared.document));
    batch.push(prepared);
    batchPassages += prepared.passages.length;
    if (batchPassages >= passagesAtATime) await flush();
  }
  if (batch.length > 0) await flush();
  return { skipped, read };
}
