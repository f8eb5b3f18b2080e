import { existsSync, mkdirSync, renameSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { ParsedDocument, SkippedFile } from '../contracts/document.js';
import type { Embedder } from '../contracts/embedder.js';
import type { Manifest } from '../contracts/manifest.js';
import type { Passage } from '../contracts/passage.js';
import { loadSourceFile } from '../documents/load-source-file.js';
import { parseDocument } from '../documents/parse-document.js';
import { scanFolder } from '../documents/scan-folder.js';
import { analyserVersion } from '../lexical/terms.js';
import { fitContext, passageText } from '../passages/passage-text.js';
import { splitPassages } from '../passages/split-passages.js';
import { isIntact, removeStrayFiles } from '../store/derived-files.js';
import { findCurrentManifest, IndexReader } from '../store/index-reader.js';
import { IndexWriter, type KnownDocument, type NewDocument } from '../store/index-writer.js';
import { acquireIndexerLock } from '../store/indexer-lock.js';
import { databasePath, isDamage, openDatabase } from '../store/open-database.js';
import { deriveGraph, deriveLexical, graphFingerprint } from './derive-files.js';
import { passageLimits, rowsFingerprint } from './passage-limits.js';
import { IndexError } from '../contracts/errors.js';

/** Passages embedded and written at a time; what a kill can cost. */
const passagesAtATime = 512;

export interface IndexerOptions {
  readonly folder: string;
  /** Directory of this folder's index. */
  readonly directory: string;
  readonly embedder: Embedder;
  readonly maxFileBytes: number;
  /** Make every row anew, not only those of changed files. */
  readonly rebuild?: boolean;
  /** Only find out what would be done. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: IndexerProgress) => void;
  readonly signal?: AbortSignal;
}

export type IndexerProgress =
  | { readonly step: 'notice'; readonly message: string }
  | {
      readonly step: 'embed';
      readonly doneBytes: number;
      readonly totalBytes: number;
      readonly passages: number;
    }
  | { readonly step: 'graph'; readonly done: number; readonly total: number };

export interface IndexerReport {
  readonly folder: string;
  readonly dryRun: boolean;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly skipped: readonly SkippedFile[];
  readonly documents: number;
  readonly passages: number;
  readonly generation: number;
  readonly seconds: number;
}

interface Plan {
  /** Files whose rows must be made. */
  readonly work: { readonly path: string; readonly sizeBytes: number; readonly sha256: string }[];
  /** Documents of the current generation that the next one does not have, by path. */
  readonly outdated: Map<string, KnownDocument>;
  /** Rows that an interrupted run has made and that still hold. */
  readonly taken: KnownDocument[];
  /** Rows that an interrupted run has made in vain. */
  readonly stale: KnownDocument[];
  readonly skipped: SkippedFile[];
  readonly unchanged: number;
}

function byPath(documents: readonly KnownDocument[]): Map<string, KnownDocument> {
  return new Map(documents.map((document) => [document.path, document]));
}

/** Compares the folder with what is known of it. Reads every file once, to sum it. */
async function makePlan(
  options: IndexerOptions,
  current: readonly KnownDocument[],
  pending: readonly KnownDocument[],
  fingerprint: string,
): Promise<Plan> {
  const { folder, maxFileBytes, rebuild = false } = options;
  const scan = await scanFolder(folder, { maxFileBytes });
  const skipped = [...scan.skipped];
  const outdated = byPath(current);
  const stale = byPath(pending);
  const taken: KnownDocument[] = [];
  const work: Plan['work'] = [];
  let unchanged = 0;
  for (const { path, sizeBytes } of scan.files) {
    const file = loadSourceFile(folder, path, { maxFileBytes });
    if ('reason' in file) {
      skipped.push(file);
      continue;
    }
    const holds = (known: KnownDocument | undefined): known is KnownDocument =>
      known?.sha256 === file.sha256 && known.fingerprint === fingerprint;
    const waiting = stale.get(path);
    if (!rebuild && holds(outdated.get(path))) {
      outdated.delete(path);
      unchanged++;
    } else if (holds(waiting)) {
      stale.delete(path);
      taken.push(waiting);
    } else {
      work.push({ path, sizeBytes, sha256: file.sha256 });
    }
  }
  return { work, outdated, taken, stale: [...stale.values()], skipped, unchanged };
}

interface Prepared {
  readonly path: string;
  readonly sha256: string;
  readonly document: ParsedDocument;
  readonly passages: readonly Passage[];
  /** What is embedded, one a passage. */
  readonly texts: readonly string[];
}

function prepareDocument(options: IndexerOptions, path: string): Prepared | SkippedFile {
  const { folder, maxFileBytes, embedder } = options;
  const file = loadSourceFile(folder, path, { maxFileBytes });
  if ('reason' in file) return file;
  const document = parseDocument(file);
  if ('reason' in document) return { path, reason: document.reason };
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
  return { path, sha256: file.sha256, document, passages, texts };
}

/** Parses, splits, embeds and writes the files of a plan; says which were skipped after all. */
async function makeRows(
  options: IndexerOptions,
  plan: Plan,
  writer: IndexWriter,
  fingerprint: string,
): Promise<SkippedFile[]> {
  const { embedder, onProgress, signal } = options;
  const totalBytes = plan.work.reduce((sum, file) => sum + file.sizeBytes, 0);
  const skipped: SkippedFile[] = [];
  let doneBytes = 0;
  let donePassages = 0;
  let batch: Prepared[] = [];
  let batchPassages = 0;

  const flush = async (): Promise<void> => {
    const vectors = await embedder.embedPassages(batch.flatMap((each) => each.texts));
    let first = 0;
    const rows = batch.map(({ path, sha256, document, passages }): NewDocument => {
      const own = vectors.slice(first, (first += passages.length));
      return { path, sha256, fingerprint, document, passages, vectors: own };
    });
    writer.add(rows);
    donePassages += batchPassages;
    batch = [];
    batchPassages = 0;
    onProgress?.({ step: 'embed', doneBytes, totalBytes, passages: donePassages });
  };

  for (const { path, sizeBytes } of plan.work) {
    signal?.throwIfAborted();
    const prepared = prepareDocument(options, path);
    doneBytes += sizeBytes;
    if ('reason' in prepared) {
      skipped.push(prepared);
      continue;
    }
    batch.push(prepared);
    batchPassages += prepared.passages.length;
    if (batchPassages >= passagesAtATime) await flush();
  }
  if (batch.length > 0) await flush();
  return skipped;
}

/** A database that cannot be read, or has another layout and is to be rebuilt, is kept beside the new one. */
function openForIndexing(options: IndexerOptions): Database.Database {
  const { directory, rebuild = false, onProgress } = options;
  const setAside = (): Database.Database => {
    const kept = `${databasePath(directory)}.damaged-${Date.now()}`;
    for (const suffix of ['', '-wal', '-shm']) {
      const path = databasePath(directory) + suffix;
      if (existsSync(path)) renameSync(path, kept + suffix);
    }
    onProgress?.({ step: 'notice', message: `The old database could not be used; it is kept as ${kept}.` });
    return openDatabase(directory, { create: true });
  };
  let database: Database.Database;
  try {
    database = openDatabase(directory, { create: true });
  } catch (error) {
    const replaceable =
      error instanceof IndexError &&
      (error.code === 'INDEX_DAMAGED' || (rebuild && error.code === 'INDEX_MISMATCH'));
    if (!replaceable) throw error;
    return setAside();
  }
  // Cheap enough to ask before building on it: pages are read, not rows compared.
  const verdict = checkDatabase(database);
  if (verdict) return database;
  database.close();
  return setAside();
}

function checkDatabase(database: Database.Database): boolean {
  try {
    return database.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

/** Whether the finished generation can answer as it stands, with this embedder and this code. */
async function isCurrent(
  directory: string,
  last: Manifest | undefined,
  fingerprint: string,
): Promise<boolean> {
  return (
    last !== undefined &&
    last.fingerprint === fingerprint &&
    last.analyserVersion === analyserVersion &&
    last.graphParameters === graphFingerprint &&
    (await isIntact(directory, last.graph)) &&
    (await isIntact(directory, last.lexical))
  );
}

/**
 * Brings the index in line with the folder. What it writes becomes visible in one commit at the end; killed
 * before, the last finished state goes on answering and the next run takes up what this one has made.
 * @throws IndexError when another indexer is at work, or the index cannot be written.
 */
export async function runIndexer(options: IndexerOptions): Promise<IndexerReport> {
  const startedMs = performance.now();
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const lock = acquireIndexerLock(options.directory);
  try {
    const database = openForIndexing(options);
    try {
      const report = await bringInLine(options, database);
      return { ...report, seconds: (performance.now() - startedMs) / 1000 };
    } finally {
      database.close();
    }
  } finally {
    lock.release();
  }
}

async function bringInLine(options: IndexerOptions, database: Database.Database): Promise<IndexerReport> {
  const { folder, directory, embedder, dryRun = false, onProgress, signal } = options;
  const fingerprint = rowsFingerprint(embedder.identity);
  const last = findCurrentManifest(database);
  const writer = new IndexWriter(database, last?.generation ?? 0);
  const current = writer.currentDocuments();
  const plan = await makePlan(options, current, writer.pendingDocuments(), fingerprint);

  const known = new Set(current.map((document) => document.path));
  const describe = (skipped: readonly SkippedFile[], generation: number, passages: number): IndexerReport => {
    const skippedPaths = new Set(skipped.map((file) => file.path));
    const made = [...plan.work, ...plan.taken]
      .map((file) => file.path)
      .filter((path) => !skippedPaths.has(path));
    const madePaths = new Set(made);
    return {
      folder,
      dryRun,
      added: made.filter((path) => !known.has(path)).sort(),
      changed: made.filter((path) => known.has(path)).sort(),
      removed: [...plan.outdated.keys()].filter((path) => !madePaths.has(path)).sort(),
      unchanged: plan.unchanged,
      skipped: [...skipped].sort((a, b) => (a.path < b.path ? -1 : 1)),
      documents: plan.unchanged + made.length,
      passages,
      generation,
      seconds: 0,
    };
  };
  if (dryRun) return describe(plan.skipped, last?.generation ?? 0, last?.passages ?? 0);

  removeStrayFiles(directory, last ? [last.graph, last.lexical] : []);
  writer.discardPending(plan.stale.map((document) => document.id));
  const nothingToDo = plan.work.length + plan.taken.length + plan.outdated.size === 0;
  if (last && nothingToDo && (await isCurrent(directory, last, fingerprint))) {
    return describe(plan.skipped, last.generation, last.passages);
  }

  const skipped = [...plan.skipped, ...(await makeRows(options, plan, writer, fingerprint))];
  signal?.throwIfAborted();
  const outdatedIds = [...plan.outdated.values()].map((document) => document.id);
  writer.markRemoved(outdatedIds);
  const reader = new IndexReader(database, writer.generation);
  const passages = reader.findPassageIds().length;
  const changes = { removed: writer.passageIdsOf(outdatedIds), addedSince: writer.generation };
  const lexical = await deriveLexical(directory, reader, last, changes);
  const counts = { passages, dimension: embedder.identity.dimension };
  const graph = await deriveGraph(directory, reader, last, changes, counts, (done, total) => {
    signal?.throwIfAborted();
    onProgress?.({ step: 'graph', done, total });
  });
  const documents = reader.countDocuments();
  writer.finish({
    generation: writer.generation,
    createdAtMs: Date.now(),
    embedder: embedder.identity,
    fingerprint,
    analyserVersion,
    graphParameters: graphFingerprint,
    documents,
    passages,
    graph,
    lexical,
  });
  writer.collectGarbage();
  removeStrayFiles(directory, [graph, lexical]);
  return describe(skipped, writer.generation, passages);
}
