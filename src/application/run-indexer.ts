import type { Embedder } from '../contracts/embedder.js';
import type { Manifest } from '../contracts/manifest.js';
import { HnswGraph } from '../graph/hnsw-graph.js';
import { analyzerVersion } from '../text/terms.js';
import { clearCorruptionMark } from '../store/corruption-marker.js';
import { isIntact, removeStrayFiles } from '../store/derived-files.js';
import type { IndexReader } from '../contracts/index-reader.js';
import type { IndexWriter } from '../contracts/index-store.js';
import { explainWriting, isCorruption } from '../store/index-errors.js';
import { acquireIndexerLock } from '../store/indexer-lock.js';
import { openForIndexing, openForLooking, type OpenedForIndexing } from '../store/open-for-indexing.js';
import type { BuildJob } from './index-file-builder.js';
import { buildSequentially, buildConcurrently, type IndexBuilder } from './build-index-files.js';
import { graphFingerprint } from './build-graph.js';
import {
  findFingerprints,
  reportRun,
  type IndexerOptions,
  type IndexerOutcome,
  type IndexerReport,
  type Reading,
} from './indexer-run.js';
import { ingestDocuments } from './ingest-documents.js';
import { forgetRecognised, removeLeftPictures } from './open-recogniser.js';
import { describeChanges, planIngestion, type Plan } from './plan-ingestion.js';

type ReadingOptions = Reading<IndexerOptions>;

/** Whether the finished snapshot can answer as it stands, with this embedder and this code. */
async function isCurrent(directory: string, last: Manifest, fingerprint: string): Promise<boolean> {
  return (
    last.fingerprint === fingerprint &&
    last.analyzerVersion === analyzerVersion &&
    last.graphParameters === graphFingerprint &&
    (await isIntact(directory, last.graph)) &&
    (await isIntact(directory, last.lexical))
  );
}

/**
 * Updates the index to match the folder. What it writes becomes visible in one commit at the end; killed
 * before, the previous snapshot keeps serving and the next run resumes from what this one has written.
 * @throws UsageError when the folder is missing; IndexError when another indexer is at work, or the index
 * cannot be written.
 */
export function runIndexer(options: IndexerOptions): Promise<IndexerReport> {
  return reportRun(options, async (reading) => {
    try {
      return await (options.dryRun ? look(reading) : index(reading));
    } catch (error) {
      throw explainWriting(error, options.directory);
    }
  });
}

/** What {@link index} would do. Takes no lock: at worst it describes what an indexer is just doing. */
async function look(options: ReadingOptions): Promise<IndexerOutcome> {
  const opened = openForLooking({ directory: options.directory, rebuild: options.rebuild ?? false });
  try {
    const last = await opened?.store.findCurrentManifest();
    const writer = opened?.store.openWriter(last?.snapshot ?? 0);
    const current = (await writer?.currentDocuments()) ?? [];
    const plan = await planIngestion(options, {
      current,
      pending: (await writer?.pendingDocuments()) ?? [],
      stamps: (await writer?.fileStamps()) ?? new Map(),
      damaged: opened?.damaged ?? new Set(),
      fingerprints: await findFingerprints(options),
    });
    const changes = describeChanges(plan, current, plan);
    return { ...changes, passages: last?.passages ?? 0, snapshot: last?.snapshot ?? 0 };
  } finally {
    opened?.store.close();
  }
}

async function index(options: ReadingOptions): Promise<IndexerOutcome> {
  const { directory } = options;
  const lock = acquireIndexerLock(directory);
  try {
    const outcome = await openAndSynchronize(options).catch((error: unknown) => {
      if (!isCorruption(error)) throw error;
      // Met on the way: check all, then do what can be done without the damaged part.
      return openAndSynchronize(options, true);
    });
    clearCorruptionMark(directory);
    return outcome;
  } finally {
    lock.release();
  }
}

async function openAndSynchronize(options: ReadingOptions, isSuspect?: boolean): Promise<IndexerOutcome> {
  const { directory, rebuild = false, onProgress } = options;
  const opened = openForIndexing({ directory, rebuild, ...(isSuspect && { isSuspect }) }, (message) => {
    onProgress?.({ step: 'notice', message });
  });
  try {
    return await synchronize(options, opened);
  } finally {
    opened.store.close();
  }
}

async function synchronize(options: ReadingOptions, opened: OpenedForIndexing): Promise<IndexerOutcome> {
  const { directory, signal } = options;
  const { store, damaged } = opened;
  // That its library can be loaded is better known now than when everything has been embedded.
  HnswGraph.create(options.embedder.identity.dimension, 0);
  const fingerprints = await findFingerprints(options);
  const fingerprint = fingerprints.plain;
  const last = await store.findCurrentManifest();
  const writer = store.openWriter(last?.snapshot ?? 0);
  const current = await writer.currentDocuments();
  const plan = await planIngestion(options, {
    current,
    pending: await writer.pendingDocuments(),
    stamps: await writer.fileStamps(),
    damaged,
    fingerprints,
  });

  // What a killed run has left.
  await writer.collectGarbage();
  await writer.discardPending(plan.discarded.map((document) => document.id));
  let kept = last ? [last.graph, last.lexical] : [];
  removeStrayFiles(directory, kept);
  removeLeftPictures(directory);

  await writer.keepStamps(plan.stamps);
  const supersededIds = plan.superseded.map((document) => document.id);
  await writer.markRemoved(supersededIds);
  const reader = store.openReader(writer.snapshot);
  const builder = startBuilding(options, plan.work, reader, {
    directory,
    snapshot: writer.snapshot,
    // Points of another model would lead searches nowhere, even as removed ones.
    last: last?.fingerprint === fingerprint ? last : undefined,
    removed: await writer.passageIdsOf(supersededIds),
    dimension: options.embedder.identity.dimension,
  });
  try {
    const made = await ingestDocuments({ ...options, fingerprints }, plan.work, async (documents) => {
      await writer.add(documents);
      await builder.advance();
    });
    signal?.throwIfAborted();
    const changes = describeChanges(plan, current, {
      skipped: [...plan.skipped, ...made.skipped],
      read: made.read,
    });
    const { added, changed, removed } = changes;
    const isSame = added.length + changed.length + removed.length === 0;
    const isFinished = last && isSame && (await isCurrent(directory, last, fingerprint));
    if (isFinished) return { ...changes, passages: last.passages, snapshot: last.snapshot };
    const derived = await builder.finish(await reader.countPassages());
    // The last moment: what is committed stays.
    signal?.throwIfAborted();
    // A commit that fails may be on the disk all the same: the next run sees which files are wanted.
    kept = [...kept, derived.graph, derived.lexical];
    const ingested = new Set((await writer.pendingDocuments()).map(({ sha256 }) => sha256));
    const manifest = await finishSnapshot(options.embedder, derived, { writer, reader, fingerprint });
    kept = [derived.graph, derived.lexical];
    const gone = plan.superseded.filter(({ sha256 }) => !ingested.has(sha256));
    forgetRecognised(
      directory,
      gone.map(({ sha256 }) => sha256),
    );
    return { ...changes, passages: manifest.passages, snapshot: manifest.snapshot };
  } finally {
    await builder.close();
    // Those of the snapshot before, or what threads that were stopped were writing.
    removeStrayFiles(directory, kept);
  }
}

/** In threads where that pays: starting them takes as long as a few hundred passages. */
function startBuilding(
  { onProgress, signal, threadsFromBytes = 4_000_000 }: IndexerOptions,
  work: Plan['work'],
  reader: IndexReader,
  job: BuildJob,
): IndexBuilder {
  const bytes = work.reduce((sum, file) => sum + file.sizeBytes, 0);
  const onPoints = (done: number, total: number): void => {
    onProgress?.({ step: 'graph', done: Math.min(done, total), total });
  };
  return bytes < threadsFromBytes
    ? buildSequentially(reader, job, { onPoints, signal })
    : buildConcurrently(job, { onPoints, signal });
}

interface Unfinished {
  readonly writer: IndexWriter;
  readonly reader: IndexReader;
  readonly fingerprint: string;
}

/** Makes the rows that are there now visible, with the files derived from them. */
async function finishSnapshot(
  embedder: Embedder,
  { graph, lexical }: Pick<Manifest, 'graph' | 'lexical'>,
  { writer, reader, fingerprint }: Unfinished,
): Promise<Manifest> {
  const manifest: Manifest = {
    snapshot: writer.snapshot,
    createdAtMs: Date.now(),
    embedder: embedder.identity,
    fingerprint,
    analyzerVersion,
    graphParameters: graphFingerprint,
    documents: await reader.countDocuments(),
    passages: await reader.countPassages(),
    graph,
    lexical,
  };
  await writer.finish(manifest);
  await writer.collectGarbage();
  return manifest;
}
