import type { ForwardIndexEntry } from '../contracts/forward-index.js';
import type { ServerIndexWriter, NewServerDocument } from '../postgres/index-writer.js';
import { findStoreIdentity, openIndexStore } from '../store/open-index-store.js';
import { withTerms } from './with-terms.js';

/** Passages written at a time. */
const passagesAtATime = 512;

export interface CopyOptions {
  /** Of an index in a directory. */
  readonly directory: string;
  /** Rows made otherwise are not copied. */
  readonly fingerprint: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes the documents of an index in a directory as rows of the snapshot in the making, with their vectors and ids. The
 * run then takes those up whose files are as they were. Gives back how many there were; 0 where there is no such index.
 */
export async function copyIndex(
  writer: ServerIndexWriter,
  { directory, fingerprint, signal }: CopyOptions,
): Promise<number> {
  if (findStoreIdentity(directory) === undefined) return 0;
  const store = openIndexStore(directory);
  try {
    const manifest = await store.findCurrentManifest();
    if (manifest?.fingerprint !== fingerprint) return 0;
    const reader = store.openReader(manifest.snapshot);
    const known = await store.openWriter(manifest.snapshot).currentDocuments();
    const fingerprints = new Map(known.map((document) => [document.id, document.fingerprint]));
    let batch: NewServerDocument[] = [];
    let waiting = 0;
    let documents = 0;
    let lastDocument = 0;
    let lastPassage = 0;
    const flush = async (): Promise<void> => {
      await writer.add(batch);
      documents += batch.length;
      batch = [];
      waiting = 0;
    };
    for await (const { document, passages: stored } of reader.documentsWithPassages()) {
      signal?.throwIfAborted();
      const ids = stored.map(({ id }) => id);
      const vectors = await reader.findVectors(ids);
      const entries = await reader.findForwardIndexEntries(ids);
      batch.push(
        withTerms(
          {
            path: document.path,
            sha256: document.sha256,
            fingerprint: fingerprints.get(document.id)!,
            document: { ...document, remarks: [] },
            passages: stored,
            vectors: vectors as Float32Array[],
            forwardIndex: entries as ForwardIndexEntry[],
          },
          { ids: { document: document.id, passages: ids }, indexedAtMs: document.indexedAtMs },
        ),
      );
      waiting += ids.length;
      lastDocument = Math.max(lastDocument, document.id);
      lastPassage = Math.max(lastPassage, ...ids);
      if (waiting >= passagesAtATime) await flush();
    }
    if (batch.length > 0) await flush();
    await writer.reserveIds(lastDocument, lastPassage);
    return documents;
  } finally {
    store.close();
  }
}
