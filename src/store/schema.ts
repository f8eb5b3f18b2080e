/** Kept in the database's user_version; a database of another version is refused with the remedy. */
export const schemaVersion = 8;

/**
 * Documents are never changed in place. A changed file is a new row, and the old one is marked as removed in
 * the snapshot that no longer has it, so that a reader of snapshot g sees exactly the documents with
 * `added_snapshot <= g` and (`removed_snapshot` null or `> g`), whatever an indexer writes meanwhile.
 * Rows of a snapshot that was never finished are invisible to all; the next run resumes from them.
 * Passage ids are the labels of the graph: AUTOINCREMENT sees that none is ever used again.
 */
export const schema = `
CREATE TABLE documents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  -- What, beside the bytes, made the rows: parser, splitter and model. Other fingerprint, other rows.
  fingerprint TEXT NOT NULL,
  title TEXT NOT NULL,
  format TEXT NOT NULL,
  encoding TEXT NOT NULL,
  newline TEXT NOT NULL,
  indexed_at_ms INTEGER NOT NULL,
  passage_count INTEGER NOT NULL,
  added_snapshot INTEGER NOT NULL,
  removed_snapshot INTEGER,
  blocks TEXT NOT NULL,
  parts TEXT NOT NULL,
  text TEXT NOT NULL,
  -- CRC-32 of all that a reader is shown: a damaged page must not become a quotation.
  checksum INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_by_path ON documents (path, added_snapshot);
-- Counting what a snapshot shows would read a page a document without it.
CREATE INDEX documents_shown ON documents (added_snapshot, removed_snapshot, passage_count);
CREATE INDEX documents_removed ON documents (removed_snapshot) WHERE removed_snapshot IS NOT NULL;

CREATE TABLE passages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  -- Pairs of 32-bit little-endian offsets, one pair a sentence.
  sentences BLOB NOT NULL,
  sentences_checksum INTEGER NOT NULL,
  -- 32-bit little-endian floats.
  vector BLOB NOT NULL,
  vector_checksum INTEGER NOT NULL,
  -- 32-bit little-endian words; see encodeForwardIndexEntry.
  forward_index BLOB NOT NULL,
  forward_index_checksum INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX passages_by_document ON passages (document_id, ordinal);

-- The checksum of a file's bytes when it had a stamp: while it has that stamp, there is no need to read it.
CREATE TABLE file_stamps (
  path TEXT PRIMARY KEY,
  stamp TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
  number INTEGER PRIMARY KEY,
  manifest TEXT NOT NULL
) STRICT;

-- What the bot has shown, for the buttons under it; the quotations themselves stay in the index.
CREATE TABLE shown_answers (
  id TEXT PRIMARY KEY,
  channel_id TEXT NOT NULL,
  asker_id TEXT NOT NULL,
  is_private INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_answers_by_channel ON shown_answers (channel_id, created_at_ms);
CREATE INDEX shown_answers_by_age ON shown_answers (created_at_ms);

CREATE TABLE feedback (
  answer_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  guild_id TEXT,
  created_at_ms INTEGER NOT NULL,
  feedback TEXT NOT NULL,
  PRIMARY KEY (answer_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_by_guild ON feedback (guild_id, created_at_ms);

CREATE TABLE guild_settings (
  guild_id TEXT PRIMARY KEY,
  settings TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
