import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { FakeDiscord, manageGuild } from '../fake-discord/fake-discord.js';
import { tooManyRequests } from '../fake-discord/rest-error.js';
import { FakeNetwork } from '../fake-discord/fake-network.js';
import { runCommand } from '../main/run-command.js';
import { BotProcess, project } from './bot-process.js';
import { seedPath } from './harness.js';

const question = 'متى انتهى الحظر التسليحي على إيران؟';

describe('npm start', () => {
  let discord: FakeDiscord;
  let network: FakeNetwork;
  let apiUrl: string;
  let folder: string;
  const started: BotProcess[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'isnad-stop-'));
    restoreSeeds();
    const environment = { SEEDS_DIR: join(folder, 'seeds'), INDEX_DIR: join(folder, 'built') };
    expect((await runCommand('index', [], environment)).exitCode).toBe(0);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    discord = await FakeDiscord.start();
    network = new FakeNetwork();
    apiUrl = await network.standBefore(discord);
    restoreSeeds();
    // As most bots find it: only the first start of all builds one.
    cpSync(join(folder, 'built'), join(folder, 'index'), { recursive: true });
  });
  afterEach(async () => {
    for (const { child } of started.splice(0)) child.kill('SIGKILL');
    await network.unplug().catch(() => undefined);
    await discord.stop();
    removeIndex();
  });

  function restoreSeeds(): void {
    rmSync(join(folder, 'seeds'), { recursive: true, force: true });
    mkdirSync(join(folder, 'seeds'));
    cpSync(join(project, 'seeds', seedPath), join(folder, 'seeds', seedPath));
  }

  function removeIndex(): void {
    rmSync(join(folder, 'index'), { recursive: true, force: true });
  }

  function run(name: 'start' | 'register', variables: Readonly<Record<string, string>> = {}): BotProcess {
    const bot = new BotProcess(name, {
      SEEDS_DIR: join(folder, 'seeds'),
      INDEX_DIR: join(folder, 'index'),
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: apiUrl,
      DISCORD_SHUTDOWN_SECONDS: '5',
      ...variables,
    });
    started.push(bot);
    return bot;
  }

  async function findFreePort(): Promise<string> {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return String(port);
  }

  function writeLargeFolder(files: number): void {
    for (let number = 0; number < files; number++) {
      const text = Array.from(
        { length: 60 },
        (_, line) => `The harbour ${number} has ${line * 7} ships and a wall.`,
      );
      writeFileSync(join(folder, 'seeds', `${number}.txt`), text.join('\n\n'));
    }
  }

  it.each<[string, (bot: BotProcess) => Promise<void>, (() => unknown)?]>([
    [
      'Discord has gone while it ran',
      async (bot) => {
        await bot.untilLogged('ready');
        await network.unplug();
        await bot.untilLogged('gateway reconnecting', 2);
      },
    ],
    ['Discord cannot be reached', (bot) => bot.untilLogged('login failed'), () => network.unplug()],
    [
      'Discord takes the connection and says nothing',
      (bot) => bot.untilLogged('connecting'),
      () => {
        network.rest = 'silent';
      },
    ],
    [
      'the gateway takes the connection and says nothing',
      (bot) => bot.until(() => network.gatewayAttempts > 0),
      () => {
        network.gateway = 'silent';
      },
    ],
    [
      'the gateway opens a WebSocket and says nothing',
      (bot) => bot.until(() => network.gatewayAttempts > 0),
      () => {
        network.gateway = 'mute';
      },
    ],
    ['it has only just begun', (bot) => bot.untilLogged('starting')],
    [
      'the first index is being built',
      (bot) => bot.untilLogged('building the first index'),
      () => {
        removeIndex();
        writeLargeFolder(1_500);
      },
    ],
  ])(
    'stops in time when %s',
    async (_, reach, prepare) => {
      await prepare?.();
      const bot = run('start');
      await reach(bot);
      if (bot.linesOf('connecting').length > 0) await delay(200);
      bot.child.kill('SIGTERM');
      expect(await bot.exit()).toBe(0);
      expect(bot.linesOf('stopping')).toMatchObject([{ level: 'info', signal: 'SIGTERM' }]);
      expect(bot.log.at(-1)).toMatchObject({ level: 'info', event: 'stopped' });
    },
    120_000,
  );

  it('tells who has given /reindex that it is broken off, and resumes it the next time', async () => {
    const guild = discord.addGuild('Guild');
    const channel = discord.addTextChannel(guild, 'general');
    const manager = { user: discord.addUser('Amal'), channel, permissions: manageGuild };
    expect(await run('register').exit()).toBe(0);
    const bot = run('start');
    await bot.untilLogged('ready');
    writeLargeFolder(250);
    const given = discord.slash(manager, 'reindex');
    await given.until(({ message }) => message?.content.includes('Indexing …') ?? false, 60_000);
    bot.child.kill('SIGTERM');
    expect(await bot.exit()).toBe(0);
    expect(given.message?.content).toContain('I am being stopped');
    expect(bot.log.map(({ event }) => event).slice(-4)).toEqual([
      'stopping',
      'finishing',
      'indexing interrupted',
      'stopped',
    ]);
    const again = run('start');
    await again.untilLogged('ready');
    const resumed = discord.slash(manager, 'reindex');
    await resumed.until(({ message }) => message?.content.includes('250 added') ?? false, 120_000);
    again.child.kill('SIGTERM');
    expect(await again.exit()).toBe(0);
  }, 240_000);

  it('gives up what does not end in time', async () => {
    discord.addGuild('Guild');
    const channel = discord.addTextChannel([...discord.world.guilds.values()][0]!, 'general');
    expect(await run('register').exit()).toBe(0);
    const bot = run('start', { DISCORD_SHUTDOWN_SECONDS: '1' });
    await bot.untilLogged('ready');
    discord.failNext('PATCH', /^\/webhooks\//, tooManyRequests(300));
    const asked = discord.slash({ user: discord.addUser('Amal'), channel }, 'ask', { question });
    await asked.until(({ callbackType }) => callbackType !== undefined);
    await bot.until(() => discord.rest.log.some(({ status }) => status === 429));
    bot.child.kill('SIGTERM');
    expect(await bot.exit()).toBe(0);
    expect(bot.log.at(-1)?.event).toMatch(/^stopped/);
  }, 180_000);

  it('ends at once at a second signal, which is not the same wish arriving twice', async () => {
    discord.addGuild('Guild');
    const channel = discord.addTextChannel([...discord.world.guilds.values()][0]!, 'general');
    expect(await run('register').exit()).toBe(0);
    const bot = run('start', { DISCORD_SHUTDOWN_SECONDS: '300' });
    await bot.untilLogged('ready');
    discord.failNext('PATCH', /^\/webhooks\//, tooManyRequests(300));
    const asked = discord.slash({ user: discord.addUser('Amal'), channel }, 'ask', { question });
    await asked.until(({ callbackType }) => callbackType !== undefined);
    await bot.until(() => discord.rest.log.some(({ status }) => status === 429));
    // As npm does, which passes on what the terminal has sent already.
    bot.child.kill('SIGINT');
    bot.child.kill('SIGINT');
    await bot.untilLogged('stopping');
    // The same wish for a second.
    await delay(1_050);
    expect(bot.child.exitCode).toBeNull();
    bot.child.kill('SIGINT');
    expect(await bot.exit()).toBe(130);
    expect(bot.log.at(-1)?.event).toBe('stopped at once');
  }, 180_000);

  it('answers on its port while the first index is built, says how far it is, and then takes it up', async () => {
    removeIndex();
    writeLargeFolder(200);
    const port = await findFreePort();
    const bot = run('start', { DISCORD_METRICS_PORT: port });
    const read = async (): Promise<[number, Record<string, unknown>] | undefined> => {
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
      return answer && [answer.status, (await answer.json()) as Record<string, unknown>];
    };
    const seen: [number, Record<string, unknown>][] = [];
    await bot.until(async () => {
      const health = await read();
      if (health) seen.push(health);
      return health?.[0] === 200;
    });
    const building = seen.filter(([, body]) => body.doing === 'building the index');
    expect(building.length).toBeGreaterThan(0);
    for (const [status, body] of building) {
      expect(status).toBe(503);
      expect(body).toMatchObject({ healthy: false, state: 'starting', gateway: 'none', index: false });
    }
    expect(building.some(([, { indexedPercent }]) => Number(indexedPercent) > 0)).toBe(true);
    expect(seen.at(-1)).toEqual([200, { healthy: true, state: 'running', gateway: 'ready', index: true }]);
    expect(bot.linesOf('index built')).toMatchObject([{ documents: 201, skipped: 0 }]);
    bot.child.kill('SIGTERM');
    expect(await bot.exit()).toBe(0);
  }, 180_000);

  it.each([
    [4004, {}, 'Discord does not accept the token.'],
    [4014, {}, 'Discord refuses an intent of this bot, though none of the privileged ones'],
    [4004, { SHARDS: '1' }, 'Discord does not accept the token.'],
  ])(
    'ends with exit code 2 when Discord closes with %i while it runs, %o',
    async (closeCode, variables, said) => {
      const bot = run('start', variables);
      await bot.untilLogged('ready');
      discord.gateway.drop(closeCode);
      expect(await bot.exit()).toBe(2);
      expect(bot.linesOf('failed')[0]).toMatchObject({ level: 'error', code: 'USAGE' });
      expect(bot.linesOf('failed')[0]?.message).toContain(said);
      expect(bot.linesOf('gateway refused')[0]?.message).toContain(said);
      expect(bot.linesOf('gateway error')).toEqual([]);
    },
    60_000,
  );

  it('waits for Discord at the start, and is there when it is', async () => {
    await network.unplug();
    const bot = run('start');
    await bot.untilLogged('login failed', 2);
    await network.plug();
    await bot.untilLogged('ready');
    expect(bot.linesOf('login failed')[0]).toMatchObject({ failures: 1, code: 'DISCORD_UNREACHABLE' });
    bot.child.kill('SIGTERM');
    expect(await bot.exit()).toBe(0);
  }, 180_000);

  it('waits at the start for the server that has its index, and says so on its port', async () => {
    const port = await findFreePort();
    const bot = run('start', {
      INDEX_URL: 'postgres://user:secret@127.0.0.1:1/isnad',
      DISCORD_METRICS_PORT: port,
    });
    await bot.untilLogged('waiting for the index server', 2);
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([answer.status, await answer.json()]).toEqual([
      503,
      {
        healthy: false,
        state: 'starting',
        doing: 'opening the index',
        gateway: 'none',
        index: false,
        problem: 'The server of the index cannot be reached.',
      },
    ]);
    bot.child.kill('SIGTERM');
    expect(await bot.exit()).toBe(0);
    expect(bot.errors).not.toContain('secret');
  }, 180_000);

  it('waits for Discord to tell the number of shards', async () => {
    network.rest = 'portal';
    const bot = run('start', { SHARDS: 'auto' });
    await bot.untilLogged('asking for the number of shards failed', 2);
    expect(bot.log.find(({ code }) => code === 'NOT_DISCORD')?.message).toContain('text/html');
    bot.child.kill('SIGTERM');
    expect(await bot.exit()).toBe(0);
  }, 180_000);

  it('says what it is when it starts, and nothing that is secret', async () => {
    const password = 'c2VjcmV0LW9mLXRoZS1ib3Q';
    const bot = run('start', {
      DISCORD_API_URL: apiUrl.replace('//', `//user:${password}@`),
      DISCORD_DOCUMENT_LINK: `https://example.org/{path}?key=${password}`,
      DISCORD_COLLECTIONS: 'dm=*',
    });
    await bot.untilLogged('connecting');
    expect(bot.log[0]).toMatchObject({
      event: 'starting',
      node: process.version,
      embeddingModel: 'isnad-table-v1',
      discord: new URL(apiUrl).origin,
      hasCollections: true,
      shutdownSeconds: 5,
    });
    expect(bot.log[0]?.version).toMatch(/^\d+\.\d+\.\d+/);
    bot.child.kill('SIGTERM');
    await bot.exit();
    expect(bot.errors).not.toContain(password);
    expect(bot.errors).not.toContain(discord.token);
  }, 180_000);

  it('takes a page of a hotspot for what it is, where commands are registered', async () => {
    network.rest = 'portal';
    const register = run('register');
    expect(await register.exit()).toBe(1);
    expect(register.errors).toMatch(
      /^isnad: Something else answers in Discord's place \(status 200, text\/html\)\. [^\n]*hotspot[^\n]*\.\n$/,
    );
  }, 180_000);
});
