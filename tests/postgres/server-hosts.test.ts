import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServerBotStores } from '../../src/postgres/bot-stores.js';
import { parseServerAddress } from '../../src/postgres/server-address.js';
import { ServerDatabase } from '../../src/postgres/server-database.js';
import { ShardLocks } from '../../src/postgres/shard-locks.js';
import { setStage, textOf } from '../discord/harness.js';
import { createRandom } from '../graph/seeded-vectors.js';
import { runCommand } from '../main/run-command.js';
import { CuttingProxy } from './cutting-proxy.js';
import { createDebianServer, findPostgres, type DebianServer } from './debian-server.js';
import { expectSentence, quote, Workplace } from './server-workplace.js';

const programs = findPostgres();

let server: DebianServer;
let place: string;

beforeAll(async () => {
  if (programs === undefined) return;
  place = mkdtempSync(join(tmpdir(), 'isnad-hosts-'));
  // The server, which is no root, goes through it to a small file system.
  chmodSync(place, 0o755);
  server = await createDebianServer(programs, { hasTls: true });
}, 300_000);

afterAll(() => {
  if (programs === undefined) return;
  server.remove();
  rmSync(place, { recursive: true, force: true });
});

function createWorkplace(documents: number): Workplace {
  return new Workplace(server, place, documents);
}

/** A file system of a few megabytes; undefined where this process may not make one. */
function mountSmallDisk(): { readonly path: string; enlarge(): void; remove(): void } | undefined {
  const path = join(place, 'disk');
  mkdirSync(path);
  const options = `size=3m,uid=${execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).trim()},mode=700`;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return {
    path,
    enlarge() {
      execFileSync('mount', ['-o', 'remount,size=256m', path]);
    },
    remove() {
      execFileSync('umount', ['--lazy', path]);
    },
  };
}

describe.skipIf(programs === undefined)('hosts of PostgreSQL of Debian (apt-get install postgresql)', () => {
  it('are spoken to by TLS as the address says', async () => {
    const workplace = createWorkplace(3);
    const url = (mode: string): string => workplace.url(server.port, `&sslmode=${mode}`);
    await workplace.index(url('require'));
    const isEncrypted = async (mode: string): Promise<unknown> => {
      const database = await ServerDatabase.open(parseServerAddress(url(mode)));
      const [row] = await database.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
      await database.close();
      return row;
    };
    expect(await isEncrypted('require')).toEqual({ ssl: true });
    expect(await isEncrypted('prefer')).toEqual({ ssl: true });
    expect(await isEncrypted('disable')).toEqual({ ssl: false });
    // Nobody vouches for the certificate.
    await expectSentence(workplace.open(url('verify-full')), /has a certificate that is not trusted/);
    const byName = url('verify-full').replace('127.0.0.1', 'localhost');
    const environment = { INDEX_URL: byName, NODE_EXTRA_CA_CERTS: server.certificate };
    expect(await runCommand('migrate', [], environment)).toMatchObject({ exitCode: 0 });
    // It is trusted, and of another name.
    const other = await runCommand('migrate', [], { ...environment, INDEX_URL: url('verify-full') });
    expect(other).toMatchObject({ exitCode: 1, stdout: '' });
    expect(other.stderr).toMatch(
      /^isnad: [^\n]+ has a certificate that is not trusted \(ERR_TLS_CERT_ALTNAME_INVALID\)\. [^\n]+\n$/,
    );

    server.sql('ALTER SYSTEM SET ssl = off');
    server.sql('SELECT pg_reload_conf()');
    await expect.poll(() => isEncrypted('prefer'), { timeout: 20_000 }).toEqual({ ssl: false });
    const refused = workplace.open(url('require'));
    await expectSentence(refused, /cannot be reached/);
    await expect(refused).rejects.toMatchObject({ remedy: expect.stringContaining('offers TLS') as string });
    server.sql('ALTER SYSTEM RESET ssl');
    server.sql('SELECT pg_reload_conf()');
  }, 240_000);

  it('say in a sentence that their disk is full; readers keep their answer, and there is room again', async () => {
    const disk = mountSmallDisk();
    const workplace = createWorkplace(4);
    const { schema } = workplace;
    const url = server.url({ schema, user: 'filler' });
    server.sql('CREATE ROLE filler SUPERUSER LOGIN');
    if (disk) {
      server.sql(`CREATE TABLESPACE small LOCATION '${disk.path}'`);
      server.sql('ALTER ROLE filler SET default_tablespace = small');
    }
    try {
      await workplace.index(url);
      const service = await workplace.open(url);
      const random = createRandom(5);
      for (let number = 0; number < 6; number++) {
        const words = Array.from({ length: 700 }, () => Math.floor(random() * 2 ** 40).toString(36));
        workplace.put(`long-${number}.txt`, words.join(' '));
      }
      if (!disk) {
        // Where no file system can be made the error comes all the same.
        server.sql(
          `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql
           AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`,
        );
        server.sql(
          `CREATE TRIGGER full_disk BEFORE INSERT ON ${schema}.postings FOR EACH STATEMENT EXECUTE FUNCTION full_disk()`,
        );
      }
      await expectSentence(workplace.index(url), /out of disk space or memory \(53100\)/);
      expect(await quote(service, 'Who was the captain of ferry number 2?')).toContain('Nadim2');
      disk?.enlarge();
      if (!disk) server.sql(`DROP TRIGGER full_disk ON ${schema}.postings`);
      expect(await workplace.index(url)).toMatchObject({ documents: 10, snapshot: 2 });
      expect(await quote(service, 'Who was the captain of ferry number 2?')).toContain('Nadim2');
      service.close();
    } finally {
      try {
        // A server that is stopped at once looks for all that it has on the disk when it starts again.
        if (disk) server.sql(`DROP SCHEMA ${schema} CASCADE`);
        if (disk) server.sql('DROP TABLESPACE small');
      } finally {
        disk?.remove();
      }
    }
  }, 240_000);

  it('share the shards of a bot among machines, and give those of one that is lost to others', async () => {
    const workplace = createWorkplace(0);
    const proxy = await CuttingProxy.open(server.port);
    const join = (port: number, wanted: number, bot = 'one'): ShardLocks =>
      new ShardLocks({
        address: parseServerAddress(workplace.url(port)),
        bot,
        total: 3,
        wanted,
        graceMs: 400,
      });
    const [one, two, spare] = [join(proxy.port, 2), join(server.port, 2), join(server.port, 1)];
    expect(await one.renew()).toEqual([0, 1]);
    expect(await two.renew()).toEqual([2]);
    expect(await spare.renew()).toEqual([]);
    expect(await one.renew()).toEqual([0, 1]);
    const otherBot = join(server.port, 3, 'two');
    expect(await otherBot.renew()).toEqual([0, 1, 2]);
    await otherBot.close();
    // The first machine is cut off, and one of its shards goes to another before it is back.
    proxy.cut();
    await expect.poll(() => two.renew(), { timeout: 20_000 }).toEqual([0, 2]);
    expect(await one.renew()).toEqual([1]);
    expect(await spare.renew()).toEqual([]);
    await two.close();
    // It has come back, and waits for others to do so too.
    await delay(450);
    expect(await one.renew()).toEqual([0, 1]);
    expect(await spare.renew()).toEqual([2]);
    proxy.cut();
    // Both are back at once, and keep what they had.
    expect(await one.renew()).toEqual([0, 1]);
    expect(await spare.renew()).toEqual([2]);
    proxy.close();
    await expectSentence(one.renew(), /cannot be reached/);
    await Promise.all([one.close(), spare.close()]);
  }, 120_000);

  it('tell the users of a bot in one sentence that they are gone, and serve it again when they are back', async () => {
    const workplace = createWorkplace(6);
    await workplace.index();
    const proxy = await CuttingProxy.open(server.port);
    const url = workplace.url(proxy.port, '&statement_timeout=400&connect_timeout=1');
    const database = ServerDatabase.openLazily(parseServerAddress(url));
    const answers = await workplace.open(url);
    const { discord, user, channel, monitoring } = await setStage({
      settings: { metricsPort: 0 },
      realAnswers: answers,
      stores: createServerBotStores(database),
    });
    const ask = async (number: number, where = channel): Promise<string> =>
      textOf(
        await discord
          .slash({ user, channel: where }, 'ask', {
            question: `Who was the captain of ferry number ${number}?`,
          })
          .answer(25_000),
      );
    const read = async (page: string): Promise<string> =>
      (await fetch(`http://127.0.0.1:${monitoring.port!}/${page}`)).text();
    expect(await ask(1)).toContain('Nadim1');
    expect(JSON.parse(await read('healthz'))).toMatchObject({ healthy: true, index: true });
    // Silent first, as a machine that is lost, then refusing, as a server that was stopped.
    proxy.silence(true);
    const gone = 'The documents cannot be reached at the moment; please ask again in a minute.';
    expect(await ask(2)).toBe(gone);
    // So is a server of Discord whose settings are not known, in the time that Discord gives.
    const other = discord.addTextChannel(discord.addGuild('Other'), 'general');
    expect(await ask(2, other)).toBe(gone);
    await expect
      .poll(async () => JSON.parse(await read('healthz')) as unknown, { timeout: 30_000 })
      .toMatchObject({ healthy: false, index: false, problem: 'The server of the index cannot be reached.' });
    const metrics = await read('metrics');
    expect(metrics).toMatch(/^isnad_index_ready 0$/m);
    expect(metrics).toMatch(/^isnad_index_losses_total 1$/m);
    expect(metrics).toMatch(/^isnad_unreachable_total [12]$/m);
    proxy.silence(false);
    proxy.cut();
    await expect
      .poll(async () => JSON.parse(await read('healthz')) as unknown, { timeout: 30_000 })
      .toMatchObject({ healthy: true });
    expect(await ask(3)).toContain('Nadim3');
    server.stop('immediate');
    expect(await ask(4)).toBe(gone);
    await server.start();
    await expect
      .poll(async () => JSON.parse(await read('healthz')) as unknown, { timeout: 30_000 })
      .toMatchObject({ healthy: true });
    expect(await ask(5)).toContain('Nadim5');
    expect(await read('metrics')).toMatch(/^isnad_index_losses_total 2$/m);
    answers.close();
    await database.close();
    proxy.close();
  }, 240_000);

  it('may be standbys: one that lags behind gives way, and one that is promoted is gone over to', async () => {
    const workplace = createWorkplace(10);
    await workplace.index();
    const standby = await createDebianServer(programs!, { basedOn: server });
    try {
      const url = (target: string): string =>
        workplace
          .url()
          .replace(`127.0.0.1:${server.port}`, `127.0.0.1:${server.port},127.0.0.1:${standby.port}`)
          .concat(`&max_lag=1&target_session_attrs=${target}`);
      workplace.put('new.txt', 'The dredger was named Salma.');
      await workplace.index(url('standby'));
      const notices: string[] = [];
      const service = await workplace.open(url('prefer-standby'), (message) => notices.push(message));
      const writing = await workplace.open(url('read-write'));
      const follows = Date.now() + 60_000;
      while (!(await quote(service, 'What was the dredger named?')).includes('Salma')) {
        expect(Date.now()).toBeLessThan(follows);
        await delay(50);
      }
      // A standby that does not keep up gives way to the primary until it has caught up.
      const reading = (): string => service.describeIndex().server!.reading;
      const hasNewest = `standby 127.0.0.1:${standby.port}, which has the newest snapshot`;
      await expect.poll(reading, { timeout: 30_000 }).toBe(hasNewest);
      standby.sql('SELECT pg_wal_replay_pause()');
      workplace.put('tug.txt', 'The tugboat was named Layla.');
      await workplace.index(url('standby'));
      await expect
        .poll(() => quote(service, 'What was the tugboat named?'), { timeout: 30_000 })
        .toContain('Layla');
      expect(reading()).toMatch(
        new RegExp(
          `^primary 127\\.0\\.0\\.1:${server.port}, because standby 127\\.0\\.0\\.1:${standby.port} is \\d+ s behind$`,
        ),
      );
      expect(service.describeIndex().server!.lagMs).toBeGreaterThan(1_000);
      // A host that is lost in the middle of a question leaves it to one that has an older snapshot: that answers whole.
      workplace.put('new.txt', 'The dredger was named Hala.');
      await workplace.index(url('standby'));
      const question = 'What was the dredger named?';
      const named: string[] = [];
      let sent = Infinity;
      for (const share of [1, 0.9, 0.7, 0.5, 0.3]) {
        const proxy = await CuttingProxy.open(server.port);
        const both = url('read-only').replace(`:${server.port},`, `:${proxy.port},`);
        const lost = await workplace.open(both.replace('&target_session_attrs=read-only', ''));
        proxy.lose(sent * share);
        const [name = ''] = /Hala|Salma/.exec(await quote(lost, question)) ?? [];
        expect(name, `lost at ${share}`).not.toBe('');
        named.push(name);
        // The first tells how much there is to send.
        sent = Math.min(sent, proxy.sentBytes);
        lost.close();
        proxy.close();
      }
      expect(named[0]).toBe('Hala');
      expect(named).toContain('Salma');
      standby.sql('SELECT pg_wal_replay_resume()');
      await expect.poll(reading, { timeout: 30_000 }).toBe(hasNewest);
      expect(await quote(service, 'What was the tugboat named?')).toContain('Layla');

      await expectSentence(
        workplace.index(standby.url({ schema: workplace.schema })),
        /read-only standby|does not allow/,
      );
      server.stop('immediate');
      standby.sql('SELECT pg_promote()');
      expect(await quote(service, 'Who was the captain of ferry number 7?')).toContain('Nadim7');
      expect(await quote(writing, 'Who was the captain of ferry number 8?')).toContain('Nadim8');
      workplace.put('new.txt', 'The dredger was named Rima.');
      await workplace.index(url('standby'));
      expect(await quote(service, 'What was the dredger named?')).toContain('Rima');
      expect(await quote(writing, 'What was the dredger named?')).toContain('Rima');
      service.close();
      writing.close();
    } finally {
      standby.remove();
      await server.start();
    }
  }, 240_000);
});
