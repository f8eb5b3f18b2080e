import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { UsageError } from '../../../src/contracts/errors.js';
import { isServerUrl, parseServerAddress, type ServerAddress } from '../../../src/postgres/server-address.js';
import { ServerDatabase } from '../../../src/postgres/server-database.js';
import { createDebianServer, findPostgres } from '../../../tests/postgres/debian-server.js';

/** A server that an index is copied to and asked on. */
export interface BenchServer {
  /** The address of a schema. */
  url(schema: string): string;
  /** Where the server is one process: its number. */
  readonly processId: number | undefined;
  stop(): Promise<void>;
}

/** What may stand in place of an address. */
const startable = ['pglite', 'debian'];

/** @throws UsageError for what is neither an address nor a server that can be started here. */
export function checkServer(server: string): void {
  if (isServerUrl(server)) parseServerAddress(server);
  else if (!startable.includes(server)) {
    throw new UsageError(
      `--server takes postgres://…, ${startable.join(' or ')}, and got "${server}".`,
      'See npm run bench -- --help.',
    );
  }
}

function withSchema(url: string, schema: string): string {
  const [address, query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('schema', schema);
  return `${address}?${parameters.toString()}`;
}

async function startPgliteApart(): Promise<BenchServer> {
  const script = join(import.meta.dirname, 'serve-pglite.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => {
      resolve(chunk.toString().trim());
    });
    child.once('exit', () => {
      reject(new Error('PGlite ended before it had an address.'));
    });
  });
  return {
    url: (schema) => withSchema(url, schema),
    processId: child.pid,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

async function startDebian(): Promise<BenchServer> {
  const programs = findPostgres();
  if (programs === undefined) {
    throw new UsageError(
      'PostgreSQL of Debian is not installed.',
      'Run "apt-get install postgresql", or give an address.',
    );
  }
  const server = await createDebianServer(programs);
  return {
    url: (schema) => server.url({ schema }),
    processId: undefined,
    stop() {
      server.remove();
      return Promise.resolve();
    },
  };
}

/** Starts a server, or takes the one at an address. */
export async function openBenchServer(server: string): Promise<BenchServer> {
  checkServer(server);
  if (server === 'pglite') return startPgliteApart();
  if (server === 'debian') return startDebian();
  return { url: (schema) => withSchema(server, schema), processId: undefined, stop: () => Promise.resolve() };
}

/** Removes what was measured from the server. */
export async function dropSchema(url: string): Promise<void> {
  const address: ServerAddress = parseServerAddress(url);
  const database = await ServerDatabase.open(address, { isWriter: true });
  await database.query(`DROP SCHEMA IF EXISTS ${address.schema} CASCADE`);
  await database.close();
}
