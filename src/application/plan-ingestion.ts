import type { OtherFiles, ReadSummary, SkippedFile } from '../contracts/document.js';
import { loadSourceFile } from '../documents/load-source-file.js';
import { scanFolder } from '../documents/scan-folder.js';
import type { FileStamp, KnownDocument } from '../contracts/index-store.js';
import type { DocumentReader } from './document-reader.js';
import { yieldToEventLoop } from './event-loop.js';
import type { RowsFingerprints } from './rows-fingerprint.js';
import { summariseReading } from './summarise-reading.js';

/** Files read between two looks at the caller's signal. */
const filesAtATime = 64;

/** A file whose rows must be made. */
export interface PlannedFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** What a run has to do. */
export interface Plan {
  readonly work: readonly PlannedFile[];
  /** Documents of the current snapshot that the next one does not have. */
  readonly superseded: readonly KnownDocument[];
  /** Rows that an interrupted run has made and that still hold. */
  readonly taken: readonly KnownDocument[];
  /** Rows that an interrupted run has made in vain. */
  readonly discarded: readonly KnownDocument[];
  readonly skipped: readonly SkippedFile[];
  /** Of a dry run: what was read of the files. */
  readonly read: readonly ReadSummary[];
  /** Files that are no documents by their names. */
  readonly others: readonly OtherFiles[];
  readonly unchanged: number;
  /** Of files that had to be read; to be kept for the next run. */
  readonly stamps: readonly FileStamp[];
}

export interface PlanOptions {
  readonly folder: string;
  readonly maxFileBytes: number;
  readonly reader: DocumentReader;
  /** Ingest unchanged files again too. */
  readonly rebuild?: boolean;
  /** Read also the files that have the same size and times as when they were last read. */
  readonly checksum?: boolean;
  /** Nothing will be made: look into the files now for what would only then be seen to be no document. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

/** What there is of the folder in the index. */
export interface KnownState {
  readonly current: readonly KnownDocument[];
  /** What an interrupted run has added. */
  readonly pending: readonly KnownDocument[];
  readonly stamps: ReadonlyMap<string, FileStamp>;
  /** Documents of which a row is damaged: their files count as changed. */
  readonly damaged: ReadonlySet<number>;
  readonly fingerprints: RowsFingerprints;
}

function byPath(documents: readonly KnownDocument[]): Map<string, KnownDocument> {
  return new Map(documents.map((document) => [document.path, document]));
}

/**
 * Compares the folder with what is known of it. A file that is known is read, to sum it, unless its stamp says that
 * it is as it was.
 */
export async function planIngestion(options: PlanOptions, known: KnownState): Promise<Plan> {
  const { folder, maxFileBytes, reader, rebuild = false, checksum = false, dryRun = false, signal } = options;
  const scan = await scanFolder(folder, { maxFileBytes });
  const skipped = [...scan.skipped];
  const read: ReadSummary[] = [];
  const superseded = byPath(known.current);
  const discarded = byPath(known.pending);
  const taken: KnownDocument[] = [];
  const work: PlannedFile[] = [];
  const stamps: FileStamp[] = [];
  let unchanged = 0;

  /** The checksum of a file; undefined where it need not be known yet, for it will be read for its rows. */
  const sumOf = (path: string, stamp: string): string | SkippedFile | undefined => {
    const kept = checksum ? undefined : known.stamps.get(path);
    if (kept?.stamp === stamp) return kept.sha256;
    if (!superseded.has(path) && !discarded.has(path)) return undefined;
    const file = loadSourceFile(folder, path, { maxFileBytes });
    if ('problem' in file) return file;
    if (file.stamp !== undefined) stamps.push({ path, stamp: file.stamp, sha256: file.sha256 });
    return file.sha256;
  };
  /** Why a file would be passed over, of those that need rows. */
  const findProblem = async (path: string): Promise<SkippedFile | undefined> => {
    const file = loadSourceFile(folder, path, { maxFileBytes });
    const parsed = 'problem' in file ? file : await reader.look(file);
    if (!parsed) return undefined;
    if ('problem' in parsed) return parsed;
    read.push(...summariseReading(path, parsed));
    return undefined;
  };

  for (const [index, { path, sizeBytes, stamp }] of scan.files.entries()) {
    if (index % filesAtATime === 0) {
      signal?.throwIfAborted();
      await yieldToEventLoop();
    }
    const sha256 = sumOf(path, stamp);
    if (typeof sha256 === 'object') {
      skipped.push(sha256);
      continue;
    }
    const holds = (document: KnownDocument | undefined): document is KnownDocument =>
      document !== undefined &&
      document.sha256 === sha256 &&
      (document.fingerprint === known.fingerprints.plain ||
        document.fingerprint === known.fingerprints.withScans) &&
      !known.damaged.has(document.id);
    const waiting = discarded.get(path);
    if (!rebuild && holds(superseded.get(path))) {
      superseded.delete(path);
      unchanged++;
    } else if (holds(waiting)) {
      discarded.delete(path);
      taken.push(waiting);
    } else {
      const unreadable = dryRun ? await findProblem(path) : undefined;
      if (unreadable) skipped.push(unreadable);
      else work.push({ path, sizeBytes });
    }
  }
  return {
    work,
    superseded: [...superseded.values()],
    taken,
    discarded: [...discarded.values()],
    skipped,
    read,
    others: scan.others,
    unchanged,
    stamps,
  };
}

/** What a run did, or would do, to the documents. Paths in ascending order. */
export interface DocumentChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Documents that could not be read. */
  readonly skipped: readonly SkippedFile[];
  /** What was read of the files that were added or changed, where there is something to say of it. */
  readonly read: readonly ReadSummary[];
  /** Files that are no documents by their names. */
  readonly others: readonly OtherFiles[];
  /** Documents in the index afterwards. */
  readonly documents: number;
}

/** `skipped`: all files passed over, those of the plan and those that turned out to be no documents; `read`: all that were read. */
export function describeChanges(
  plan: Plan,
  current: readonly KnownDocument[],
  { skipped, read }: Pick<DocumentChanges, 'skipped' | 'read'>,
): DocumentChanges {
  const known = new Set(current.map((document) => document.path));
  const skippedPaths = new Set(skipped.map((file) => file.path));
  const made = [...plan.work, ...plan.taken]
    .map((file) => file.path)
    .filter((path) => !skippedPaths.has(path))
    .sort();
  const madePaths = new Set(made);
  return {
    added: made.filter((path) => !known.has(path)),
    changed: made.filter((path) => known.has(path)),
    removed: plan.superseded
      .map((document) => document.path)
      .filter((path) => !madePaths.has(path))
      .sort(),
    unchanged: plan.unchanged,
    skipped: [...skipped].sort((a, b) => (a.path < b.path ? -1 : 1)),
    read: [...read].sort((a, b) => (a.path < b.path ? -1 : 1)),
    others: plan.others,
    documents: plan.unchanged + made.length,
  };
}
