import { collect } from './collect.js';
import { describeIndexReader } from '../contracts/index-reader-contract.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocumentFilter, IndexReader } from '../../src/contracts/index-reader.js';
import { SqliteIndexReader } from '../../src/store/index-reader.js';
import type { NewDocument } from '../../src/contracts/index-store.js';
import {
  makeForwardIndexEntry,
  openWriter,
  readerOfNewest,
  simpleDocument,
  temporaryDatabase,
  visibleTexts,
  writeSnapshot,
} from './temporary-index.js';

describeIndexReader('SQLite', () => {
  const database = temporaryDatabase();
  return {
    write(added, removed = []) {
      const documents = added.map(({ path, text, weight }) => simpleDocument(path, text, [weight, 0, 0]));
      writeSnapshot(database, { added: documents, removed });
      return readerOfNewest(database);
    },
  };
});

describe('what is stored comes back', () => {
  test.each([
    ['plain', 'A sentence.'],
    ['Arabic with diacritics', 'انتَهى الحظرُ في تشرين الأوّل/ أكتوبر 2020.'],
    ['NUL in the middle', 'before\0after\0'],
    ['astral characters', '𝔘𝔫𝔦 😀 👩‍👩‍👧 🇸🇾'],
    ['replacement characters', '\uFFFD a \uFFFD'],
    ['bidi controls and a byte order mark', '\u202Eabc\u2066def\u2069\uFEFF'],
    ['quotes and SQL', `'; DROP TABLE documents; -- " \\ %_`],
    ['newlines', 'one\n\ntwo\u2028three\r'],
    ['a megabyte', 'نص طويل جداً. '.repeat(80_000)],
  ])('text: %s', async (_, text) => {
    const database = temporaryDatabase();
    writeSnapshot(database, { added: [simpleDocument('a.txt', text)] });
    const reader = readerOfNewest(database);
    const [summary] = await reader.findDocuments();
    expect((await reader.findDocument(summary!.id))!.text === text).toBe(true);
  });

  test('any text at all, but for halves of surrogate pairs, which keep their place', async () => {
    const database = temporaryDatabase();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), fc.boolean(), async (text, halved) => {
        const given = halved ? text.slice(0, -1) + '\uD83D' : text;
        const writer = openWriter(database);
        writer.add([simpleDocument('any.txt', given)]);
        const [known] = writer.pendingDocuments();
        const reader = new SqliteIndexReader(database, writer.snapshot);
        const stored = (await reader.findDocument(known!.id))!.text;
        writer.discardPending([known!.id]);
        return stored === given.toWellFormed() && stored.length === given.length;
      }),
      { numRuns: 100 },
    );
  });

  test('documents that are asked for again, however much was read in between', async () => {
    const database = temporaryDatabase();
    const texts = Array.from({ length: 12 }, (_, index) => `${index} `.repeat(1_000_000));
    writeSnapshot(database, { added: texts.map((text, index) => simpleDocument(`${index}.txt`, text)) });
    const reader = readerOfNewest(database);
    const ids = (await reader.findDocuments()).map(({ id }) => id);
    const first = await reader.findDocument(ids[0]!);
    expect(await reader.findDocument(ids[0]!)).toBe(first);
    for (const id of ids)
      expect((await reader.findDocument(id))!.text).toHaveLength(id <= 10 ? 2_000_000 : 3_000_000);
    // Twelve of them are more than is remembered.
    expect(await reader.findDocument(ids[0]!)).not.toBe(first);
    expect(await reader.findDocument(ids[0]!)).toEqual(first);
  });

  test('a whole document with its blocks, passages, sentences and vectors', async () => {
    const database = temporaryDatabase();
    const text = 'Title\nالأولى. الثانية؟\nLast.';
    const spans = [
      { start: 0, end: 5 },
      { start: 6, end: 13 },
      { start: 14, end: 22 },
      { start: 23, end: 28 },
    ];
    const given: NewDocument = {
      path: 'a folder/ملف "x"\n.html',
      sha256: 'ab'.repeat(32),
      fingerprint: 'rules 7',
      document: {
        title: 'Title',
        text,
        blocks: [
          { kind: 'title', span: spans[0]!, level: 0, line: 1, content: 0, parent: -1 },
          {
            kind: 'heading',
            span: { start: 6, end: 22 },
            level: 3,
            line: 2,
            content: 15,
            parent: -1,
            lineBreaks: [14, 14],
          },
          {
            kind: 'table-row',
            span: spans[3]!,
            level: 0,
            line: 70_000,
            content: 23,
            parent: 1,
            cells: [{ span: { start: 23, end: 25 }, column: 2, columns: 3, isHeader: true }],
          },
        ],
        parts: [
          { kind: 'chapter', start: 0, number: 1, label: 'الفصل "الأول"' },
          { kind: 'page', start: 0, number: 4999 },
          { kind: 'page', start: 7, number: 5000, reading: 'recognised' },
          { kind: 'page', start: 7, number: 5001, label: '', reading: 'repaired' },
        ],
        remarks: [{ code: 'blank', parts: [5000] }],
        format: 'html',
        encoding: 'windows-1256',
        newline: 'mixed',
      },
      passages: [
        { span: { start: 0, end: 13 }, sentences: [spans[0]!, spans[1]!] },
        { span: { start: 14, end: 28 }, sentences: [spans[2]!, spans[3]!] },
      ],
      vectors: [Float32Array.of(0.25, -0, 1e-38), Float32Array.of(-1, 3.402823e38, Math.fround(1 / 3))],
      forwardIndex: [
        makeForwardIndexEntry(),
        {
          contextStems: Uint32Array.of(7, 0xffffffff),
          bodyStems: Uint32Array.of(0, 0x80000000, 3),
          sentenceEnds: Uint32Array.of(1, 3, 0xffffff),
          signals: Uint8Array.of(3, 0, 0xff),
        },
      ],
    };
    writeSnapshot(database, { added: [given] });
    const reader = readerOfNewest(database);

    const [{ document, passages } = { document: undefined, passages: [] }] = await collect(
      reader.documentsWithPassages(),
    );
    const { remarks, ...content } = given.document;
    expect(document).toMatchObject({ ...content, path: given.path, sha256: given.sha256 });
    expect(document).not.toHaveProperty('remarks', remarks);
    expect(Math.abs(Date.now() - document!.indexedAtMs)).toBeLessThan(60_000);
    expect(passages.map(({ span, sentences, ordinal }) => ({ span, sentences, ordinal }))).toEqual(
      given.passages.map((passage, ordinal) => ({ ...passage, ordinal })),
    );
    const ids = passages.map((passage) => passage.id);
    expect(await reader.findVectors(ids)).toEqual(given.vectors);
    expect(await reader.findForwardIndexEntries(ids)).toEqual(given.forwardIndex);
    expect((await collect(reader.vectors())).map(({ vector }) => vector)).toEqual(given.vectors);
    expect(await reader.findPassages([...ids].reverse())).toEqual([...passages].reverse());
    expect(await reader.findPassageIds()).toEqual(ids);
  });

  test('ids that are not there are left out, or have no vector', async () => {
    const database = temporaryDatabase();
    writeSnapshot(database, { added: [simpleDocument('a.txt', 'A.')] });
    const reader = readerOfNewest(database);
    expect(await reader.findDocument(99)).toBeUndefined();
    expect(await reader.findPassages([99, 1, -5])).toHaveLength(1);
    expect(await reader.findVectors([99])).toEqual([undefined]);
    expect(await reader.findForwardIndexEntries([99])).toEqual([undefined]);
  });
});

describe('choosing documents', () => {
  const paths = [
    'a.txt',
    'news/a.txt',
    'news/b.txt',
    'news-old/c.txt',
    'news',
    "100%_'sure'.md",
    'أخبار/د.txt',
  ];
  const pathsOf = async (filter: DocumentFilter): Promise<string[]> => {
    const database = temporaryDatabase();
    writeSnapshot(database, { added: paths.map((path) => simpleDocument(path, `${path}.`)) });
    const reader = readerOfNewest(database);
    const found = await reader.findDocuments(filter);
    expect(
      await reader.countDocuments({ ...filter, limit: undefined, offset: undefined }),
    ).toBeGreaterThanOrEqual(found.length);
    if (filter.limit === undefined) expect(await reader.findPassageIds(filter)).toHaveLength(found.length);
    return found.map((document) => document.path);
  };

  test.each([
    ['all, in the order of their paths', {}, [...paths].sort()],
    [
      'a folder and not one whose name begins like it',
      { pathPrefixes: ['news'] },
      ['news', 'news/a.txt', 'news/b.txt'],
    ],
    ['one file', { pathPrefixes: ['news/a.txt'] }, ['news/a.txt']],
    ['several', { pathPrefixes: ['a.txt', 'أخبار'] }, ['a.txt', 'أخبار/د.txt']],
    ['none, for an empty list', { pathPrefixes: [] }, []],
    [
      'all but a folder',
      { excludedPathPrefixes: ['news', 'أخبار'] },
      ["100%_'sure'.md", 'a.txt', 'news-old/c.txt'],
    ],
    ['by a part of the title', { titleContains: 'title OF a.t' }, ['a.txt']],
    ['by wildcard characters, which stand for themselves', { titleContains: '%_' }, ["100%_'sure'.md"]],
    ['a page of them', { limit: 2, offset: 1 }, ['a.txt', 'news']],
  ])('%s', async (_, filter, expected) => {
    expect(await pathsOf(filter)).toEqual(expected);
  });
});

describe('snapshots', () => {
  test('what a run adds and removes is seen by nobody before it is finished', async () => {
    const database = temporaryDatabase();
    writeSnapshot(database, { added: [simpleDocument('a.txt', 'old')] });
    const before = readerOfNewest(database);
    const writer = openWriter(database);
    writer.add([simpleDocument('a.txt', 'new'), simpleDocument('b.txt', 'more')]);
    writer.markRemoved(writer.currentDocuments().map((document) => document.id));
    expect(await visibleTexts(before)).toEqual({ 'a.txt': 'old' });
    expect(await visibleTexts(readerOfNewest(database))).toEqual({ 'a.txt': 'old' });
    expect(await visibleTexts(new SqliteIndexReader(database, writer.snapshot))).toEqual({
      'a.txt': 'new',
      'b.txt': 'more',
    });
  });

  test('marks of a run that never finished are forgotten by the next', async () => {
    const database = temporaryDatabase();
    writeSnapshot(database, { added: [simpleDocument('a.txt', 'A.')] });
    const interrupted = openWriter(database);
    interrupted.markRemoved(interrupted.currentDocuments().map((document) => document.id));
    writeSnapshot(database, { added: [simpleDocument('b.txt', 'B.')] });
    expect(Object.keys(await visibleTexts(readerOfNewest(database)))).toEqual(['a.txt', 'b.txt']);
  });

  test('rows of the current snapshot cannot be discarded', async () => {
    const database = temporaryDatabase();
    writeSnapshot(database, { added: [simpleDocument('a.txt', 'A.')] });
    const writer = openWriter(database);
    writer.discardPending(writer.currentDocuments().map((document) => document.id));
    expect(Object.keys(await visibleTexts(readerOfNewest(database)))).toEqual(['a.txt']);
  });

  test('documents are added all or none', () => {
    const database = temporaryDatabase();
    const writer = openWriter(database);
    const broken = { ...simpleDocument('b.txt', 'B.'), vectors: [] };
    expect(() => {
      writer.add([simpleDocument('a.txt', 'A.'), broken]);
    }).toThrow();
    expect(writer.pendingDocuments()).toEqual([]);
  });

  test('the snapshot before the newest stays whole, the one before that goes', async () => {
    const database = temporaryDatabase();
    writeSnapshot(database, { added: [simpleDocument('a.txt', 'first')] });
    const first = readerOfNewest(database);
    writeSnapshot(database, { added: [simpleDocument('a.txt', 'second')], removed: ['a.txt'] });
    const second = readerOfNewest(database);
    expect(await visibleTexts(first)).toEqual({ 'a.txt': 'first' });
    writeSnapshot(database, { added: [simpleDocument('a.txt', 'third')], removed: ['a.txt'] });
    expect(await visibleTexts(second)).toEqual({ 'a.txt': 'second' });
    expect(await first.findDocuments()).toEqual([]);
    expect(database.prepare('SELECT text FROM documents ORDER BY id').pluck().all()).toEqual([
      'second',
      'third',
    ]);
    expect(database.prepare('SELECT count(*) FROM passages').pluck().get()).toBe(2);
  });

  test('ids of passages are never used again, not even those of discarded rows', () => {
    const database = temporaryDatabase();
    const seen = new Set<number>();
    for (let round = 0; round < 6; round++) {
      const writer = openWriter(database);
      writer.add([simpleDocument('a.txt', `round ${round}`)]);
      const pending = writer.pendingDocuments().map((document) => document.id);
      for (const id of writer.passageIdsOf(pending)) {
        expect(seen).not.toContain(id);
        seen.add(id);
      }
      if (round % 2 === 0) writer.discardPending(pending);
      else writeSnapshot(database, { removed: writer.currentDocuments().map(({ path }) => path) });
    }
    expect(seen.size).toBe(6);
  });

  test('a reader sees exactly its own snapshot, whatever is written since', async () => {
    const change = fc.record({
      path: fc.constantFrom('a.txt', 'b.txt', 'c/d.txt', 'e.txt'),
      text: fc.option(fc.constantFrom('one', 'two', 'three', 'four'), { nil: undefined }),
    });
    const run = fc.record({ changes: fc.array(change, { maxLength: 5 }), isKilled: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 8 }), async (runs) => {
        const database = temporaryDatabase();
        let current: Record<string, string> = {};
        let previous: { reader: IndexReader; expected: Record<string, string> } | undefined;
        for (const { changes, isKilled } of runs) {
          const wanted = { ...current };
          for (const { path, text } of changes) {
            if (text === undefined) Reflect.deleteProperty(wanted, path);
            else wanted[path] = text;
          }
          const writer = openWriter(database);
          writer.discardPending(writer.pendingDocuments().map((document) => document.id));
          const paths = new Set([...Object.keys(current), ...Object.keys(wanted)]);
          const touched = [...paths].filter((path) => wanted[path] !== current[path]);
          const added = touched
            .filter((path) => path in wanted)
            .map((path) => simpleDocument(path, wanted[path]!));
          const removed = touched.filter((path) => path in current);
          if (isKilled) {
            writer.add(added);
            const ids = new Map(writer.currentDocuments().map(({ path, id }) => [path, id]));
            writer.markRemoved(removed.map((path) => ids.get(path)!));
          } else {
            const before = writer.snapshot > 1 ? readerOfNewest(database) : undefined;
            writeSnapshot(database, { added, removed });
            previous = before && { reader: before, expected: current };
            current = wanted;
          }
          if (writer.snapshot > 1 || !isKilled) {
            const reader = readerOfNewest(database);
            expect(await visibleTexts(reader)).toEqual(current);
            expect(await reader.countDocuments()).toBe(Object.keys(current).length);
            expect(await reader.findPassages(await reader.findPassageIds())).toHaveLength(
              Object.keys(current).length,
            );
          }
          if (previous) expect(await visibleTexts(previous.reader)).toEqual(previous.expected);
        }
        database.close();
      }),
      { numRuns: 25 },
    );
  });
});
