import { basename } from 'node:path';
import { resolveFolder } from '../documents/scan-folder.js';
import { finishSnapshot } from '../postgres/finish-snapshot.js';
import { ServerIndexWriter } from '../postgres/index-writer.js';
import { findCurrentDocuments, findFileStamps, findPendingDocuments } from '../postgres/known-documents.js';
import { checkSchema, migrate, readSchemaVersion } from '../postgres/migrate.js';
import { checkFolderName } from '../postgres/folder-name.js';
import { readShards } from '../postgres/shards.js';
import type { ServerAddress } from '../postgres/server-address.js';
import { ServerDatabase } from '../postgres/server-database.js';
import { findServerManifest } from '../postgres/snapshot-manifest.js';
import { createVectorIndex } from '../postgres/vector-index.js';
import { hasTextSearch } from '../postgres/word-index.js';
import { WriterSession } from '../postgres/writer-session.js';
import { analyzerVersion } from '../text/terms.js';
import { copyBotState } from './copy-bot-state.js';
import { copyIndex } from './copy-index.js';
import { ingestDocuments } from './ingest-documents.js';
import {
  findFingerprints,
  reportRun,
  type IndexerOptions,
  type IndexerOutcome,
  type IndexerReport,
  type Reading,
} from './indexer-run.js';
import { removeLeftPictures } from './open-recogniser.js';
import { describeChanges, planIngestion } from './plan-ingestion.js';
import { withTerms } from './with-terms.js';

export interface ServerIndexerOptions extends Omit<IndexerOptions, 'threadsFromBytes'> {
  readonly address: ServerAddress;
}

type ReadingOptions = Reading<ServerIndexerOptions>;

/**
 * Updates the index on a server to match the folder, as `runIndexer` does that in a directory: what it writes becomes
 * visible in one commit at the end; killed before, the previous snapshot keeps serving and the next run resumes.
 * `directory` may hold an index of the folder, from which a first run takes what has not changed, and has room for pages
 * that are recognised.
 * @throws UsageError when the folder is missing; IndexError when another indexer is at work, or the server is gone.
 */
export function runServerIndexer(options: ServerIndexerOptions): Promise<IndexerReport> {
  return reportRun(options, (reading) => (options.dryRun ? look(reading) : index(reading)));
}

/** What {@link index} would do; takes no lock. */
async function look(options: ReadingOptions): Promise<IndexerOutcome> {
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
      fingerprints: await findFingerprints(options),
    });
    const changes = describeChanges(plan, current, plan);
    return { ...changes, passages: last?.passages ?? 0, snapshot };
  } finally {
    await database.close();
  }
}

async function index(options: ReadingOptions): Promise<IndexerOutcome> {
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

async function synchronize(options: ReadingOptions, session: WriterSession): Promise<IndexerOutcome> {
  const { embedder, signal } = options;
  const fingerprints = await findFingerprints(options);
  const fingerprint = fingerprints.plain;
  const last = await findServerManifest(session, session.schema);
  // Tables of an older version lose it when they are brought up to date.
  if (last) await createVectorIndex(session, last.embedder.dimension);
  const shards = await readShards(session);
  const writer = new ServerIndexWriter(session, last?.snapshot ?? 0, shards);
  if (!last) {
    await copyFromDirectory(options, writer, fingerprint);
    const kept = await copyBotState(session, options.directory);
    if (kept !== undefined) options.onProgress?.({ step: 'notice', message: kept });
  }
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
  // An extension that has come since is put to use.
  const lacksWords = last?.hasWords !== true && (await hasTextSearch(session));
  if (last && isSame && last.fingerprint === fingerprint && !lacksWords) {
    return { ...changes, passages: last.passages, snapshot: last.snapshot };
  }
  const manifest = await finishSnapshot(session, {
    last,
    made: {
      snapshot: writer.snapshot,
      createdAtMs: Date.now(),
      embedder: embedder.identity,
      fingerprint,
      analyzerVersion,
      documents: changes.documents,
    },
    shards,
    onProgress: () => signal?.throwIfAborted(),
  });
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
