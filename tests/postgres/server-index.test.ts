import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareIndexes, makeQuestions, type ParityReport } from '../../src/application/compare-indexes.js';
import { IndexAnswerService, openAnswerService } from '../../src/application/open-answer-service.js';
import { migrateServer } from '../../src/application/migrate-server.js';
import { openSnapshot } from '../../src/application/open-snapshot.js';
import { runIndexer } from '../../src/application/run-indexer.js';
import type { IndexerReport } from '../../src/application/indexer-run.js';
import { runServerIndexer, type ServerIndexerOptions } from '../../src/application/run-server-indexer.js';
import { openServerSnapshot } from '../../src/application/server-snapshot.js';
import { connectForAnswering, ServerSnapshotHolder } from '../../src/application/server-snapshot-holder.js';
import type { ServerAddress } from '../../src/postgres/server-address.js';
import { ServerDatabase } from '../../src/postgres/server-database.js';
import { findServerManifest } from '../../src/postgres/snapshot-manifest.js';
import { migrate } from '../../src/postgres/migrate.js';
import { schemaVersion } from '../../src/postgres/migrations.js';
import { openIndexStore } from '../../src/store/open-index-store.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';
import { createRandom } from '../graph/seeded-vectors.js';
import { WriterSession } from '../../src/postgres/writer-session.js';
import { startPglite, type TestServer } from './pglite-server.js';

const embedder = createFakeEmbedder();

/** What Citus is told to do, written down in place of doing it. */
async function withStandInCitus(
  address: ServerAddress,
  work: (calls: () => Promise<string[]>) => Promise<void>,
): Promise<void> {
  const database = await ServerDatabase.open(address);
  await database.query('CREATE TABLE citus_calls (number serial, said text)');
  await database.query(
    `CREATE FUNCTION create_distributed_table(table_name regclass, distribution_column text,
       distribution_type text DEFAULT 'hash', colocate_with text DEFAULT 'default', shard_count int DEFAULT NULL)
     RETURNS void LANGUAGE sql AS $$
       INSERT INTO citus_calls (said)
       VALUES (format('%s by %s, %s shards, with %s', $1, $2, coalesce($5::text, '?'), $4)) $$`,
  );
  try {
    await work(async () => {
      const rows = await database.query<{ said: string }>('SELECT said FROM citus_calls ORDER BY number');
      return rows.map(({ said }) => said);
    });
  } finally {
    await database.query('DROP FUNCTION create_distributed_table');
    await database.query('DROP TABLE citus_calls');
    await database.close();
  }
}

let server: TestServer;
let place: string;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'isnad-postgres-'));
  server = await startPglite();
}, 180_000);

afterAll(async () => {
  await server.stop();
  rmSync(place, { recursive: true, force: true });
});

const stems = [
  'كتاب',
  'مدينة',
  'قناة',
  'سفينة',
  'جسر',
  'نهر',
  'وزير',
  'ميناء',
  'قطار',
  'مطار',
  'harbour',
  'bridge',
];
const endings = ['', 'ات', 'ين', 'ها', 'هم', 'ية', 'ان', 'ي', 's', 'ing'];

/** Words of which a few are common and most are rare. */
function makeWord(random: () => number): string {
  const rank = Math.floor(random() ** 3 * 2_000);
  const number = rank < 60 ? '' : String.fromCodePoint(0x628 + (rank % 20), 0x62f + ((rank >> 4) % 20));
  return stems[rank % stems.length]! + number + endings[rank % endings.length]!;
}

/** Documents in two collections, the same each time. */
function writeDocuments(folder: string, count: number): void {
  const random = createRandom(7);
  const sentence = (): string =>
    `${Array.from({ length: 6 + Math.floor(random() * 14) }, () => makeWord(random)).join(' ')}.`;
  for (let number = 0; number < count; number++) {
    const collection = join(folder, number % 3 === 0 ? 'laws' : 'news');
    mkdirSync(collection, { recursive: true });
    const text = Array.from({ length: 3 + Math.floor(random() * 20) }, sentence).join(' ');
    writeFileSync(join(collection, `${number}.txt`), `${makeWord(random)} ${number}\n\n${text}\n`);
  }
}

function createFolder(name: string, count: number): { folder: string; directory: string } {
  const folder = join(place, name, 'documents');
  mkdirSync(folder, { recursive: true });
  writeDocuments(folder, count);
  return { folder, directory: join(place, name, 'index') };
}

function indexServer(
  address: ServerAddress,
  folder: string,
  options: Partial<ServerIndexerOptions> = {},
): Promise<IndexerReport> {
  const directory = join(place, 'no-index');
  return runServerIndexer({ folder, directory, address, embedder, maxFileBytes: 1 << 20, ...options });
}

describe('an index on a server', () => {
  it('finds what one in a directory finds, with the same scores, copied or made from the documents', async () => {
    const { folder, directory } = createFolder('parity', 90);
    await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 20 });
    const local = openIndexStore(directory);
    const details = { comparesAllVectors: true };
    const ours = await openSnapshot(
      directory,
      local,
      (await local.findCurrentManifest())!,
      embedder,
      details,
    );
    const questions = await makeQuestions(ours.reader, 200);
    expect(questions).toHaveLength(200);

    const copied = server.address();
    const notices: string[] = [];
    const report = await indexServer(copied, folder, {
      directory,
      embedder: { ...embedder, embedPassages: () => Promise.reject(new Error('nothing is embedded again')) },
      onProgress: (progress) => {
        if (progress.step === 'notice') notices.push(progress.message);
      },
    });
    expect(report).toMatchObject({ documents: 90, snapshot: 1, passages: ours.manifest.passages });
    expect(notices).toEqual([expect.stringMatching(/^Copied 90 documents/)]);
    // Spread over shards, as a cluster would have it, is the same.
    const made = server.address();
    await withStandInCitus(made, async (calls) => {
      const directory = join(place, 'no-index');
      expect(await migrateServer(made, { directory, citus: true, shards: 3 })).toEqual([
        expect.stringMatching(/were made\.$/),
        'They are spread over 3 shards.',
      ]);
      expect(await calls()).toEqual([
        `${made.schema}.documents by shard, 3 shards, with none`,
        ...['passages', 'vectors', 'words', 'postings'].map(
          (table) => `${made.schema}.${table} by shard, ? shards, with ${made.schema}.documents`,
        ),
      ]);
      expect(await migrateServer(made, { directory, citus: true })).toEqual([
        expect.stringMatching(/up to date\.$/),
        'They were already spread over 3 shards.',
      ]);
    });
    await indexServer(made, folder);

    for (const [address, asked] of [
      [copied, questions],
      [made, questions.slice(0, 20)],
    ] as const) {
      const database = await connectForAnswering(address);
      const manifest = (await findServerManifest(database, database.schema))!;
      const theirs = await openServerSnapshot(database, manifest, embedder, details);
      const parity = await compareIndexes(ours, theirs, asked);
      expect(parity).toMatchObject({ sameFirst: asked.length, largestDifference: 0, different: [] });
      expect(parity.sameTen).toBeGreaterThanOrEqual(Math.floor(0.97 * asked.length));
      // With the graph in place of all vectors.
      const usual = await openServerSnapshot(database, manifest, embedder);
      expect((await compareIndexes(ours, usual, questions.slice(0, 10))).sameFirst).toBe(10);
      await database.close();
    }
    local.close();
  }, 400_000);

  it('ranks words by pg_textsearch where the server has it, and by lists where it has it no longer', async () => {
    const { folder, directory } = createFolder('words', 40);
    await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 20 });
    const local = openIndexStore(directory);
    const details = { comparesAllVectors: true };
    const ours = await openSnapshot(
      directory,
      local,
      (await local.findCurrentManifest())!,
      embedder,
      details,
    );
    const address = server.address();
    const database = await connectForAnswering(address);
    const compare = async (): Promise<{ parity: ParityReport; named: string }> => {
      const manifest = (await findServerManifest(database, database.schema))!;
      const theirs = await openServerSnapshot(database, manifest, embedder, details);
      const questions = await makeQuestions(ours.reader, 30);
      return { parity: await compareIndexes(ours, theirs, questions), named: theirs.server! };
    };
    expect(await indexServer(address, folder, { directory })).toMatchObject({ snapshot: 1 });
    expect((await compare()).named).toContain('words by postings in SQL');
    try {
      // The extension has come since: nothing has changed but that.
      await database.query('CREATE EXTENSION pg_textsearch');
      expect(await indexServer(address, folder)).toMatchObject({ snapshot: 2, added: [], changed: [] });
      expect(await indexServer(address, folder)).toMatchObject({ snapshot: 2 });
      const { parity, named } = await compare();
      expect(named).toContain('words by pg_textsearch');
      expect(parity).toMatchObject({ questions: 30, sameFirst: 30, largestDifference: 0 });
      expect(parity.sameTen).toBeGreaterThanOrEqual(29);
      // What is gone is not named, and what is new is.
      rmSync(join(folder, 'laws', '0.txt'));
      writeFileSync(join(folder, 'news', 'okapi.txt'), 'The okapi slept in 1903.');
      expect(await indexServer(address, folder)).toMatchObject({ snapshot: 3 });
      const holder = await ServerSnapshotHolder.open({ address, embedder });
      const service = new IndexAnswerService({ citations: 3, threshold: 0 }, holder);
      expect((await service.ask('When did the okapi sleep?')).citations[0]?.excerpt).toContain('1903');
      service.close();
      const [rows] = await database.query<{ words: number; passages: number }>(
        `SELECT (SELECT count(*)::int FROM ${address.schema}.words) AS words,
                (SELECT count(*)::int FROM ${address.schema}.passages) AS passages`,
      );
      expect(rows!.words).toBe(rows!.passages);
    } finally {
      await database.query('DROP EXTENSION IF EXISTS pg_textsearch CASCADE');
    }
    expect((await compare()).named).toContain('words by postings in SQL');
    await database.close();
    local.close();
  }, 400_000);

  it('brings tables of an older version up to date with all that is in them', async () => {
    const { folder } = createFolder('older', 6);
    const address = server.address();
    await indexServer(address, folder);
    const database = await ServerDatabase.open(address);
    const { schema } = address;
    const entries = await database.query(`SELECT id, forward_index FROM ${schema}.vectors ORDER BY id`);
    expect(entries.length).toBeGreaterThan(5);
    // As version 1 had them.
    for (const statement of [
      'DROP TABLE $.words',
      'ALTER TABLE $.passages ADD forward_index_checksum int, ADD forward_index bytea',
      `UPDATE $.passages p SET forward_index_checksum = v.forward_index_checksum, forward_index = v.forward_index
       FROM $.vectors v WHERE v.id = p.id`,
      'ALTER TABLE $.vectors DROP forward_index, DROP forward_index_checksum',
      "UPDATE $.meta SET value = '1' WHERE key = 'schema_version'",
    ]) {
      await database.query(statement.replaceAll('$', schema));
    }
    expect(await migrateServer(address, { directory: join(place, 'no-index') })).toEqual([
      expect.stringMatching(/ were brought from version 1 to \d+\.$/),
    ]);
    expect(await database.query(`SELECT id, forward_index FROM ${schema}.vectors ORDER BY id`)).toEqual(
      entries,
    );
    const graphs = (): Promise<object[]> =>
      database.query('SELECT 1 FROM pg_indexes WHERE schemaname = $1 AND indexdef LIKE $2', [
        schema,
        '%hnsw%',
      ]);
    expect(await graphs()).toEqual([]);
    expect(await indexServer(address, folder)).toMatchObject({ snapshot: 1 });
    expect(await graphs()).toHaveLength(1);
    const holder = await ServerSnapshotHolder.open({ address, embedder });
    const service = new IndexAnswerService({ citations: 1, threshold: 0 }, holder);
    const [question] = await makeQuestions(service.current().reader, 1);
    expect((await service.ask(question!)).citations).toHaveLength(1);
    service.close();
    await database.close();
  }, 240_000);

  it('is spread over a cluster only where there is one, and while it is empty', async () => {
    const address = server.address();
    const options = { directory: join(place, 'no-index'), citus: true };
    await expect(migrateServer(address, options)).rejects.toThrow(/^The server \S+ has no Citus\.$/);
    const { folder } = createFolder('one-server', 2);
    await indexServer(address, folder);
    await withStandInCitus(address, async (calls) => {
      await expect(migrateServer(address, options)).rejects.toThrow(/hold an index that is on one server/);
      expect(await calls()).toEqual([]);
    });
  }, 240_000);

  it('follows the folder from snapshot to snapshot, while a reader keeps the one that it began with', async () => {
    const { folder } = createFolder('snapshots', 30);
    const address = server.address();
    const put = (name: string, text: string): void => {
      writeFileSync(join(folder, 'news', name), text);
    };
    put('zebra.txt', 'The zebra crossed the river in 1987.');
    await indexServer(address, folder);
    const holder = await ServerSnapshotHolder.open({ address, embedder });
    const service = new IndexAnswerService({ citations: 3, threshold: 0 }, holder);
    const first = service.current();
    const best = async (question: string): Promise<string | undefined> =>
      (await service.ask(question)).citations[0]?.excerpt;
    expect(await best('When did the zebra cross?')).toContain('1987');
    expect(service.describeIndex().server).toEqual({
      description: expect.stringMatching(
        /^PostgreSQL \d+\S* at 127\.0\.0\.1:\d+\/postgres: words by postings in SQL, vectors by the graph of pgvector$/,
      ) as string,
      isReachable: true,
      reading: expect.stringMatching(/^primary 127\.0\.0\.1:\d+$/) as string,
      lagMs: 0,
      losses: 0,
      retries: 0,
    });

    put('zebra.txt', 'The zebra crossed the river in 2003.');
    put('okapi.txt', 'The okapi slept.');
    rmSync(join(folder, 'laws', '0.txt'));
    const report = await indexServer(address, folder);
    expect(report).toMatchObject({
      added: ['news/okapi.txt'],
      changed: ['news/zebra.txt'],
      removed: ['laws/0.txt'],
      snapshot: 2,
    });
    await holder.refresh();
    expect(service.current().manifest.snapshot).toBe(2);
    expect(await best('When did the zebra cross?')).toContain('2003');
    expect(await best('Who slept, the okapi?')).toContain('okapi');
    const { reader, pipeline } = first;
    const [hit] = await pipeline.search(await pipeline.analyze('When did the zebra cross?'), { limit: 1 });
    const [passage] = await reader.findPassages([hit!.passageId]);
    expect((await reader.findDocument(passage!.documentId))?.text).toContain('1987');
    expect(await reader.countDocuments()).toBe(31);

    // Nothing to do is no new snapshot; what the first showed is deleted two snapshots on.
    expect((await indexServer(address, folder)).snapshot).toBe(2);
    put('okapi.txt', 'The okapi woke up.');
    await indexServer(address, folder);
    const database = await ServerDatabase.open(address);
    const count = async (table: string): Promise<unknown> =>
      (await database.query(`SELECT count(*)::int AS n FROM ${address.schema}.${table}`))[0];
    expect(await count("documents WHERE path = 'news/zebra.txt'")).toEqual({ n: 1 });
    expect(await count('snapshots')).toEqual({ n: 2 });
    await database.close();
    service.close();
  }, 240_000);

  it('tells what the server refuses of rows that are loaded, and keeps nothing of them', async () => {
    const session = await WriterSession.open(server.address());
    await migrate(session.connection);
    const target = `${session.schema}.meta (key, value)`;
    const loading = session.write((transaction) =>
      transaction.load(target, [
        ['one', "it's"],
        ['two', 'back\\slash'],
        ['one', 'again'],
      ]),
    );
    await expect(loading).rejects.toThrow(/reports: duplicate key .* \(23505\)\.$/);
    await session.write((transaction) => transaction.load(target, [['two', "it's a back\\slash"]]));
    const rows = await session.query(
      `SELECT key, value FROM ${session.schema}.meta WHERE key IN ('one', 'two')`,
    );
    expect(rows).toEqual([{ key: 'two', value: "it's a back\\slash" }]);
    await session.close();
  });

  it('keeps to the documents that a question is asked about', async () => {
    const { folder } = createFolder('filters', 90);
    const address = server.address();
    await indexServer(address, folder);
    const holder = await ServerSnapshotHolder.open({ address, embedder });
    const service = new IndexAnswerService({ citations: 10, threshold: 0 }, holder);
    const questions = await makeQuestions(service.current().reader, 12);
    for (const question of questions) {
      const only = await service.ask(question, { pathPrefixes: ['laws'] });
      const without = await service.ask(question, { excludedPathPrefixes: ['laws'] });
      expect(only.citations.length).toBeGreaterThan(0);
      for (const { place: at } of only.citations) expect(at.path).toMatch(/^laws\//);
      for (const { place: at } of without.citations) expect(at.path).toMatch(/^news\//);
    }
    expect((await service.ask(questions[0]!, { pathPrefixes: [] })).citations).toEqual([]);
    expect(await service.countDocuments({ pathPrefixes: ['laws'] })).toBe(30);
    service.close();
  }, 240_000);

  it('goes on after a run that was stopped, at whatever batch', async () => {
    const { folder, directory } = createFolder('stopped', 60);
    const address = server.address();
    let embedded = 0;
    const counting = {
      ...embedder,
      embedPassages: (texts: readonly string[]) => {
        embedded += texts.length;
        return embedder.embedPassages(texts);
      },
    };
    const dying = {
      ...embedder,
      embedPassages: (texts: readonly string[]) => {
        // In the second batch of 512 passages: of the first no more than the rest of a document is left.
        if (embedded >= 512 && texts.length > 100) throw new Error('the process ended here');
        return counting.embedPassages(texts);
      },
    };
    // Enough for several batches.
    for (let copy = 0; copy < 3; copy++) writeDocuments(join(folder, String(copy)), 120);
    await expect(indexServer(address, folder, { embedder: dying })).rejects.toThrow('ended here');
    await expect(ServerSnapshotHolder.open({ address, embedder })).rejects.toThrow(/never finished/);
    embedded = 0;
    const report = await indexServer(address, folder, { embedder: counting });
    expect(embedded).toBeLessThan(report.passages);
    await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 20 });
    const local = openIndexStore(directory);
    expect(report.passages).toBe((await local.findCurrentManifest())!.passages);
    local.close();
  }, 240_000);

  it('refuses another folder, another model and other versions of its tables in a sentence', async () => {
    const { folder } = createFolder('refused', 4);
    const address = server.address();
    await expect(ServerSnapshotHolder.open({ address, embedder })).rejects.toThrow(/There is no index in/);
    await indexServer(address, folder);
    const other = join(place, 'other-name');
    mkdirSync(other);
    await expect(indexServer(address, other)).rejects.toThrow(/is of a folder named "documents"/);
    const identity = { ...embedder.identity, model: 'other' };
    await expect(ServerSnapshotHolder.open({ address, embedder: { ...embedder, identity } })).rejects.toThrow(
      /EMBEDDING_MODEL is other/,
    );

    const database = await ServerDatabase.open(address);
    const setVersion = (version: number): Promise<object[]> =>
      database.query(`UPDATE ${address.schema}.meta SET value = '${version}' WHERE key = 'schema_version'`);
    await setVersion(schemaVersion + 1);
    for (const attempt of [ServerSnapshotHolder.open({ address, embedder }), indexServer(address, folder)]) {
      await expect(attempt).rejects.toThrow(/newer version of Isnad/);
    }
    await setVersion(schemaVersion - 1);
    await expect(ServerSnapshotHolder.open({ address, embedder })).rejects.toThrow(
      /There is no index in|older version/,
    );
    await setVersion(schemaVersion);
    expect(await migrate(database)).toBe(schemaVersion);
    await database.close();
    const holder = await ServerSnapshotHolder.open({ address, embedder });
    expect(holder.get().manifest.documents).toBe(4);
    holder.close();
  }, 240_000);

  it('answers a word that it does not know as an index in a directory does', async () => {
    const { folder, directory } = createFolder('typos', 40);
    writeFileSync(join(folder, 'news', 'harbour.txt'), 'The harbourmaster opened Lattakia in 1951.');
    const address = server.address();
    await indexServer(address, folder);
    await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 20 });
    const holder = await ServerSnapshotHolder.open({ address, embedder });
    const service = new IndexAnswerService({ citations: 3, threshold: 0 }, holder);
    const local = await openAnswerService({ directory, embedder, citations: 3, threshold: 0 });
    for (const question of [
      'Who opned Lattakai?',
      'harbourmaste',
      'متى فتح ميناءء اللاذقية',
      '؟',
      'qqqq zzzz',
    ]) {
      const [ours, theirs] = [await local.explain(question), await service.explain(question)];
      expect(theirs.query.corrected).toBe(ours.query.corrected);
      expect(theirs.query.terms.map(({ idf }) => idf)).toEqual(ours.query.terms.map(({ idf }) => idf));
      expect(theirs.answer.kind).toBe(ours.answer.kind);
      expect(theirs.answer.confidence).toBeCloseTo(ours.answer.confidence, 5);
    }
    local.close();
    service.close();
  }, 240_000);
});
