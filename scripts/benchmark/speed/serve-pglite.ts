/**
 * A PostgreSQL as WebAssembly with pgvector in a process of its own, until its standard input ends; prints its address.
 *
 *   node --import tsx scripts/benchmark/speed/serve-pglite.ts
 */
import { startPglite } from '../../../tests/postgres/pglite-server.js';

const server = await startPglite();
process.stdout.write(`${server.url('bench')}\n`);
process.stdin.resume();
process.stdin.on('end', () => {
  void server.stop().then(() => process.exit());
});
