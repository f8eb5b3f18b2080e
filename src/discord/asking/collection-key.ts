import { createHash } from 'node:crypto';

/** Stands for a collection where Discord limits what a name may be: a folder's name can be longer, and anything. */
export function collectionKey(name: string): string {
  return createHash('sha256').update(Buffer.from(name, 'utf16le')).digest('base64url').slice(0, 22);
}

/** The collection that a key, or its name typed in full, stands for. */
export function findCollection(collections: readonly string[], keyOrName: string): string | undefined {
  return (
    collections.find((name) => collectionKey(name) === keyOrName) ??
    collections.find((name) => name === keyOrName)
  );
}
