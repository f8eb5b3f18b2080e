import type { IndexReader } from '../contracts/index-reader.js';
import type { IndexStore, IndexWriter } from '../contracts/index-store.js';
import type { Manifest } from '../contracts/manifest.js';
import { findCurrentManifest, SqliteIndexReader } from './index-reader.js';
import { SqliteIndexWriter } from './index-writer.js';
import type { SqliteDatabase } from './sqlite.js';

/** An index in SQLite. */
export class SqliteIndexStore implements IndexStore {
  constructor(
    private readonly database: SqliteDatabase,
    readonly identity: string,
  ) {}

  get isOpen(): boolean {
    return this.database.open;
  }

  findCurrentManifest(): Manifest | undefined {
    return findCurrentManifest(this.database);
  }

  openReader(snapshot: number): IndexReader {
    return new SqliteIndexReader(this.database, snapshot);
  }

  openWriter(current: number): IndexWriter {
    return new SqliteIndexWriter(this.database, current);
  }

  close(): void {
    this.database.close();
  }
}
