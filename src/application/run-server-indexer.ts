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
import { findServerManifest, type ServerManifest } from '../postgres/snapshot-manifest.js';
import { WriterSession } from '../postgres/writer-session.js';
import { analyzerVersion } from '../text/terms.js';
import { copyIndex } from './copy-index.js';
import { ingestDocuments } from './ingest-documents.js';
import { describeChanges, planIngestion, type DocumentChanges } from './plan-ingestion.js';
import { rowsFingerprint } from './rows-fingerprint.js';
import type { IndexerOptions, IndexerReport } from './run-indexer.js';
import { withTerms } from './with-terms.js';

export interface ServerIndexerOptions extends Omit<IndexerOptions, 'directory' | 'threadsFromBytes'> {
  readonly address: ServerAddress;
  /** Where an index in a directory may be, from which a first run takes what has not changed. */
  readonly copyFrom?: string | undefined;
}

type Outcome = DocumentChanges & Pick<IndexerReport, 'passages' | 'snapshot'>;

/**
 * Updates the index on a server to match the folder, as `runIndexer` does that in a directory: what it writes becomes
 * visible in one commit at the end; killed before, the previous snapshot keeps serving and the next run resumes.
 * @throws UsageError when the folder is missing; IndexError when another indexer is at work, or the server is gone.
 */
export async function runServerIndexer(options: ServerIndexerOptions): Promise<IndexerReport> {
  const startedMs = performance.now();
  const { folder, dryRun = false } = options;
  // Before anything is written for a folder that is not there.
  resolveFolder(folder);
  const outcome = await (dryRun ? look(options) : index(options));
  return { folder, dryRun, ...outcome, seconds: (performance.now() - startedMs) / 1000 };
}

/** What {@link index} would do; takes no lock. */
async function look(options: ServerIndexerOptions): Promise<Outcome> {
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
      fingerprint: rowsFingerprint(options.embedder.identity),
    });
    const changes = describeChanges(plan, current, plan.skipped);
    return { ...changes, passages: last?.passages ?? 0, snapshot };
  } finally {
    await database.close();
  }
}

async function index(options: ServerIndexerOptions): Promise<Outcome> {
  const session = await WriterSession.open(options.address);
  try {
    await migrate(session.connection);
    await checkFolderName(session, basename(resolveFolder(options.folder)), options.rebuild ?? false);
    return await synchronize(options, session);
  } finally {
    await session.close();
  }
}

async function synchronize(options: ServerIndexerOptions, session: WriterSession): Promise<Outcome> {
  const { embedder, signal } = options;
  const fingerprint = rowsFingerprint(embedder.identity);
  const last = await findServerManifest(session, session.schema);
  const shards = await readShards(session);
  const writer = new ServerIndexWriter(session, last?.snapshot ?? 0, shards);
  if (!last && options.copyFrom !== undefined) await copyFrom(options.copyFrom, options, writer);
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
      fingerprint,
    },
  );
  // What a killed run has left.
  await writer.collectGarbage(last?.snapshot ?? 0);
  await writer.discardPending(plan.discarded.map(({ id }) => id));
  await writer.keepStamps(plan.stamps);
  await writer.markRemoved(plan.superseded.map(({ id }) => id));
  const made = await ingestDocuments(options, plan.work, (documents) =>
    writer.add(documents.map((document) => withTerms(document))),
  );
  signal?.throwIfAborted();
  const changes = describeChanges(plan, current, [...plan.skipped, ...made]);
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
async function copyFrom(
  directory: string,
  { embedder, onProgress, signal, rebuild = false }: ServerIndexerOptions,
  writer: ServerIndexWriter,
): Promise<void> {
  if (rebuild || (await writer.hasDocuments())) return;
  const fingerprint = rowsFingerprint(embedder.identity);
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
