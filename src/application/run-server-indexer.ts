import { basename } from 'node:path';
import type { ReadingNotice } from '../contracts/reading-notice.js';
import { resolveFolder } from '../documents/scan-folder.js';
import { finishSnapshot } from '../postgres/finish-snapshot.js';
import { ServerIndexWriter } from '../postgres/index-writer.js';
import { findCurrentDocuments, findFileStamps, findPendingDocuments } from '../postgres/known-documents.js';
import { checkSchema, migrate, readSchemaVersion } from '../postgres/migrate.js';
import { checkFolderName } from '../postgres/folder-name.js';
import { readShards } from '../postgres/shards.js';
import type { ServerAddress } from '../postgres/server-address.js';
import { ServerDatabase } from '../postgres/server-database.js';
import { findServerManifest, type ServerManifest } from '../postgres/snapshot-manifest.js';
import { WriterSession } from '../postgres/writer-session.js';
import { analyzerVersion } from '../text/terms.js';
import { copyIndex } from './copy-index.js';
import { ingestDocuments } from './ingest-documents.js';
import { describeChanges, planIngestion, type DocumentChanges } from './plan-ingestion.js';
import { createDocumentReader, type DocumentReader } from './document-reader.js';
import { openRecogniser, removeLeftPictures } from './open-recogniser.js';
import { rowsFingerprints } from './rows-fingerprint.js';
import type { IndexerOptions, IndexerReport } from './run-indexer.js';
import { withTerms } from './with-terms.js';

export interface ServerIndexerOptions extends Omit<IndexerOptions, 'threadsFromBytes'> {
  readonly address: ServerAddress;
}

/** With what reads the files of the run. */
type ReadingOptions = ServerIndexerOptions & { readonly reader: DocumentReader };

type Outcome = DocumentChanges & Pick<IndexerReport, 'passages' | 'snapshot'>;

/**
 * Updates the index on a server to match the folder, as `runIndexer` does that in a directory: what it writes becomes
 * visible in one commit at the end; killed before, the previous snapshot keeps serving and the next run resumes.
 * `directory` may hold an index of the folder, from which a first run takes what has not changed, and has room for pages
 * that are recognised.
 * @throws UsageError when the folder is missing; IndexError when another indexer is at work, or the server is gone.
 */
export async function runServerIndexer(options: ServerIndexerOptions): Promise<IndexerReport> {
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
    const outcome = await (dryRun ? look({ ...options, reader }) : index({ ...options, reader }));
    return { folder, dryRun, ...outcome, notices, seconds: (performance.now() - startedMs) / 1000 };
  } finally {
    reader.close();
  }
}

/** What {@link index} would do; takes no lock. */
async function look(options: ReadingOptions): Promise<Outcome> {
  const database = await ServerDatabase.open(options.address);
  try {
    const isThere = (await readSchemaVersion(database)) > 0;
    if (isThere) await checkSchema(database);
    const last = isThere ? await findServerManifest(database, database.schema) : undefined;
    const snapshot = last?.snapshot ?? 0;
    const current = isThere ? await findCurrentDocuments(database, snapshot) : [];
    const plan = await planIngestion(options, {
      current,
      pending: isThere ? await findPendingDocuments(database, snapshot) : [],
      stamps: isThere ? await findFileStamps(database) : new Map<string, never>(),
      damaged: new Set(),
      fingerprints: rowsFingerprints(options.embedder.identity, await options.reader.recognition()),
    });
    const changes = describeChanges(plan, current, plan);
    return { ...changes, passages: last?.passages ?? 0, snapshot };
  } finally {
    await database.close();
  }
}

async function index(options: ReadingOptions): Promise<Outcome> {
  const session = await WriterSession.open(options.address);
  try {
    await migrate(session.connection);
    await checkFolderName(session, basename(resolveFolder(options.folder)), options.rebuild ?? false);
    removeLeftPictures(options.directory);
    return await synchronize(options, session);
  } finally {
    await session.close();
  }
}

async function synchronize(options: ReadingOptions, session: WriterSession): Promise<Outcome> {
  const { embedder, reader, signal } = options;
  const fingerprints = rowsFingerprints(embedder.identity, await reader.recognition());
  const fingerprint = fingerprints.plain;
  const last = await findServerManifest(session, session.schema);
  const shards = await readShards(session);
  const writer = new ServerIndexWriter(session, last?.snapshot ?? 0, shards);
  if (!last) await copyFromDirectory(options, writer, fingerprint);
  const current = await findCurrentDocuments(session, last?.snapshot ?? 0);
  const isOtherAnalyzer = last !== undefined && last.analyzerVersion !== analyzerVersion;
  const plan = await planIngestion(
    // Terms are in every row of a passage.
    { ...options, rebuild: options.rebuild === true || isOtherAnalyzer },
    {
      current,
      pending: await findPendingDocuments(session, last?.snapshot ?? 0),
      stamps: await findFileStamps(session),
      damaged: new Set(),
      fingerprints,
    },
  );
  // What a killed run has left.
  await writer.collectGarbage(last?.snapshot ?? 0);
  await writer.discardPending(plan.discarded.map(({ id }) => id));
  await writer.keepStamps(plan.stamps);
  await writer.markRemoved(plan.superseded.map(({ id }) => id));
  const made = await ingestDocuments({ ...options, fingerprints }, plan.work, (documents) =>
    writer.add(documents.map((document) => withTerms(document))),
  );
  signal?.throwIfAborted();
  const changes = describeChanges(plan, current, {
    skipped: [...plan.skipped, ...made.skipped],
    read: made.read,
  });
  const { added, changed, removed } = changes;
  const isSame = added.length + changed.length + removed.length === 0;
  if (last && isSame && last.fingerprint === fingerprint) {
    return { ...changes, passages: last.passages, snapshot: last.snapshot };
  }
  const manifest = await finish(
    session,
    last,
    {
      snapshot: writer.snapshot,
      createdAtMs: Date.now(),
      embedder: embedder.identity,
      fingerprint,
      analyzerVersion,
      documents: changes.documents,
    },
    shards,
    () => signal?.throwIfAborted(),
  );
  await writer.collectGarbage(manifest.snapshot);
  return { ...changes, passages: manifest.passages, snapshot: manifest.snapshot };
}

/** Before anything else is there: what is copied keeps its ids. */
async function copyFromDirectory(
  { directory, onProgress, signal, rebuild = false }: ServerIndexerOptions,
  writer: ServerIndexWriter,
  fingerprint: string,
): Promise<void> {
  if (rebuild || (await writer.hasDocuments())) return;
  const copied = await copyIndex(writer, { directory, fingerprint, signal });
  if (copied === 0) return;
  onProgress?.({ step: 'notice', message: `Copied ${copied} documents from the index in ${directory}.` });
}

function finish(
  session: WriterSession,
  last: ServerManifest | undefined,
  made: Omit<ServerManifest, 'passages' | 'facts'>,
  shards: number,
  onProgress: () => void,
): Promise<ServerManifest> {
  return finishSnapshot(session, { last, made, shards, onProgress });
}
