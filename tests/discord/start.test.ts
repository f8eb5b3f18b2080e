import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { isnad } from '../compiled-program.js';
import { FakeDiscord, manageGuild } from '../fake-discord/fake-discord.js';
import { seedPath, textOf } from './harness.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
const question = 'متى انتهى الحظر التسليحي على إيران؟';

/** The one line of the log that says why it has ended. Every line must be JSON. */
function failureOf({ errors }: Command): string | undefined {
  const lines = errors
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { event: string; message?: string });
  expect(lines.filter(({ event }) => event === 'failed')).toHaveLength(1);
  return lines.at(-1)?.message;
}

interface Command {
  readonly child: ChildProcess;
  output: string;
  errors: string;
  exit(): Promise<number | null>;
}

describe('npm start and npm run register', () => {
  let discord: FakeDiscord;
  let folder: string;
  const commands: Command[] = [];

  beforeEach(async () => {
    discord = await FakeDiscord.start();
    folder = mkdtempSync(join(tmpdir(), 'isnad-start-'));
    mkdirSync(join(folder, 'seeds'));
    cpSync(join(project, 'seeds', seedPath), join(folder, 'seeds', seedPath));
  });
  afterEach(async () => {
    for (const { child } of commands.splice(0)) child.kill('SIGKILL');
    await discord.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function run(
    name: 'start' | 'register',
    variables: Readonly<Record<string, string>> = {},
    given: readonly string[] = [],
  ): Command {
    const child = spawn(isnad[0], [isnad[1], name, ...given], {
      cwd: project,
      env: {
        PATH: process.env.PATH,
        SEEDS_DIR: join(folder, 'seeds'),
        INDEX_DIR: join(folder, 'index'),
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        ...variables,
      },
    });
    const command: Command = {
      child,
      output: '',
      errors: '',
      async exit() {
        if (child.exitCode === null) await once(child, 'close');
        return child.exitCode;
      },
    };
    child.stdout.on('data', (chunk: Buffer) => (command.output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (command.errors += chunk.toString()));
    commands.push(command);
    return command;
  }

  async function until(command: Command, isTrue: () => boolean): Promise<void> {
    for (let waits = 0; !isTrue(); waits++) {
      if (waits > 6_000 || command.child.exitCode !== null)
        throw new Error(`It did not happen: ${command.errors}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('say in one sentence what is missing without a token, and what works', async () => {
    const start = run('start', { DISCORD_TOKEN: '' });
    expect(await start.exit()).toBe(2);
    expect(failureOf(start)).toMatch(/^DISCORD_TOKEN is missing.*isnad ask.*$/);
    const register = run('register', { DISCORD_TOKEN: '' });
    expect(await register.exit()).toBe(2);
    expect(register.errors).toMatch(/^isnad: DISCORD_TOKEN is missing.*\n$/);
  }, 120_000);

  it('refuse options, which they have none of', async () => {
    const register = run('register', {}, ['--guild=1']);
    expect(await register.exit()).toBe(2);
    expect(register.errors).toBe(
      `isnad: Unknown option '--guild=1'. Run "isnad register --help" to see how it is used.\n`,
    );
    const start = run('start', {}, ['--guild=1']);
    expect(await start.exit()).toBe(2);
    expect(failureOf(start)).toBe(
      `Unknown option '--guild=1'. Run "isnad start --help" to see how it is used.`,
    );
  });

  it.each([
    [
      'a token that Discord refuses',
      { DISCORD_TOKEN: 'MTIz.abc.def' },
      /^Discord does not accept the token\. .*$/,
    ],
    [
      'such a token with shards',
      { DISCORD_TOKEN: 'MTIz.abc.def', SHARDS: 'auto' },
      /^Discord does not accept the token\. .*$/,
    ],
    ['collections that cannot be read', { DISCORD_COLLECTIONS: 'news' }, /^DISCORD_COLLECTIONS has .*$/],
    ['a setting out of range', { DISCORD_CONCURRENCY: '0' }, /^DISCORD_CONCURRENCY is "0": it must be .*$/],
  ])('end with one sentence for %s', async (_, variables, said) => {
    const start = run('start', variables);
    expect(await start.exit()).toBe(2);
    expect(failureOf(start)).toMatch(said);
    expect(start.errors).not.toContain('    at ');
  });

  it.each([
    ['a token that is none', { DISCORD_TOKEN: 'paste-it-here' }, /^DISCORD_TOKEN does not have the form/],
    ['a token in quotation marks', { DISCORD_TOKEN: '“a.b.c”' }, /^DISCORD_TOKEN does not have the form/],
    ['collections that cannot be read', { DISCORD_COLLECTIONS: 'news' }, /^DISCORD_COLLECTIONS has/],
    ['the same with shards', { DISCORD_COLLECTIONS: 'news', SHARDS: '2' }, /^DISCORD_COLLECTIONS has/],
  ])('tell of %s before anything is indexed', async (_, variables, said) => {
    const start = run('start', variables);
    expect(await start.exit()).toBe(2);
    expect(failureOf(start)).toMatch(said);
    expect(start.errors).not.toContain('paste-it-here');
    expect(existsSync(join(folder, 'index'))).toBe(false);
  });

  it('end as a failure, after which they are started again, for what may pass', async () => {
    const unmounted = run('start', { SEEDS_DIR: join(folder, 'share') });
    expect(await unmounted.exit()).toBe(1);
    expect(failureOf(unmounted)).toMatch(/^The documents folder .*share is missing\. .*$/);
    expect(unmounted.errors).not.toContain('building the first index');

    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const port = String((holder.address() as AddressInfo).port);
    const taken = run('start', { DISCORD_METRICS_PORT: port });
    expect(await taken.exit()).toBe(1);
    expect(failureOf(taken)).toMatch(/cannot be opened\. Choose a free port in DISCORD_METRICS_PORT/);
    await new Promise((resolve) => holder.close(resolve));
    const elsewhere = run('start', { DISCORD_METRICS_PORT: '0', DISCORD_METRICS_HOST: '192.0.2.1' });
    expect(await elsewhere.exit()).toBe(1);
  }, 60_000);

  it('answer from an index whose folder is missing, and say so', async () => {
    const first = run('start');
    await until(first, () => first.errors.includes('"event":"ready"'));
    first.child.kill('SIGTERM');
    await first.exit();
    renameSync(join(folder, 'seeds'), join(folder, 'moved'));
    const second = run('start');
    await until(second, () => second.errors.includes('"event":"ready"'));
    expect(second.errors).toMatch(
      /"level":"warn","event":"documents folder missing","message":"The documents/,
    );
    second.child.kill('SIGTERM');
    expect(await second.exit()).toBe(0);
  }, 60_000);

  it('register says first how to invite the bot, and what to do when it is not in the server yet', async () => {
    const guild = discord.addGuild('Guild');
    const early = run('register', { DISCORD_GUILD_ID: '123456789012345678' });
    expect(await early.exit()).toBe(2);
    expect(early.output).toContain(
      `\nhttps://discord.com/oauth2/authorize?client_id=${discord.world.applicationId}&`,
    );
    expect(early.errors).toMatch(
      /^isnad: The bot is not in the server 123456789012345678 yet.*invite link above.*\n$/,
    );

    const everywhere = run('register');
    expect(await everywhere.exit()).toBe(0);
    const here = run('register', { DISCORD_GUILD_ID: guild.id });
    expect(await here.exit()).toBe(0);
    expect(here.output.indexOf('https://')).toBeLessThan(here.output.indexOf('Registered 10 commands'));
    expect(here.output).toMatch(
      /registered for every server too.* twice .*run: isnad register --remove-other\n$/,
    );
    const alone = run('register', { DISCORD_GUILD_ID: guild.id }, ['--remove-other']);
    expect(await alone.exit()).toBe(0);
    expect(alone.output).toMatch(/Removed the commands that were registered for every server\.\n$/);

    const back = run('register');
    expect(await back.exit()).toBe(0);
    expect(back.output).toContain(`Commands are registered in server ${guild.id} alone too,`);
  }, 60_000);

  it('register, start, answer, take a new document in, and stop', async () => {
    const guild = discord.addGuild('Guild');
    const channel = discord.addTextChannel(guild, 'general');
    const manager = { user: discord.addUser('Amal'), channel, permissions: manageGuild };
    const register = run('register', { DISCORD_GUILD_ID: guild.id });
    expect(await register.exit()).toBe(0);
    expect(register.output).toContain(`Registered 10 commands in server ${guild.id}.`);
    expect(register.output).toContain(`client_id=${discord.world.applicationId}`);

    const start = run('start');
    await until(start, () => start.errors.includes('"event":"ready"'));
    expect(textOf(await discord.slash(manager, 'ask', { question }).answer(10_000))).toContain('2020');

    const file = {
      filename: 'خبر.txt',
      bytes: Buffer.from('خبر قصير\n\nافتتح المتحف الوطني في مدينة تدمر عام 1961.\n'),
    };
    const added = discord.slash(manager, 'seed', { file }, 'add');
    await added.until(({ message }) => message?.content.includes('1 added') ?? false, 30_000);
    const ask = () =>
      discord.slash(manager, 'ask', { question: 'متى افتتح المتحف الوطني في تدمر؟' }).answer(10_000);
    let answer = await ask();
    for (let attempts = 0; attempts < 4 && !textOf(answer).includes('1961'); attempts++) answer = await ask();
    expect(textOf(answer)).toContain('1961');

    start.child.kill('SIGTERM');
    expect(await start.exit()).toBe(0);
    expect(start.errors).toContain('"event":"stopped"');
    expect(start.errors).not.toContain('المتحف');
    expect(discord.malformed).toEqual([]);
  }, 60_000);

  it('share the guilds among shards on several machines, of which one may be lost', async () => {
    const guilds = ['A', 'B'].map((name) => discord.addGuild(name));
    const channels = guilds.map((guild) => discord.addTextChannel(guild, 'general'));
    const shardOf = (guild = guilds[0]): bigint => (BigInt(guild?.id ?? 0) >> 22n) % 2n;
    while (shardOf() === shardOf(guilds.at(-1))) {
      const guild = discord.addGuild('C');
      guilds.push(guild);
      channels.push(discord.addTextChannel(guild, 'general'));
    }
    expect(await run('register').exit()).toBe(0);
    // Two machines; the second waits for the index that the first builds.
    const machines = [run('start', { SHARDS: '0 of 2' }), run('start', { SHARDS: '1 of 2' })];
    for (const machine of machines) await until(machine, () => machine.errors.includes('"event":"ready"'));
    expect(discord.gatewayLog.identifies).toBe(2);
    const user = discord.addUser('Amal');
    const [of0, of1] = shardOf() === 0n ? [channels[0], channels.at(-1)] : [channels.at(-1), channels[0]];
    for (const channel of [of0!, of1!]) {
      expect(textOf(await discord.slash({ user, channel }, 'ask', { question }).answer(30_000))).toContain(
        '2020',
      );
    }
    // One is lost, its shard ends with it, and the other answers on.
    const [first, second] = machines as [Command, Command];
    second.child.kill('SIGKILL');
    await second.exit();
    await until(first, () => discord.gateway.connections === 1);
    expect(
      textOf(await discord.slash({ user, channel: of0! }, 'ask', { question }).answer(30_000)),
    ).toContain('2020');
    first.child.kill('SIGTERM');
    expect(await first.exit()).toBe(0);
    expect(first.errors.split('"event":"stopped"')).toHaveLength(2);
  }, 240_000);
});
