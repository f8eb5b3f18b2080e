import { PGlite } from '@electric-sql/pglite';
import { pg_textsearch } from '@electric-sql/pglite-pg_textsearch';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parseServerAddress, type ServerAddress } from '../../src/postgres/server-address.js';

export interface TestServer {
  /** An address for a schema of its own: an empty index. */
  address(schema?: string): ServerAddress;
  url(schema: string): string;
  stop(): Promise<void>;
}

/**
 * PostgreSQL as WebAssembly with pgvector (and pg_textsearch, for those who create it), behind a socket, for the real client. One backend serves all connections, so
 * a transaction blocks the others and locks are had twice: see the tests of processes for those.
 */
export async function startPglite(): Promise<TestServer> {
  const database = await PGlite.create({ extensions: { vector, pg_textsearch } });
  const server = new PGLiteSocketServer({
    db: database,
    port: 0,
    host: '127.0.0.1',
    maxConnections: 50,
  });
  await server.start();
  let schemas = 0;
  const url = (schema: string): string =>
    `postgres://postgres:secret@${server.getServerConn()}/postgres?pool=1&schema=${schema}`;
  return {
    url,
    address: (schema = `index_${++schemas}`) => parseServerAddress(url(schema)),
    async stop() {
      await server.stop();
      await database.close();
    },
  };
}
