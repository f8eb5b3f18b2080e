/**
 * Runs the indexer of an index on a server in a process of its own, for the test that kills it:
 * `server-indexer-child.ts FOLDER URL`. It prints a line when it is loaded, begins when it reads one, and prints what it
 * has come to.
 */
import { join } from 'node:path';
import { runServerIndexer } from '../../src/application/run-server-indexer.js';
import { parseServerAddress } from '../../src/postgres/server-address.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';

const [folder = '', url = ''] = process.argv.slice(2);
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
const outcome = await runServerIndexer({
  folder,
  directory: join(folder, '..', 'index'),
  address: parseServerAddress(url),
  embedder: createFakeEmbedder(),
  maxFileBytes: 1 << 20,
}).then(
  ({ snapshot }) => `snapshot ${snapshot}`,
  (error: unknown) => String(error),
);
process.stdout.write(`${outcome}\n`, () => process.exit());
