import { describe, expect, it } from 'vitest';

import { IsnadError } from '../../src/contracts/errors.js';
import { defaultGuildSettings } from '../../src/discord/bot.js';
import { manageGuild } from '../fake-discord/fake-discord.js';
import type { FakeInteraction } from '../fake-discord/interactions.js';
import { refusals } from '../fake-discord/rest-error.js';
import type { FakeMessage } from '../fake-discord/world.js';
import { setStage } from './harness.js';
import type { Stage } from './harness.js';

const sendMessages = 1n << 11n;
const fileName = 'خبر سري.txt';

type LogLine = Record<string, unknown> & { readonly event: string };

/** A stage on which the indexer runs for longer than Discord takes answers to a command. */
async function setLongStage(): Promise<Stage> {
  const stage = await setStage();
  stage.seeds.during = () => {
    stage.discord.clock.advance(16 * 60_000);
    return Promise.resolve();
  };
  return stage;
}

const commands: Readonly<Record<string, (stage: Stage) => FakeInteraction>> = {
  '/reindex': ({ discord, user, channel }) =>
    discord.slash({ user, channel, permissions: manageGuild }, 'reindex'),
  '/seed add': ({ discord, user, channel }) =>
    discord.slash(
      { user, channel, permissions: manageGuild },
      'seed',
      { file: { filename: fileName, bytes: Buffer.from('عنوان\nنص.') } },
      'add',
    ),
};

function linesOf(stage: Stage, event: string): LogLine[] {
  return stage.log.map((line) => JSON.parse(line) as LogLine).filter((line) => line.event === event);
}

async function untilEnded(stage: Stage): Promise<LogLine> {
  const deadline = Date.now() + 50_000;
  for (;;) {
    const [ended] = linesOf(stage, 'indexing ended');
    if (ended !== undefined) return ended;
    if (Date.now() > deadline) throw new Error(`It did not end: ${stage.log.join('')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What the bot wrote in a channel for everybody there. */
function written(messages: ReadonlyMap<string, FakeMessage>): FakeMessage[] {
  return [...messages.values()];
}

describe.each(Object.keys(commands))('%s of more than 15 minutes', (name) => {
  const give = (stage: Stage): FakeInteraction => {
    const command = commands[name];
    if (command === undefined) throw new Error(`No command ${name}.`);
    return command(stage);
  };

  it('tells its end in a direct message, and others nothing', async () => {
    const stage = await setLongStage();
    const { discord, user, channel } = stage;
    const direct = discord.nextMessage(discord.directChannel(user));
    const given = give(stage);
    const { content } = await direct;
    expect(content).toContain(`in <#${channel.id}> has ended`);
    expect(content).toContain('Index is up to date');
    if (name === '/seed add') expect(content).toContain(`Added \u2066${fileName}`);
    expect(await untilEnded(stage)).toMatchObject({ level: 'info', toldIn: 'direct message' });
    expect(written(channel.messages)).toEqual([]);
    expect(given.message?.content).not.toContain('up to date');
    expect(discord.rest.log.some(({ status, code }) => status === 401 && code === 50_027)).toBe(true);
    expect(discord.malformed).toEqual([]);
  });

  it('tells it in the channel where the user takes no direct messages, and names no document there', async () => {
    const stage = await setLongStage();
    const { discord, user, channel } = stage;
    discord.world.closedToDirectMessages.add(user.id);
    const next = discord.nextMessage(channel);
    give(stage);
    const said = await next;
    expect(said.content).toContain('Index is up to date');
    expect(said.content).not.toContain('سري');
    expect(said.pings).toEqual([user.id]);
    expect(await untilEnded(stage)).toMatchObject({ toldIn: 'channel' });
  });

  it('logs it where it can be told nowhere', async () => {
    const stage = await setLongStage();
    const { discord, user, channel } = stage;
    discord.world.closedToDirectMessages.add(user.id);
    channel.deniedToBot = sendMessages;
    give(stage);
    const added = name === '/seed add' ? 1 : 0;
    expect(await untilEnded(stage)).toMatchObject({ level: 'warn', toldIn: 'nowhere', added, removed: 0 });
    expect(stage.log.join('')).not.toContain('سري');
  });
});

describe.each(Object.keys(commands))('%s while the bot is stopped', (name) => {
  it('tells who gave it that the bot stops and the next run resumes, and logs it', async () => {
    const stage = await setStage();
    stage.seeds.during = () => new Promise(() => undefined);
    const given = commands[name]?.(stage);
    await given?.until(({ message }) => message?.content.includes('Indexing …') ?? false);
    await stage.running.stop();
    expect(given?.message?.content).toContain('I am being stopped');
    expect(given?.message?.content).toContain('/reindex');
    const events = stage.log.map((line) => (JSON.parse(line) as LogLine).event);
    expect(events.slice(events.indexOf('indexing started'))).toEqual([
      'indexing started',
      'finishing',
      'indexing interrupted',
      'stopped',
    ]);
    expect(linesOf(stage, 'finishing')[0]).toMatchObject({ commands: 1 });
    expect(linesOf(stage, 'indexing started')[0]).toMatchObject({ command: name.slice(1).split(' ')[0] });
    expect(stage.discord.malformed).toEqual([]);
  });
});

describe('a long command', () => {
  it('does not disturb a channel that managers have closed to the bot', async () => {
    const stage = await setLongStage();
    const { discord, user, channel, guild, services } = stage;
    await services.guildSettings.save(guild.id, { ...defaultGuildSettings, allowedChannelIds: ['1'] });
    discord.world.closedToDirectMessages.add(user.id);
    commands['/reindex']?.(stage);
    expect(await untilEnded(stage)).toMatchObject({ toldIn: 'nowhere' });
    expect(written(channel.messages)).toEqual([]);
  });

  it('tells of a failure as well, in the language of the server', async () => {
    const stage = await setLongStage();
    const { discord, user, guild, services, seeds } = stage;
    await services.guildSettings.save(guild.id, { ...defaultGuildSettings, language: 'ar' });
    seeds.error = new IsnadError('INDEX_LOCKED', 'The folder /srv/private is locked.', 'Wait.');
    const direct = discord.nextMessage(discord.directChannel(user));
    commands['/reindex']?.(stage);
    const { content } = await direct;
    expect(content).toContain('انتهى الأمر /reindex');
    expect(content).toContain('فشلت الفهرسة');
    expect(content).not.toContain('/srv');
  });

  it('stops showing progress when Discord takes no more of it', async () => {
    const stage = await setStage();
    const { discord, seeds } = stage;
    seeds.during = async (onProgress) => {
      discord.clock.advance(16 * 60_000);
      for (let done = 0; done < 5; done++) {
        stage.advance(3_000);
        onProgress({ step: 'embedding', done, total: 5 });
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    commands['/reindex']?.(stage);
    await untilEnded(stage);
    expect(linesOf(stage, 'progress not shown')).toHaveLength(1);
  });

  it('indexes all the same when its progress cannot be shown', async () => {
    const stage = await setStage();
    const { discord, seeds } = stage;
    discord.failNext('PATCH', /^\/webhooks\//, refusals.missingAccess());
    const given = commands['/seed add']?.(stage);
    await given?.until(({ message }) => message?.content.includes('1 added') ?? false);
    expect(seeds.reindexed).toBe(1);
    expect(await untilEnded(stage)).toMatchObject({ toldIn: 'reply' });
    expect(linesOf(stage, 'progress not shown')).toHaveLength(1);
  });
});
