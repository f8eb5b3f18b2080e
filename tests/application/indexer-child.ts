/**
 * Runs the indexer in a process of its own, for the tests that kill it:
 * `indexer-child.ts FOLDER DIRECTORY [--threads] [kill N | count | wait]`. With `kill N` it kills itself right before
 * its N-th operation on the index (a call to the file system or a statement of SQL that writes) in the main thread;
 * with `count` it prints how many there are; with `wait` it prints a line and begins when it reads one. With
 * `--threads` it derives files in threads, however little there is to do.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import hnswlib from 'hnswlib-node';
import { openSqlite } from '../../src/store/sqlite.js';

const given = process.argv.slice(2).filter((each) => each !== '--threads');
const [folder = '', directory = '', mode = '', number = '0'] = given;
const threadsFromBytes = process.argv.includes('--threads') ? 0 : Infinity;
const killAt = mode === 'kill' ? Number(number) : Infinity;
/** None is counted before the indexer begins: loading the program has operations of its own. */
let operations = -Infinity;

function beforeOperation(): void {
  if (++operations === killAt) process.kill(process.pid, 'SIGKILL');
}

/** Puts a count in front of methods of an object. */
function watch(target: object, names: readonly string[]): void {
  for (const name of names) {
    const original = Reflect.get(target, name) as (...given: unknown[]) => unknown;
    Reflect.set(target, name, function (this: unknown, ...given: unknown[]) {
      beforeOperation();
      return original.apply(this, given);
    });
  }
}

const database = openSqlite(':memory:');
const statement = Object.getPrototypeOf(database.prepare('SELECT 1')) as object;
watch(fs, [
  'mkdirSync',
  'chmodSync',
  'openSync',
  'writeSync',
  'fsyncSync',
  'renameSync',
  'rmSync',
  'writeFileSync',
]);
watch(statement, ['run']);
watch(Object.getPrototypeOf(database) as object, ['exec', 'pragma', 'close']);
watch(hnswlib.HierarchicalNSW.prototype, ['writeIndexSync']);
syncBuiltinESMExports();

const { runIndexer } = await import('../../src/application/run-indexer.js');
const { createFakeEmbedder } = await import('../fakes/fake-embedder.js');

if (mode === 'wait') {
  process.stdout.write('ready\n');
  await new Promise((resolve) => process.stdin.once('data', resolve));
}
operations = 0;
try {
  const embedder = createFakeEmbedder();
  await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 20, threadsFromBytes });
  process.stdout.write(`${operations}\n`);
} catch (error) {
  const { name, message } = error as Error;
  process.stdout.write(`${name}: ${message}\n`);
  process.exitCode = 1;
}
process.exit();
