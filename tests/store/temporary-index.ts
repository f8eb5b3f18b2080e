import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ParsedDocument } from '../../src/contracts/document.js';
import type { ForwardIndexEntry } from '../../src/contracts/forward-index.js';
import type { Manifest } from '../../src/contracts/manifest.js';
import type { IndexReader } from '../../src/contracts/index-reader.js';
import { findCurrentManifest, SqliteIndexReader } from '../../src/store/index-reader.js';
import type { NewDocument } from '../../src/contracts/index-store.js';
import { SqliteIndexWriter } from '../../src/store/index-writer.js';
import { openDatabase } from '../../src/store/open-database.js';
import type { SqliteDatabase } from '../../src/store/sqlite.js';

/** A directory that is gone when the test is. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'isnad-test-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  return directory;
}

/** A database that is closed and gone when the test is. */
export function temporaryDatabase(directory = temporaryDirectory()): SqliteDatabase {
  const database = openDatabase(directory, { create: true });
  onTestFinished(() => {
    database.close();
  });
  return database;
}

/** A forward index entry that is empty but for what is given. */
export function makeForwardIndexEntry(given: Partial<ForwardIndexEntry> = {}): ForwardIndexEntry {
  const none = new Uint32Array();
  return {
    contextStems: none,
    bodyStems: none,
    sentenceEnds: none,
    signals: new Uint8Array(),
    ...given,
  };
}

/** A document of one block with one passage, which is one sentence. */
export function simpleDocument(path: string, text: string, vector = [1, 0, 0]): NewDocument {
  const span = { start: 0, end: text.length };
  const document: ParsedDocument = {
    title: `Title of ${path}\uD83D`,
    text,
    blocks: [{ kind: 'paragraph', span, level: 0, line: 1, content: span.start, parent: -1 }],
    parts: [],
    remarks: [],
    format: 'text',
    encoding: 'utf-8',
    newline: 'lf',
  };
  return {
    path,
    sha256: createHash('sha256').update(text).digest('hex'),
    fingerprint: 'rules 1',
    document,
    passages: [{ span, sentences: [span] }],
    vectors: [Float32Array.from(vector)],
    forwardIndex: [makeForwardIndexEntry({ bodyStems: Uint32Array.of(text.length) })],
  };
}

export function manifestOf(snapshot: number): Manifest {
  const file = { name: `none-${snapshot}`, bytes: 0, sha256: '' };
  return {
    snapshot,
    createdAtMs: 1_700_000_000_000,
    embedder: {
      model: 'fake',
      revision: 'words',
      dimension: 3,
      pooling: 'graph',
      questionPrefix: '',
      passagePrefix: '',
      maxTokens: 128,
    },
    fingerprint: 'rules 1',
    analyzerVersion: 1,
    graphParameters: '',
    documents: 0,
    passages: 0,
    graph: file,
    lexical: file,
  };
}

export function openWriter(database: SqliteDatabase): SqliteIndexWriter {
  return new SqliteIndexWriter(database, findCurrentManifest(database)?.snapshot ?? 0);
}

/** Makes one snapshot: documents added, and documents of given paths removed. */
export function writeSnapshot(
  database: SqliteDatabase,
  { added = [], removed = [] }: { added?: readonly NewDocument[]; removed?: readonly string[] },
): number {
  const writer = openWriter(database);
  const ids = new Map(writer.currentDocuments().map(({ path, id }) => [path, id]));
  writer.add(added);
  writer.markRemoved(removed.map((path) => ids.get(path)!));
  writer.finish(manifestOf(writer.snapshot));
  writer.collectGarbage();
  return writer.snapshot;
}

export function readerOfNewest(database: SqliteDatabase): IndexReader {
  return new SqliteIndexReader(database, findCurrentManifest(database)!.snapshot);
}

/** Path → text of all that a reader sees. */
export async function visibleTexts(reader: IndexReader): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const { id, path } of await reader.findDocuments())
    texts[path] = (await reader.findDocument(id))!.text;
  return texts;
}
