/**
 * Copies an index in a directory to a server, asks both many questions, and prints what that costs as JSON.
 *
 *   INDEX_URL=postgres://… node --import tsx scripts/benchmark/speed/ask-server.ts FOLDER INDEX_DIRECTORY QUESTIONS [PID]
 *
 * PID: the process of a server that is one process. The schema of INDEX_URL is the benchmark's own.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareIndexes } from '../../../src/application/compare-indexes.js';
import { IndexAnswerService } from '../../../src/application/open-answer-service.js';
import { openSnapshot } from '../../../src/application/open-snapshot.js';
import { runServerIndexer } from '../../../src/application/run-server-indexer.js';
import { openServerSnapshot } from '../../../src/application/server-snapshot.js';
import {
  connectForAnswering,
  ServerSnapshotHolder,
} from '../../../src/application/server-snapshot-holder.js';
import { Workspace } from '../../../src/application/workspace.js';
import { DenseCandidates } from '../../../src/postgres/dense-candidates.js';
import { ServerIndexReader } from '../../../src/postgres/index-reader.js';
import { LexicalCandidates } from '../../../src/postgres/lexical-candidates.js';
import { PassageCache } from '../../../src/postgres/passage-cache.js';
import { parseServerAddress } from '../../../src/postgres/server-address.js';
import { ServerDatabase } from '../../../src/postgres/server-database.js';
import { findServerManifest } from '../../../src/postgres/snapshot-manifest.js';
import { TermCache } from '../../../src/postgres/term-cache.js';
import { loadSettings } from '../../../src/settings/settings.js';
import { openIndexStore } from '../../../src/store/open-index-store.js';
import { askAtOnce, drawQuestions, processorMilliseconds } from './asking.js';
import {
  serverSteps,
  type IndexBytes,
  type ServerCost,
  type ServerStep,
  type ServerStepCost,
} from './server-cost.js';
import { ServerProcessor } from './server-processor.js';
import { spreadOf } from './statistics.js';
import { Stopwatch } from './stopwatch.js';

const [folder, directory, countText, processText] = process.argv.slice(2) as [
  string,
  string,
  string,
  string?,
];
const count = Number(countText);
/** Questions that the two indexes are compared by. */
const compared = 200;

const settings = loadSettings();
const address = parseServerAddress(settings.indexUrl!);
const embedder = await new Workspace(settings).embedder();

/** By the newest connection but the one given, which is the one that questions go through. */
async function findProcessor(database: ServerDatabase): Promise<ServerProcessor | undefined> {
  if (processText !== undefined) return ServerProcessor.ofProcess(Number(processText));
  const [row] = await database.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
     WHERE application_name = 'isnad' AND datname = current_database() AND pid <> pg_backend_pid()
     ORDER BY backend_start DESC LIMIT 1`,
  );
  return row && ServerProcessor.ofBackend(row.pid);
}

async function describeServer(
  database: ServerDatabase,
  processor: ServerProcessor | undefined,
): Promise<string[]> {
  const [server] = await database.query<{ version: string; vectors: string | null }>(
    `SELECT version(), (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vectors`,
  );
  const notes: string[] = [];
  if (/emcc|wasm|emscripten/i.test(server!.version)) {
    notes.push(
      'The server is PostgreSQL as WebAssembly in one process: slower than a native one, one question at a time.',
    );
  }
  notes.push(
    server!.vectors === null
      ? 'There is no pgvector: a stand-in compares all vectors in SQL, so "dense" says nothing of a real server.'
      : `pgvector ${server!.vectors}.`,
  );
  if (!processor) notes.push('The server is not on this machine: its processor time cannot be read here.');
  return notes;
}

/** One connection, so that what its process does belongs to the step that waits for it. */
async function measureSteps(
  database: ServerDatabase,
  questions: readonly string[],
): Promise<Pick<ServerCost, 'steps' | 'wholeAnswer'>> {
  const source = await ServerSnapshotHolder.open({ address: { ...address, pool: 1 }, embedder });
  const service = new IndexAnswerService({ citations: 3, threshold: 0 }, source);
  const processor = await findProcessor(database);
  const latencies = new Stopwatch<ServerStep>();
  const processors = new Stopwatch<ServerStep>(() => processor?.backendMilliseconds() ?? 0);
  for (const stopwatch of [processors, latencies]) {
    stopwatch.time(TermCache.prototype, 'load', 'statistics');
    stopwatch.time(LexicalCandidates.prototype, 'name', 'lexical');
    stopwatch.time(DenseCandidates.prototype, 'name', 'dense');
    stopwatch.time(PassageCache.prototype, 'find', 'rows');
    for (const name of ['findDocument', 'findPassages', 'findVectors', 'findForwardIndexEntries'] as const) {
      stopwatch.time(ServerIndexReader.prototype, name, 'rows');
    }
  }
  const waited = serverSteps.filter((step) => step !== 'bot');
  const taken: Record<ServerStep, number[]> = { statistics: [], lexical: [], dense: [], rows: [], bot: [] };
  const whole: number[] = [];
  const processed = new Map<ServerStep, number>();
  for (const question of questions) {
    latencies.reset();
    processors.reset();
    const startedMs = performance.now();
    await service.ask(question);
    const wholeMs = performance.now() - startedMs;
    whole.push(wholeMs);
    for (const step of waited) {
      taken[step].push(latencies.read(step));
      processed.set(step, (processed.get(step) ?? 0) + processors.read(step));
    }
    taken.bot.push(wholeMs - waited.reduce((sum, step) => sum + latencies.read(step), 0));
  }
  service.close();
  const steps = Object.fromEntries(
    serverSteps.map((step): [ServerStep, ServerStepCost] => [
      step,
      {
        latency: spreadOf(taken[step]),
        processor: processor && step !== 'bot' ? (processed.get(step) ?? 0) / questions.length : undefined,
      },
    ]),
  ) as Record<ServerStep, ServerStepCost>;
  return { steps, wholeAnswer: spreadOf(whole) };
}

/** Bytes of the tables that an index has, without those of the bot. */
async function weighServer(database: ServerDatabase): Promise<IndexBytes> {
  const { schema } = database;
  const [row] = await database.query<{ whole: number; text: number }>(
    `SELECT (SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c
             WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r'
               AND c.relname NOT IN ('shown_answers', 'feedback', 'guild_settings'))::float8 AS whole,
            (SELECT coalesce(sum(pg_column_size(text)), 0) FROM ${schema}.documents)::float8 AS text`,
    [schema],
  );
  return { whole: row!.whole, withoutText: row!.whole - row!.text };
}

async function weighDirectory(): Promise<IndexBytes> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const whole = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
  let text = 0;
  for await (const { document } of local.openReader(ours.snapshot).documentsWithPassages()) {
    text += Buffer.byteLength(document.text);
  }
  return { whole, withoutText: whole - text };
}

const startedMs = performance.now();
await runServerIndexer({ folder, directory, address, embedder, maxFileBytes: 1 << 30 });
const copySeconds = (performance.now() - startedMs) / 1000;

const local = openIndexStore(directory);
const ours = (await local.findCurrentManifest())!;
// Of what is measured, only questions go through the connections of the service.
const database = await ServerDatabase.open(address);
const source = await ServerSnapshotHolder.open({ address, embedder });
const service = new IndexAnswerService({ citations: 3, threshold: 0 }, source);
// As a server's own upkeep leaves the tables; otherwise it would begin with it while questions are timed.
for (const table of ['documents', 'passages', 'vectors', 'terms', 'segments', 'postings']) {
  await database.query(`VACUUM ANALYZE ${address.schema}.${table}`);
}
const processor = await findProcessor(database);
const questions = await drawQuestions(source.get(), count);
for (const question of questions.warmUp) await service.ask(question);
const botBefore = processorMilliseconds();
const serverBefore = processor?.allMilliseconds();
let botMilliseconds = 0;
let serverMilliseconds: number | undefined;
const atOnce = await askAtOnce(
  (question) => service.ask(question),
  questions,
  () => {
    botMilliseconds = (processorMilliseconds() - botBefore) / count;
    serverMilliseconds = processor && (processor.allMilliseconds() - serverBefore!) / count;
  },
);
const description = source.get().server!;
const notes = await describeServer(database, processor);
const bytes = await weighServer(database);
service.close();
const steps = await measureSteps(database, questions.alone);

const exact = await connectForAnswering(address);
const details = { comparesAllVectors: true };
const parity = await compareIndexes(
  await openSnapshot(directory, local, ours, embedder, details),
  await openServerSnapshot(exact, (await findServerManifest(exact, exact.schema))!, embedder, details),
  questions.alone.slice(0, compared),
);
await exact.close();
await database.close();
const cost: ServerCost = {
  description,
  notes,
  copySeconds,
  ...steps,
  botMilliseconds,
  serverMilliseconds,
  atOnce,
  bytes,
  embeddedBytes: await weighDirectory(),
  parity,
};
local.close();
process.stdout.write(JSON.stringify(cost));
