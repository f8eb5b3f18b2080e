import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { IndexError } from '../../src/contracts/errors.js';
import { findCorruptedDocuments, isWellFormed } from '../../src/store/corrupted-rows.js';
import { findCurrentManifest } from '../../src/store/index-reader.js';
import { databasePath } from '../../src/store/database-path.js';
import { isDamage } from '../../src/store/index-errors.js';
import { openDatabase, reservePassageIds } from '../../src/store/open-database.js';
import { openSqlite, sqliteCode } from '../../src/store/sqlite.js';
import {
  openWriter,
  readerOfNewest,
  simpleDocument,
  temporaryDatabase,
  temporaryDirectory,
  visibleTexts,
  writeSnapshot,
} from './temporary-index.js';

function errorOf(work: () => unknown): IndexError {
  try {
    work();
  } catch (error) {
    if (error instanceof IndexError) return error;
    throw error;
  }
  throw new Error('no error came');
}

/** A closed index of 200 documents, in one file. */
function closedIndex(): string {
  const directory = temporaryDirectory();
  const database = openDatabase(directory, { create: true });
  const added = Array.from({ length: 200 }, (_, i) => simpleDocument(`${i}.txt`, `text ${i} `.repeat(60)));
  writeSnapshot(database, { added });
  database.close();
  return directory;
}

describe('opening', () => {
  test('the directory and the files are for their owner only', () => {
    const directory = join(temporaryDirectory(), 'not', 'there', 'yet');
    const database = openDatabase(directory, { create: true });
    writeSnapshot(database, { added: [simpleDocument('a.txt', 'A.')] });
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(readdirSync(directory).sort()).toEqual(['isnad.sqlite', 'isnad.sqlite-shm', 'isnad.sqlite-wal']);
    for (const name of readdirSync(directory)) {
      expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
    }
    database.close();
  });

  test('nothing is made for a reader where there is no index', () => {
    const directory = join(temporaryDirectory(), 'none');
    const error = errorOf(() => openDatabase(directory, { create: false }));
    expect(error).toMatchObject({ code: 'INDEX_MISSING' });
    expect(error.remedy).toContain('isnad index');
    expect(() => statSync(directory)).toThrow();
  });

  test('an emptied database counts as never finished, and a reader leaves it empty', () => {
    const directory = closedIndex();
    truncateSync(databasePath(directory), 0);
    expect(errorOf(() => openDatabase(directory, { create: false })).code).toBe('INDEX_MISSING');
    expect(statSync(databasePath(directory)).size).toBe(0);
    openDatabase(directory, { create: true }).close();
  });

  test.each([
    ['text', Buffer.from('this is no database, but long enough to have a header '.repeat(40))],
    ['half a header', Buffer.from('SQLite form')],
    ['another magic', Buffer.concat([Buffer.from('SQLite format 2\0'), Buffer.alloc(8192)])],
  ])('%s in place of the database is damage, with a remedy', (_, bytes) => {
    const directory = temporaryDirectory();
    writeFileSync(databasePath(directory), bytes);
    const error = errorOf(() => openDatabase(directory, { create: false }));
    expect(error.code).toBe('INDEX_DAMAGED');
    expect(error.remedy).toContain('isnad index');
    expect(readFileSync(databasePath(directory)).equals(bytes)).toBe(true);
  });

  test.each([1, 77])('a layout of version %i is refused with the remedy', (version) => {
    const directory = closedIndex();
    const database = openSqlite(databasePath(directory));
    database.pragma(`user_version = ${version}`);
    database.close();
    for (const create of [true, false]) {
      const error = errorOf(() => openDatabase(directory, { create }));
      expect(error.code).toBe('INDEX_MISMATCH');
      expect(error.message).toContain(`${version}`);
      expect(error.remedy).toContain('--from-scratch');
    }
  });

  test('a database of something else is not written to', () => {
    const directory = temporaryDirectory();
    const other = openSqlite(databasePath(directory));
    other.exec('CREATE TABLE notes (text)');
    other.close();
    expect(errorOf(() => openDatabase(directory, { create: true })).code).toBe('INDEX_MISMATCH');
  });

  test('a directory in place of the database, or a file in place of the directory', () => {
    const directory = temporaryDirectory();
    mkdirSync(databasePath(directory));
    expect(errorOf(() => openDatabase(directory, { create: true })).code).toBe('INDEX_WRITE');
    const file = join(directory, 'file');
    writeFileSync(file, '');
    const error = errorOf(() => openDatabase(join(file, 'index'), { create: true }));
    expect(error.code).toBe('INDEX_WRITE');
    expect(error.remedy).toContain('INDEX_DIR');
  });

  test('passage ids can be kept out of the way of those of a lost database', async () => {
    const database = temporaryDatabase();
    reservePassageIds(database, 1_000_000);
    writeSnapshot(database, { added: [simpleDocument('a.txt', 'A.')] });
    expect(await readerOfNewest(database).findPassageIds()).toEqual([1_000_001]);
  });

  test('damage is told from other errors', () => {
    const sqliteError = (code: string): Error =>
      Object.assign(new Error('no'), { name: 'SqliteError', code });
    expect(isDamage(sqliteError('SQLITE_CORRUPT_INDEX'))).toBe(true);
    expect(isDamage(sqliteError('SQLITE_BUSY'))).toBe(false);
    expect(isDamage(new Error('SQLITE_CORRUPT'))).toBe(false);
  });
});

describe('damage', () => {
  test.each([0.1, 0.5, 0.9, 0.97])('a database cut off at %d of its length is noticed', (share) => {
    const directory = closedIndex();
    const path = databasePath(directory);
    truncateSync(path, Math.floor(statSync(path).size * share));
    let noticed: boolean;
    try {
      const database = openDatabase(directory, { create: false });
      noticed = !isWellFormed(database);
      database.close();
    } catch (error) {
      noticed = isDamage(error) || (error instanceof IndexError && error.code === 'INDEX_DAMAGED');
    }
    expect(noticed).toBe(true);
  });

  test('a byte changed anywhere never comes out as another text', async () => {
    const directory = closedIndex();
    const path = databasePath(directory);
    const whole = readFileSync(path);
    const expected = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`${i}.txt`, `text ${i} `.repeat(60)]),
    );
    // A prime step: every part of a page is hit, whatever the size of the pages.
    let noticed = 0;
    for (let offset = 0; offset < whole.length; offset += 3_571) {
      const file = openSync(path, 'r+');
      writeSync(file, Buffer.of(whole[offset]! ^ 0x21), 0, 1, offset);
      closeSync(file);
      try {
        const database = openDatabase(directory, { create: false });
        try {
          if (!isWellFormed(database) || findCorruptedDocuments(database).size > 0) noticed++;
          const reader = readerOfNewest(database);
          for (const { id } of await reader.findDocuments()) {
            const document = await reader.findDocument(id);
            if (document) expect(document.text).toBe(expected[document.path]);
          }
        } finally {
          database.close();
        }
      } catch (error) {
        noticed++;
        const isExpected = error instanceof IndexError || sqliteCode(error) !== undefined;
        expect(isExpected, String(error)).toBe(true);
      }
      writeFileSync(path, whole);
    }
    expect(noticed).toBeGreaterThan(20);
  });

  const damages: readonly [string, string][] = [
    ['the text', `UPDATE documents SET text = replace(text, 'B', 'X')`],
    ['the title', `UPDATE documents SET title = 'Other' WHERE path = 'b.txt'`],
    ['the path', `UPDATE documents SET path = 'c.txt' WHERE path = 'b.txt'`],
    ['the blocks', `UPDATE documents SET blocks = '[' WHERE path = 'b.txt'`],
    ['the sentences', `UPDATE passages SET sentences = x'0000000003000000' WHERE document_id = 2`],
    ['no sentences', `UPDATE passages SET sentences = x'' WHERE document_id = 2`],
    ['the forward index entry', `UPDATE passages SET forward_index = zeroblob(12) WHERE document_id = 2`],
    ['the vector', `UPDATE passages SET vector = x'0000c07f0000000000000000' WHERE document_id = 2`],
    ['a passage lost', `DELETE FROM passages WHERE document_id = 2`],
  ];

  test.each(damages)('%s: found, and only in the document it is in', (_, sql) => {
    const database = temporaryDatabase();
    writeSnapshot(database, {
      added: [simpleDocument('a.txt', 'A. A.'), simpleDocument('b.txt', 'B. B.')],
    });
    expect(findCorruptedDocuments(database)).toEqual(new Set());
    database.exec(sql);
    expect(findCorruptedDocuments(database)).toEqual(new Set([2]));
  });

  test.each(damages.slice(0, -1))('%s: refused by a reader', async (_, sql) => {
    const database = temporaryDatabase();
    writeSnapshot(database, {
      added: [simpleDocument('a.txt', 'A. A.'), simpleDocument('b.txt', 'B. B.')],
    });
    database.exec(sql);
    const reader = readerOfNewest(database);
    const readAll = async (): Promise<void> => {
      for (const { id } of await reader.findDocuments()) await reader.findDocument(id);
      const ids = await reader.findPassageIds();
      await reader.findPassages(ids);
      await reader.findVectors(ids);
      await reader.findForwardIndexEntries(ids);
    };
    await expect(readAll()).rejects.toMatchObject({
      name: 'IndexError',
      code: 'INDEX_DAMAGED',
      remedy: expect.stringContaining('isnad index') as string,
    });
    const [first] = await reader.findDocuments({ pathPrefixes: ['a.txt'] });
    expect((await reader.findDocument(first!.id))!.text).toBe('A. A.');
  });

  test('a manifest that is no JSON', () => {
    const database = temporaryDatabase();
    writeSnapshot(database, { added: [simpleDocument('a.txt', 'A.')] });
    database.exec(`UPDATE snapshots SET manifest = substr(manifest, 1, 20)`);
    expect(errorOf(() => findCurrentManifest(database)).code).toBe('INDEX_DAMAGED');
  });

  test('a write that fails half-way leaves what was there', async () => {
    const database = temporaryDatabase();
    writeSnapshot(database, { added: [simpleDocument('a.txt', 'A.')] });
    const pages = database.pragma('page_count', { simple: true }) as number;
    database.pragma(`max_page_count = ${pages + 4}`);
    const writer = openWriter(database);
    expect(() => {
      writer.add(Array.from({ length: 50 }, (_, i) => simpleDocument(`${i}`, 'x'.repeat(3000))));
    }).toThrow(/full/);
    expect(writer.pendingDocuments()).toEqual([]);
    expect(await visibleTexts(readerOfNewest(database))).toEqual({ 'a.txt': 'A.' });
  });
});
