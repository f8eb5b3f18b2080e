import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectForAnswering } from '../../src/application/server-snapshot-holder.js';
import { defaultGuildSettings } from '../../src/discord/bot.js';
import { createServerBotStores } from '../../src/postgres/bot-stores.js';
import { parseServerAddress } from '../../src/postgres/server-address.js';
import { ServerDatabase } from '../../src/postgres/server-database.js';
import { WriterSession } from '../../src/postgres/writer-session.js';
import { compiledChild } from '../compiled-program.js';
import { createRandom } from '../graph/seeded-vectors.js';
import { CuttingProxy } from './cutting-proxy.js';
import { createDebianServer, findPostgres, type DebianServer } from './debian-server.js';
import { expectSentence, quote, Workplace } from './server-workplace.js';

const programs = findPostgres();

let server: DebianServer;
let place: string;

beforeAll(async () => {
  if (programs === undefined) return;
  place = mkdtempSync(join(tmpdir(), 'isnad-processes-'));
  server = await createDebianServer(programs);
}, 300_000);

afterAll(() => {
  if (programs === undefined) return;
  server.remove();
  rmSync(place, { recursive: true, force: true });
});

function createWorkplace(documents: number): Workplace {
  return new Workplace(server, place, documents);
}

describe.skipIf(programs === undefined)('PostgreSQL of Debian (apt-get install postgresql)', () => {
  it('survives an indexer that is cut off at any moment: readers keep an answer, the next run goes on', async () => {
    const workplace = createWorkplace(6);
    workplace.put('lamp.txt', 'The lighthouse keeper counted 0 ships.');
    await workplace.index();
    const service = await workplace.open();
    const proxy = await CuttingProxy.open(server.port);
    const random = createRandom(20);
    const rounds = 20;
    let whole = Infinity;
    let cuts = 0;
    for (let round = 1; round <= rounds; round++) {
      workplace.put('lamp.txt', `The lighthouse keeper counted ${round} ships.`);
      workplace.put(`${round % 6}.txt`, `The ferry was painted again, for the ${round}th time.`);
      // The first run tells how much there is to send.
      proxy.cutAfter(round === 1 ? Infinity : Math.floor(random() * whole));
      const outcome = await workplace.index(workplace.url(proxy.port)).catch((error: unknown) => error);
      if (round === 1) whole = proxy.sentBytes;
      if (outcome instanceof Error) {
        cuts++;
        await expectSentence(Promise.reject(outcome), /cannot be reached|was lost/);
      }
      expect(await quote(service, 'How many ships did the lighthouse keeper count?')).toMatch(
        new RegExp(` (?:${round - 1}|${round}) ships`),
      );
      await workplace.index();
      expect(await quote(service, 'How many ships did the lighthouse keeper count?')).toContain(
        ` ${round} ships`,
      );
      expect(service.describeIndex().documents).toBe(7);
    }
    expect(cuts).toBeGreaterThanOrEqual(rounds / 2);
    // Nothing of all the runs is left but the last two snapshots.
    const count = (what: string): number =>
      Number(server.sql(`SELECT count(*) FROM ${workplace.schema}.${what}`));
    expect(count('snapshots')).toBe(2);
    expect(count('documents WHERE removed IS NULL')).toBe(7);
    expect(
      count(
        'postings p LEFT JOIN ' + `${workplace.schema}.segments s ON s.id = p.segment WHERE s.id IS NULL`,
      ),
    ).toBe(0);
    service.close();
    proxy.close();
  }, 300_000);

  it('survives an indexer that is killed at any moment: its lock is free, readers keep an answer, the next one goes on', async () => {
    const workplace = createWorkplace(6);
    workplace.put('lamp.txt', 'The lighthouse keeper counted 0 ships.');
    await workplace.index();
    const service = await workplace.open();
    const watching = await ServerDatabase.open(parseServerAddress(workplace.url()));
    const random = createRandom(17);
    const start = (): ChildProcess =>
      spawn(process.execPath, [compiledChild('server-indexer-child'), workplace.folder, workplace.url()], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
    const rounds = 20;
    let next = start();
    let wholeMs = Infinity;
    let kills = 0;
    let finished = 0;
    for (let round = 1; round <= rounds; round++) {
      const child = next;
      if (child.stdout!.readableLength === 0) await once(child.stdout!, 'readable');
      child.stdout!.read();
      // The next one is loaded meanwhile.
      next = start();
      workplace.put('lamp.txt', `The lighthouse keeper counted ${round} ships.`);
      workplace.put(`${round % 6}.txt`, `The ferry was painted again, for the ${round}th time.`);
      const ended = once(child, 'exit');
      const startedMs = performance.now();
      child.stdin!.write('go\n');
      // Those that end by themselves tell how long a run takes.
      const moment = delay(round === 1 ? 60_000 : random() * wholeMs, undefined, { ref: false });
      await Promise.race([ended, moment]);
      const tookMs = performance.now() - startedMs;
      child.kill('SIGKILL');
      await ended;
      if (child.signalCode === 'SIGKILL') kills++;
      else {
        wholeMs = Math.min(wholeMs, tookMs);
        finished = round;
      }
      const counted = / (\d+) ships/.exec(
        await quote(service, 'How many ships did the lighthouse keeper count?'),
      );
      const number = Number(counted?.[1]);
      expect(number, `round ${round}`).toBeGreaterThanOrEqual(finished);
      expect(number).toBeLessThanOrEqual(round);
      finished = number;
      await expect
        .poll(
          () =>
            watching.query(
              "SELECT pid FROM pg_stat_activity WHERE application_name = 'isnad index' AND datname = current_database()",
            ),
          { timeout: 30_000, interval: 10 },
        )
        .toEqual([]);
    }
    next.kill('SIGKILL');
    expect(kills).toBeGreaterThanOrEqual(rounds / 4);
    await workplace.index();
    expect(await quote(service, 'How many ships did the lighthouse keeper count?')).toContain(
      ` ${rounds} ships`,
    );
    expect(service.describeIndex().documents).toBe(7);
    const count = async (what: string): Promise<unknown> =>
      (await watching.query(`SELECT count(*)::int AS n FROM ${workplace.schema}.${what}`))[0];
    expect(await count('documents WHERE removed IS NULL')).toEqual({ n: 7 });
    expect(
      await count('segments s WHERE added > (SELECT max(number) FROM ' + workplace.schema + '.snapshots)'),
    ).toEqual({
      n: 0,
    });
    await watching.close();
    service.close();
  }, 300_000);

  it('lets one indexer in at a time, while readers go on', async () => {
    const workplace = createWorkplace(60);
    await workplace.index();
    const service = await workplace.open();
    for (let number = 0; number < 60; number++) {
      workplace.put(`more-${number}.txt`, `A barge with ${number} crates lay at the pier.`);
    }
    const progress = { isDone: false };
    const first = workplace.index().finally(() => {
      progress.isDone = true;
    });
    let asked = 0;
    let refused = 0;
    while (!progress.isDone) {
      expect(await quote(service, 'Who was the captain of ferry number 17?')).toContain('Nadim17');
      asked++;
      const second = await workplace.index().catch((error: unknown) => error);
      if (second instanceof Error) {
        await expectSentence(Promise.reject(second), /Another indexer is at work/);
        refused++;
      }
    }
    await first;
    expect(asked).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
    await workplace.index();
    expect(await quote(service, 'How many crates had the barge, 41?')).toContain('41 crates');
    service.close();
  }, 240_000);

  it('answers on when connections are cut, and says in a sentence when the server does not answer', async () => {
    const workplace = createWorkplace(20);
    await workplace.index();
    const proxy = await CuttingProxy.open(server.port);
    const service = await workplace.open(
      workplace.url(proxy.port, '&statement_timeout=2000&connect_timeout=3'),
    );
    const random = createRandom(3);
    for (let round = 0; round < 12; round++) {
      proxy.cutAfter(Math.floor(random() * 1_500));
      const question = quote(service, `Who was the captain of ferry number ${round}?`);
      await delay(5);
      // One cut a question: what is sent again goes through.
      proxy.cutAfter(Infinity);
      proxy.cut();
      expect(await question).toContain(`Nadim${round}`);
    }
    proxy.silence(true);
    await expectSentence(quote(service, 'Who was the captain of ferry number 15?'), /cannot be reached/);
    proxy.silence(false);
    proxy.cut();
    expect(await quote(service, 'Who was the captain of ferry number 16?')).toContain('Nadim16');
    service.close();
    proxy.close();
  }, 240_000);

  it('gives a statement up that takes too long', async () => {
    const workplace = createWorkplace(4);
    await workplace.index();
    const service = await workplace.open(workplace.url(server.port, '&statement_timeout=300'));
    const locked = delay(50).then(() => quote(service, 'Who was the captain of ferry number 2?'));
    const held = new Promise<void>((resolve, reject) => {
      const blocker = spawn(join(programs!, 'psql'), [
        '-X',
        '-q',
        '-c',
        `BEGIN; LOCK TABLE ${workplace.schema}.passages; SELECT pg_sleep(60)`,
        `postgres://postgres@127.0.0.1:${server.port}/postgres`,
      ]);
      blocker.on('error', reject);
      expectSentence(
        delay(1_500).then(() => quote(service, 'Which ferry left the harbour?')),
        /took too long/,
      ).then(() => {
        server.sql(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()",
        );
        resolve();
      }, reject);
    });
    await locked.catch(() => undefined);
    await held;
    expect(await quote(service, 'Who was the captain of ferry number 3?')).toContain('Nadim3');
    service.close();
  }, 240_000);

  it('lets a role that reads answer and not write, as the documentation makes them', async () => {
    const documentation = readFileSync(join(import.meta.dirname, '../../docs/scaling.md'), 'utf8');
    const [roles = '', grants = ''] = [...documentation.matchAll(/```sql\n([\s\S]*?)```/g)].map(
      ([, sql]) => sql!,
    );
    const workplace = createWorkplace(3);
    const { schema } = workplace;
    // What stands in for the extension is there already.
    server.sql(roles.replace(/CREATE EXTENSION.*\n/, '').replace(/\bisnad\b/g, schema));
    const as = (user: string): string => server.url({ schema, user });
    await expectSentence(workplace.index(as('isnad_reader')), /does not allow this user/);
    await workplace.index(as('isnad_writer'));
    const service = await workplace.open(as('isnad_reader'));
    expect(await quote(service, 'Who was the captain of ferry number 2?')).toContain('Nadim2');
    await expectSentence(workplace.index(as('isnad_reader')), /does not allow this user/);
    service.close();
    const database = await ServerDatabase.open(parseServerAddress(as('isnad_reader')));
    const { guildSettings } = createServerBotStores(database);
    await expectSentence(
      Promise.resolve(guildSettings.save('1', defaultGuildSettings)),
      /does not allow this user/,
    );
    server.sql(grants.replace(/\bisnad\b/g, schema));
    await guildSettings.save('1', { ...defaultGuildSettings, language: 'ar' });
    const another = createServerBotStores(database);
    expect(await another.guildSettings.find('1')).toMatchObject({ language: 'ar' });
    await database.close();
  }, 240_000);

  it('asks in sessions that compile no statement', async () => {
    server.sql('ALTER ROLE postgres SET jit = on');
    const address = parseServerAddress(createWorkplace(0).url());
    const writer = await WriterSession.open(address);
    const question = "SELECT current_setting('jit') AS jit";
    for (const database of [await connectForAnswering(address), writer]) {
      expect(await database.query(question)).toEqual([{ jit: 'off' }]);
      await database.close();
    }
    expect(server.sql('SHOW jit').trim()).toBe('on');
    server.sql('ALTER ROLE postgres RESET jit');
  });

  it('tells once that the server is gone, and when it is back', async () => {
    const workplace = createWorkplace(5);
    await workplace.index();
    const notices: string[] = [];
    const service = await workplace.open(workplace.url(), (message) => notices.push(message));
    server.stop('immediate');
    for (let round = 0; round < 2; round++) {
      await expectSentence(quote(service, 'Who was the captain of ferry number 4?'), /cannot be reached/);
    }
    await server.start();
    expect(await quote(service, 'Who was the captain of ferry number 4?')).toContain('Nadim4');
    expect(notices).toEqual([
      expect.stringMatching(/cannot be reached/),
      expect.stringMatching(/^The index server .* is back\.$/),
    ]);
    service.close();
  }, 240_000);
});
