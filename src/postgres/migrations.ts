/** What turns the tables of one version into those of the next. */
interface Migration {
  readonly version: number;
  /** Statements, one at a time; `$schema` stands for the name of the schema. */
  readonly statements: readonly string[];
}

/**
 * Documents are never changed in place: a changed file is a new row, and the old one is marked as removed in the
 * snapshot that no longer has it. A reader of snapshot g sees the documents with `added <= g` and (`removed` null or
 * `> g`), and of each term the newest row with `snapshot <= g`, whatever is written meanwhile. The INSERT of a snapshot
 * is the switch. Passages are found by lists of postings in segments of neighbouring passages, which are never changed
 * either. `shard` is by what a cluster could spread documents with all that belongs to them; 0 for all on one server.
 */
const index: Migration = {
  version: 1,
  statements: [
    'CREATE TABLE $schema.meta (key text PRIMARY KEY, value text NOT NULL)',
    'CREATE TABLE $schema.snapshots (number int PRIMARY KEY, manifest text NOT NULL)',
    'CREATE SEQUENCE $schema.document_ids AS int',
    'CREATE SEQUENCE $schema.passage_ids AS int',
    'CREATE SEQUENCE $schema.segment_ids AS int',
    'CREATE SEQUENCE $schema.term_numbers AS int',
    `CREATE TABLE $schema.documents (
       id int NOT NULL,
       shard int NOT NULL,
       path text COLLATE "C" NOT NULL,
       sha256 text NOT NULL,
       fingerprint text NOT NULL,
       title text NOT NULL,
       format text NOT NULL,
       encoding text NOT NULL,
       newline text NOT NULL,
       indexed_at_ms bigint NOT NULL,
       passage_count int NOT NULL,
       added int NOT NULL,
       removed int,
       blocks text NOT NULL,
       parts text NOT NULL,
       text text NOT NULL,
       checksum bigint NOT NULL,
       PRIMARY KEY (id, shard)
     )`,
    'CREATE INDEX documents_by_path ON $schema.documents (path, added)',
    'CREATE INDEX documents_removed ON $schema.documents (removed) WHERE removed IS NOT NULL',
    // Whole rows of about two kilobytes stay in their page: reading hundreds of them is what a question costs.
    `CREATE TABLE $schema.passages (
       id int NOT NULL,
       shard int NOT NULL,
       document_id int NOT NULL,
       ordinal int NOT NULL,
       stem_length int NOT NULL,
       gram_length int NOT NULL,
       language smallint NOT NULL,
       sentences_checksum int NOT NULL,
       terms_checksum int NOT NULL,
       forward_index_checksum int NOT NULL,
       sentences bytea NOT NULL,
       terms bytea NOT NULL,
       forward_index bytea NOT NULL,
       PRIMARY KEY (id, shard)
     ) WITH (toast_tuple_target = 8160)`,
    'ALTER TABLE $schema.passages ALTER sentences SET STORAGE MAIN',
    'ALTER TABLE $schema.passages ALTER terms SET STORAGE EXTERNAL',
    'ALTER TABLE $schema.passages ALTER forward_index SET STORAGE EXTERNAL',
    'CREATE INDEX passages_by_document ON $schema.passages (document_id)',
    `CREATE TABLE $schema.vectors (
       id int NOT NULL,
       shard int NOT NULL,
       document_id int NOT NULL,
       checksum int NOT NULL,
       vector vector NOT NULL,
       PRIMARY KEY (id, shard)
     ) WITH (toast_tuple_target = 8160)`,
    // The key of a term: its hash for a stem, the hash negated and less one for a gram. Numbers of stems are even.
    `CREATE TABLE $schema.terms (
       key bigint NOT NULL,
       snapshot int NOT NULL,
       number int NOT NULL,
       passages int NOT NULL,
       ar int NOT NULL,
       en int NOT NULL,
       max_relative_tf real NOT NULL,
       PRIMARY KEY (key, snapshot)
     )`,
    'CREATE INDEX terms_by_number ON $schema.terms (number)',
    // Numbers of terms that no snapshot has yet.
    'CREATE TABLE $schema.new_terms (key bigint PRIMARY KEY, number int NOT NULL)',
    `CREATE TABLE $schema.segments (
       id int PRIMARY KEY,
       shard int NOT NULL,
       first int NOT NULL,
       last int NOT NULL,
       passages int NOT NULL,
       added int NOT NULL,
       removed int
     )`,
    // A posting is one number: the distance to the segment's first passage in the high bits, what it gives in the low 12.
    `CREATE TABLE $schema.postings (
       term int NOT NULL,
       segment int NOT NULL,
       shard int NOT NULL,
       list int[] NOT NULL,
       PRIMARY KEY (segment, term, shard)
     )`,
    'ALTER TABLE $schema.postings ALTER list SET STORAGE EXTERNAL',
    `CREATE TABLE $schema.shown_answers (
       id text PRIMARY KEY,
       channel_id text NOT NULL,
       asker_id text NOT NULL,
       is_private boolean NOT NULL,
       created_at_ms bigint NOT NULL,
       answer text NOT NULL
     )`,
    'CREATE INDEX shown_answers_by_channel ON $schema.shown_answers (channel_id, created_at_ms)',
    'CREATE INDEX shown_answers_by_age ON $schema.shown_answers (created_at_ms)',
    `CREATE TABLE $schema.feedback (
       answer_id text NOT NULL,
       user_id text NOT NULL,
       guild_id text,
       created_at_ms bigint NOT NULL,
       feedback text NOT NULL,
       PRIMARY KEY (answer_id, user_id)
     )`,
    'CREATE INDEX feedback_by_guild ON $schema.feedback (guild_id, created_at_ms)',
    'CREATE TABLE $schema.guild_settings (guild_id text PRIMARY KEY, settings text NOT NULL)',
    `CREATE TABLE $schema.file_stamps (path text COLLATE "C" PRIMARY KEY, stamp text NOT NULL, sha256 text NOT NULL)`,
  ],
};

/**
 * The stems of passages as words, where the server has pg_textsearch to rank by them; else empty. And the entry of the
 * forward index beside the vector: three vectors leave a quarter of a page free, which it fills. A new table in place of
 * the old one, since each row that is changed would go into the graph again; the indexer rebuilds that.
 */
const words: Migration = {
  version: 2,
  statements: [
    'ALTER TABLE $schema.vectors RENAME TO old_vectors',
    'ALTER INDEX $schema.vectors_pkey RENAME TO old_vectors_pkey',
    `CREATE TABLE $schema.vectors (
       id int NOT NULL,
       shard int NOT NULL,
       document_id int NOT NULL,
       checksum int NOT NULL,
       forward_index_checksum int NOT NULL,
       vector vector NOT NULL,
       forward_index bytea NOT NULL,
       PRIMARY KEY (id, shard)
     ) WITH (toast_tuple_target = 8160)`,
    'ALTER TABLE $schema.vectors ALTER forward_index SET STORAGE EXTERNAL',
    `INSERT INTO $schema.vectors
       SELECT v.id, v.shard, v.document_id, v.checksum, p.forward_index_checksum, v.vector, p.forward_index
       FROM $schema.old_vectors v JOIN $schema.passages p ON p.id = v.id AND p.shard = v.shard`,
    'DROP TABLE $schema.old_vectors',
    'ALTER TABLE $schema.passages DROP forward_index, DROP forward_index_checksum',
    `CREATE TABLE $schema.words (
       id int NOT NULL,
       shard int NOT NULL,
       document_id int NOT NULL,
       words text NOT NULL,
       PRIMARY KEY (id, shard)
     )`,
    'CREATE INDEX words_by_document ON $schema.words (document_id)',
  ],
};

export const migrations: readonly Migration[] = [index, words];

/** The version that this program reads and writes. */
export const schemaVersion = migrations.at(-1)!.version;
