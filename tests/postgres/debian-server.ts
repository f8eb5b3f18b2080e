import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const versionsDirectory = '/usr/lib/postgresql';

/** Where the programs of the newest PostgreSQL of Debian are; undefined where there is none. */
export function findPostgres(): string | undefined {
  if (!existsSync(versionsDirectory)) return undefined;
  const [newest] = readdirSync(versionsDirectory).sort((a, b) => Number(b) - Number(a));
  const programs = newest === undefined ? undefined : join(versionsDirectory, newest, 'bin');
  return programs !== undefined && existsSync(join(programs, 'postgres')) ? programs : undefined;
}

/** The user that the server runs as: it refuses to run as root. */
function serverUser(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * What stands in for pgvector, which Debian 12 has no package of: vectors as texts, compared in SQL. Slow, and the same
 * passages are nearest.
 */
const standIn = `
CREATE DOMAIN vector AS text;
CREATE FUNCTION vector_components(value text) RETURNS real[] IMMUTABLE LANGUAGE sql
  AS $$ SELECT ('{' || btrim(value, '[]') || '}')::real[] $$;
CREATE FUNCTION vector_send(value vector) RETURNS bytea IMMUTABLE LANGUAGE sql
  AS $$ SELECT '\\x00000000'::bytea || string_agg(float4send(c), ''::bytea ORDER BY n)
        FROM unnest(vector_components(value)) WITH ORDINALITY AS u (c, n) $$;
CREATE FUNCTION vector_negative_inner_product(a text, b text) RETURNS float8 IMMUTABLE LANGUAGE sql
  AS $$ SELECT -sum(x::float8 * y) FROM unnest(vector_components(a), vector_components(b)) AS u (x, y) $$;
CREATE OPERATOR <#> (LEFTARG = text, RIGHTARG = text, FUNCTION = vector_negative_inner_product);
`;

export interface DebianServer {
  readonly port: number;
  readonly directory: string;
  /** The file of its certificate, where it has TLS. */
  readonly certificate: string;
  url(options?: { readonly schema?: string; readonly user?: string; readonly port?: number }): string;
  start(): Promise<void>;
  /** `immediate`: as if the machine had lost its power. */
  stop(mode?: 'fast' | 'immediate'): void;
  /** Runs SQL as the owner. */
  sql(text: string): string;
  remove(): void;
}

/** A certificate for this machine that nobody has signed but itself. */
function makeCertificate(
  place: string,
  { uid, gid }: { readonly uid?: number; readonly gid?: number },
): void {
  const parameters =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout server.key -out server.crt';
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', [...parameters.split(' '), ...names], { cwd: place, stdio: 'ignore' });
  if (uid !== undefined) chownSync(join(place, 'server.key'), uid, gid!);
}

const settings = [
  'fsync=off',
  'listen_addresses=127.0.0.1',
  'max_connections=60',
  'shared_buffers=64MB',
  'jit=off',
];

/** A PostgreSQL of Debian in a temporary directory; `basedOn`: a standby of another; `hasTls`: its certificate is its own. */
export async function createDebianServer(
  programs: string,
  { basedOn, hasTls = false }: { readonly basedOn?: DebianServer; readonly hasTls?: boolean } = {},
): Promise<DebianServer> {
  const user = serverUser();
  const place = mkdtempSync(join(tmpdir(), 'isnad-postgres-'));
  if (user.uid !== undefined) chownSync(place, user.uid, user.gid!);
  const directory = join(place, 'data');
  const port = await freePort();
  const run = (program: string, parameters: readonly string[]): string =>
    execFileSync(join(programs, program), parameters, {
      ...user,
      cwd: place,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  if (basedOn) {
    run('pg_basebackup', [
      '-D',
      directory,
      '-R',
      '-c',
      'fast',
      '-h',
      '127.0.0.1',
      '-p',
      String(basedOn.port),
      '-U',
      'postgres',
    ]);
  } else {
    run('initdb', [
      '-D',
      directory,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ]);
  }
  const certificate = join(place, 'server.crt');
  if (hasTls) {
    makeCertificate(place, user);
    const key = join(place, 'server.key');
    // In the file, and not on the command line, which has the last word: it can be turned off.
    appendFileSync(
      join(directory, 'postgresql.conf'),
      `ssl = on\nssl_cert_file = '${certificate}'\nssl_key_file = '${key}'\n`,
    );
  }
  let child: ChildProcess | undefined;
  const server: DebianServer = {
    port,
    directory,
    certificate,
    url: ({ schema = 'isnad', user: name = 'postgres', port: other = port } = {}) =>
      `postgres://${name}:secret@127.0.0.1:${other}/postgres?schema=${schema}`,
    async start() {
      const parameters = [...settings, `port=${port}`, `unix_socket_directories=${place}`];
      child = spawn(
        join(programs, 'postgres'),
        ['-D', directory, ...parameters.flatMap((each) => ['-c', each])],
        {
          ...user,
          cwd: place,
          stdio: 'ignore',
        },
      );
      for (let tries = 0; ; tries++) {
        try {
          server.sql('SELECT 1');
          return;
        } catch (error) {
          if (tries === 300) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    },
    stop(mode = 'fast') {
      if (!child) return;
      child = undefined;
      run('pg_ctl', ['-D', directory, '-m', mode, '-w', 'stop']);
    },
    sql: (text) =>
      run('psql', [
        '-X',
        '-q',
        '-A',
        '-t',
        '-v',
        'ON_ERROR_STOP=1',
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        '-U',
        'postgres',
        '-c',
        text,
      ]),
    remove() {
      server.stop('immediate');
      rmSync(place, { recursive: true, force: true });
    },
  };
  await server.start();
  if (!basedOn) server.sql(standIn);
  return server;
}
