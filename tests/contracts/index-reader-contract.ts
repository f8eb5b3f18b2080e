import { describe, expect, it } from 'vitest';
import type { IndexReader } from '../../src/contracts/index-reader.js';
import { collect } from '../store/collect.js';

/** A document of one passage, whose vector begins with `weight`. */
export interface GivenDocument {
  readonly path: string;
  readonly text: string;
  readonly weight: number;
}

/** A store of snapshots, as the suite sees it. */
export interface SnapshotStore {
  /** Makes a snapshot that has these documents more and those of `removed` less; a reader of it. */
  write(added: readonly GivenDocument[], removed?: readonly string[]): IndexReader | Promise<IndexReader>;
}

const first: readonly GivenDocument[] = [
  { path: 'news/b.txt', text: 'بني الجسر عام 1987.', weight: 0.5 },
  { path: 'a.txt', text: 'The bridge has 100% of its arches.', weight: 0.25 },
  { path: 'news-old/c_d.txt', text: 'Third.', weight: 0.75 },
];

/** What every reader of an index promises. */
export function describeIndexReader(name: string, createStore: () => SnapshotStore): void {
  describe(`${name}, as an index reader`, () => {
    it('has a snapshot with nothing in it', async () => {
      const reader = await createStore().write([]);
      expect(await reader.findDocuments()).toEqual([]);
      expect(await reader.countDocuments()).toBe(0);
      expect(await reader.countPassages()).toBe(0);
      expect(await reader.findPassageIds()).toEqual([]);
      expect(await reader.findDocument(1)).toBeUndefined();
      expect(await collect(reader.vectors())).toEqual([]);
      expect(await collect(reader.documentsWithPassages())).toEqual([]);
    });

    it('gives documents by path, and what belongs to each', async () => {
      const reader = await createStore().write(first);
      const found = await reader.findDocuments();
      expect(found.map(({ path }) => path)).toEqual(['a.txt', 'news-old/c_d.txt', 'news/b.txt']);
      const ids = await reader.findPassageIds();
      expect(ids).toEqual([...ids].sort((left, right) => left - right));
      expect(ids).toHaveLength(3);
      expect(await reader.countPassages()).toBe(3);
      const passages = await reader.findPassages(ids);
      const vectors = await reader.findVectors(ids);
      const entries = await reader.findForwardIndexEntries(ids);
      for (const [index, { id, documentId, span }] of passages.entries()) {
        expect(id).toBe(ids[index]);
        const document = await reader.findDocument(documentId);
        const given = first.find(({ path }) => path === document?.path);
        expect(document?.text).toBe(given?.text);
        expect(document?.text.slice(span.start, span.end)).toBe(given?.text);
        expect(vectors[index]?.[0]).toBe(given?.weight);
        expect(entries[index]).toBeDefined();
      }
      expect((await collect(reader.vectors())).map(({ id }) => id)).toEqual(ids);
      const walked = await collect(reader.documentsWithPassages());
      expect(walked.flatMap((each) => each.passages.map(({ id }) => id)).sort()).toEqual([...ids].sort());
    });

    it('keeps the order of ids asked for, and marks or leaves out those that are not there', async () => {
      const reader = await createStore().write(first);
      const [one = 0, two = 0] = await reader.findPassageIds();
      const gone = 987_654;
      expect((await reader.findPassages([two, gone, one])).map(({ id }) => id)).toEqual([two, one]);
      const vectors = await reader.findVectors([two, gone, one]);
      expect(vectors.map((vector) => vector !== undefined)).toEqual([true, false, true]);
      const entries = await reader.findForwardIndexEntries([gone, one]);
      expect(entries.map((entry) => entry !== undefined)).toEqual([false, true]);
    });

    it('filters by path and title, whose signs stand for themselves', async () => {
      const reader = await createStore().write(first);
      const paths = async (filter: Parameters<IndexReader['findDocuments']>[0]): Promise<string[]> =>
        (await reader.findDocuments(filter)).map(({ path }) => path);
      expect(await paths({ pathPrefixes: ['news'] })).toEqual(['news/b.txt']);
      expect(await paths({ pathPrefixes: ['a.txt', 'news-old'] })).toEqual(['a.txt', 'news-old/c_d.txt']);
      expect(await paths({ pathPrefixes: [] })).toEqual([]);
      expect(await paths({ titleContains: 'c_d' })).toEqual(['news-old/c_d.txt']);
      expect(await paths({ titleContains: '%' })).toEqual([]);
      expect(await paths({ limit: 1 })).toEqual(['a.txt']);
      expect(await reader.countDocuments({ pathPrefixes: ['news'] })).toBe(1);
      expect(await reader.findPassageIds({ pathPrefixes: ['news'] })).toHaveLength(1);
    });

    it('sees its own snapshot, whatever is written since', async () => {
      const store = createStore();
      const before = await store.write(first);
      const after = await store.write([{ path: 'z.txt', text: 'Later.', weight: 1 }], ['a.txt']);
      expect(after.snapshot).toBeGreaterThan(before.snapshot);
      const pathsOf = async (reader: IndexReader): Promise<string[]> =>
        (await reader.findDocuments()).map(({ path }) => path);
      expect(await pathsOf(before)).toEqual(['a.txt', 'news-old/c_d.txt', 'news/b.txt']);
      expect(await pathsOf(after)).toEqual(['news-old/c_d.txt', 'news/b.txt', 'z.txt']);
      const [removed] = await before.findDocuments({ pathPrefixes: ['a.txt'] });
      expect(await after.findDocument(removed!.id)).toBeUndefined();
      expect((await before.findDocument(removed!.id))?.text).toBe(first[1]?.text);
      expect(await after.findPassages(await before.findPassageIds({ pathPrefixes: ['a.txt'] }))).toEqual([]);
    });
  });
}
