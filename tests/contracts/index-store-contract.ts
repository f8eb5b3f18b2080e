import { describe, expect, it } from 'vitest';
import type { Awaitable } from '../../src/contracts/awaitable.js';
import type { IndexStore, IndexWriter } from '../../src/contracts/index-store.js';
import { manifestOf, simpleDocument, visibleTexts } from '../store/temporary-index.js';

/** Makes the next snapshot: with these documents more, and without those whose paths are in `removed`. */
async function write(store: IndexStore, texts: Readonly<Record<string, string>>, removed: readonly string[]) {
  const writer = store.openWriter((await store.findCurrentManifest())?.snapshot ?? 0);
  const current = await writer.currentDocuments();
  await writer.markRemoved(current.filter(({ path }) => removed.includes(path)).map(({ id }) => id));
  await writer.add(Object.entries(texts).map(([path, text]) => simpleDocument(path, text)));
  await writer.finish(manifestOf(writer.snapshot));
  await writer.collectGarbage();
  return writer.snapshot;
}

async function pathsOf(documents: ReturnType<IndexWriter['currentDocuments']>): Promise<string[]> {
  return (await documents).map(({ path }) => path).sort();
}

/** What every store of an index promises. `open` opens an empty one, and the same one again. */
export function describeIndexStore(name: string, open: () => { store: () => Awaitable<IndexStore> }): void {
  describe(`${name}, as the store of an index`, () => {
    it('has no snapshot before the first is finished, and then the newest', async () => {
      const store = await open().store();
      expect(await store.findCurrentManifest()).toBeUndefined();
      const writer = store.openWriter(0);
      expect(writer.snapshot).toBe(1);
      await writer.add([simpleDocument('a.txt', 'A.')]);
      expect(await store.findCurrentManifest()).toBeUndefined();
      expect(await pathsOf(writer.currentDocuments())).toEqual([]);
      expect(await pathsOf(writer.pendingDocuments())).toEqual(['a.txt']);
      await writer.finish(manifestOf(1));
      expect(await store.findCurrentManifest()).toEqual(manifestOf(1));
      expect(await write(store, { 'b.txt': 'B.' }, ['a.txt'])).toBe(2);
      expect(await store.findCurrentManifest()).toEqual(manifestOf(2));
      expect(await visibleTexts(store.openReader(1))).toEqual({ 'a.txt': 'A.' });
      expect(await visibleTexts(store.openReader(2))).toEqual({ 'b.txt': 'B.' });
    });

    it('keeps what an interrupted run has added for whoever opens it next', async () => {
      const place = open();
      const store = await place.store();
      await write(store, { 'a.txt': 'A.' }, []);
      const interrupted = store.openWriter(1);
      await interrupted.add([simpleDocument('b.txt', 'B.'), simpleDocument('c.txt', 'C.')]);
      await interrupted.keepStamps([{ path: 'b.txt', stamp: '1', sha256: 'x' }]);
      await interrupted.keepStamps([{ path: 'b.txt', stamp: '2', sha256: 'y' }]);
      store.close();

      const again = await place.store();
      expect(again.identity).toBe(store.identity);
      const writer = again.openWriter(1);
      const pending = await writer.pendingDocuments();
      expect(pending.map(({ path }) => path).sort()).toEqual(['b.txt', 'c.txt']);
      expect((await writer.fileStamps()).get('b.txt')).toEqual({ path: 'b.txt', stamp: '2', sha256: 'y' });
      const ids = await writer.passageIdsOf(pending.map(({ id }) => id));
      expect(ids).toHaveLength(2);
      expect(ids).toEqual([...ids].sort((left, right) => left - right));
      await writer.discardPending(pending.filter(({ path }) => path === 'c.txt').map(({ id }) => id));
      await writer.finish(manifestOf(2));
      expect(Object.keys(await visibleTexts(again.openReader(2)))).toEqual(['a.txt', 'b.txt']);
    });

    it('removes nothing that the run before was to remove and did not', async () => {
      const store = await open().store();
      await write(store, { 'a.txt': 'A.', 'b.txt': 'B.' }, []);
      const interrupted = store.openWriter(1);
      await interrupted.markRemoved((await interrupted.currentDocuments()).map(({ id }) => id));
      await write(store, { 'c.txt': 'C.' }, ['b.txt']);
      expect(Object.keys(await visibleTexts(store.openReader(2)))).toEqual(['a.txt', 'c.txt']);
    });

    it('adds documents all or none', async () => {
      const writer = (await open().store()).openWriter(0);
      const broken = { ...simpleDocument('b.txt', 'B.'), vectors: [] };
      const adding = async (): Promise<void> => {
        await writer.add([simpleDocument('a.txt', 'A.'), broken]);
      };
      await expect(adding()).rejects.toThrow();
      expect(await writer.pendingDocuments()).toEqual([]);
    });

    it('keeps the snapshot before the newest whole', async () => {
      const store = await open().store();
      await write(store, { 'a.txt': 'first' }, []);
      await write(store, { 'a.txt': 'second' }, ['a.txt']);
      expect(await visibleTexts(store.openReader(1))).toEqual({ 'a.txt': 'first' });
      await write(store, { 'a.txt': 'third' }, ['a.txt']);
      expect(await visibleTexts(store.openReader(2))).toEqual({ 'a.txt': 'second' });
      expect(await visibleTexts(store.openReader(1))).toEqual({});
    });

    it('is open until it is closed', async () => {
      const store = await open().store();
      expect(store.isOpen).toBe(true);
      store.close();
      expect(store.isOpen).toBe(false);
    });
  });
}
