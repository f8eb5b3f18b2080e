import { describe, expect, it } from 'vitest';

import { UsageError } from '../../src/contracts/errors.js';
import { runBot } from '../../src/discord/gateway/run-bot.js';
import { RestError, refusals, tooManyRequests } from '../fake-discord/rest-error.js';
import { setStage, textOf } from './harness.js';
import type { Stage } from './harness.js';

const question = 'متى انتهى الحظر التسليحي على إيران؟';

function askIn({ discord, user, channel }: Stage) {
  return discord.slash({ user, channel }, 'ask', { question });
}

async function waitFor(isTrue: () => boolean, timeoutMs = 50_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error('It did not come true in time.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('the connection', () => {
  it('asks for no privileged intent, and keeps its heart beating', async () => {
    const { discord } = await setStage({ discord: { heartbeatIntervalMs: 50 } });
    expect(discord.gatewayLog.lastIntents).toBe((1 << 0) | (1 << 9) | (1 << 12));
    await waitFor(() => discord.gatewayLog.heartbeats >= 2);
  });

  it('resumes after the network was cut, and answers what came meanwhile', async () => {
    const stage = await setStage();
    const { discord, user, channel } = stage;
    discord.gateway.drop();
    await waitFor(() => discord.gateway.connections === 0);
    const next = discord.nextMessage(channel, 15_000);
    discord.post(user, channel, `<@${discord.world.bot.id}> ${question}`);
    expect(textOf(await next)).toContain('2020');
    expect(discord.gatewayLog).toMatchObject({ identifies: 1, resumes: 1 });
    expect(stage.log.join('')).toContain('gateway resumed');
  });

  it('comes back when Discord asks it to reconnect', async () => {
    const stage = await setStage();
    stage.discord.gateway.requestReconnect();
    await waitFor(() => stage.discord.gatewayLog.resumes === 1);
    expect(textOf(await askIn(stage).answer())).toContain('2020');
  });

  it('logs in anew when its session is not valid any more', async () => {
    const stage = await setStage();
    stage.discord.gateway.forgetSessions();
    stage.discord.gateway.drop();
    await waitFor(() => stage.discord.gatewayLog.identifies === 2, 20_000);
    await waitFor(() => stage.running.client.isReady());
    expect(textOf(await askIn(stage).answer())).toContain('2020');
  });

  it.each<[string, (stage: Stage) => Partial<Stage['settings']>, string]>([
    ['an invalid token', () => ({ token: 'MTIz.abc.def' }), 'does not accept the token'],
    ['an empty token', () => ({ token: '' }), 'does not accept the token'],
    [
      'an intent that is not allowed',
      () => ({ readsMessageContent: true }),
      'not allow this bot to read the content',
    ],
  ])('says in one sentence what is wrong: %s', async (_, change, said) => {
    const stage = await setStage();
    const attempt = runBot({ ...stage.settings, ...change(stage) }, stage.services);
    await expect(attempt.connected).rejects.toThrow(UsageError);
    await expect(attempt.connected).rejects.toThrow(said);
    expect((await attempt.refused).message).toContain(said);
    await attempt.stop();
  });
});

describe('what Discord refuses', () => {
  it('waits out a 429 and a 500', async () => {
    const stage = await setStage();
    stage.discord.failNext('PATCH', /^\/webhooks\//, tooManyRequests(0.2));
    const asked = askIn(stage);
    expect(textOf(await asked.answer())).toContain('2020');
    stage.discord.failNext('PATCH', /^\/webhooks\//, new RestError(502, 0, 'Bad gateway'), 2);
    expect(textOf(await askIn(stage).answer())).toContain('2020');
    expect(stage.discord.rest.log.filter(({ status }) => status === 429 || status === 502)).toHaveLength(3);
  });

  it('acknowledges on time while other requests are held up by a global limit', async () => {
    const stage = await setStage();
    stage.discord.failNext('PATCH', /^\/webhooks\//, tooManyRequests(2.5, true));
    const first = askIn(stage);
    await first.until(({ callbackType }) => callbackType !== undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const second = askIn(stage);
    await second.until(({ callbackType }) => callbackType !== undefined);
    expect(second.acknowledgedAfterMs).toBeLessThan(1_500);
    for (const asked of [first, second]) expect(textOf(await asked.answer(10_000))).toContain('2020');
  });

  it.each([
    ['an interaction that is too old', 'POST', /callback$/, refusals.unknownInteraction(), 10_062],
    ['an answer that was deleted', 'PATCH', /^\/webhooks\//, refusals.unknownMessage(), 10_008],
    [
      'an expired webhook',
      'PATCH',
      /^\/webhooks\//,
      new RestError(401, 50_027, 'Invalid Webhook Token'),
      50_027,
    ],
  ])('logs %s without the question, and goes on', async (_, method, path, error, code) => {
    const stage = await setStage();
    stage.discord.failNext(method, path, error);
    askIn(stage);
    await waitFor(() => stage.log.join('').includes(`"code":${code}`));
    expect(textOf(await askIn(stage).answer())).toContain('2020');
    expect(stage.log.join('')).not.toContain('الحظر');
    const tokens = [...stage.discord.rest.interactions.keys()];
    for (const token of tokens) expect(stage.log.join('')).not.toContain(token);
  });

  it('answers nothing late: an interaction that reaches it after three seconds is let go', async () => {
    const stage = await setStage();
    const dispatch = stage.discord.gateway.dispatch.bind(stage.discord.gateway);
    stage.discord.gateway.dispatch = (...parameters) => {
      setTimeout(() => {
        dispatch(...parameters);
      }, 3_200);
    };
    askIn(stage);
    stage.discord.gateway.dispatch = dispatch;
    await waitFor(() => stage.log.join('').includes('10062'));
    expect(stage.log.join('')).not.toContain('failure not told');
  });

  it('tells the asker in private where it may not write', async () => {
    const stage = await setStage();
    const { discord, user, channel } = stage;
    discord.deny(channel, 1n << 11n);
    await waitFor(() => !hasPermission(stage, 1n << 11n));
    const direct = discord.nextMessage(discord.directChannel(user));
    discord.post(user, channel, `<@${discord.world.bot.id}> ${question}`);
    const said = (await direct).content;
    expect(said).toContain('Send Messages');
    expect(said).toContain(`<#${channel.id}>`);
    expect(stage.answers.asked).toBe(0);
  });

  it('says in the channel when it may not embed', async () => {
    const stage = await setStage();
    const { discord, user, channel } = stage;
    discord.deny(channel, 1n << 14n);
    await waitFor(() => !hasPermission(stage, 1n << 14n));
    const next = discord.nextMessage(channel);
    discord.post(user, channel, `<@${discord.world.bot.id}> ${question}`);
    expect((await next).content).toContain('Embed Links');
  });

  it.each([
    [50_001, refusals.missingAccess()],
    [50_013, refusals.missingPermissions()],
  ])('goes on when a message is refused with %i', async (code, error) => {
    const stage = await setStage();
    const { discord, user, channel } = stage;
    discord.failNext('POST', /\/messages$/, error);
    discord.post(user, channel, `<@${discord.world.bot.id}> ${question}`);
    await waitFor(() => stage.log.join('').includes(`"code":${code}`));
    const next = discord.nextMessage(channel);
    discord.post(user, channel, `<@${discord.world.bot.id}> ${question}`);
    expect(textOf(await next)).toContain('2020');
    expect(stage.log.join('')).not.toContain('الحظر');
  });
});

function hasPermission({ running, channel }: Stage, permission: bigint): boolean {
  const known = running.client.channels.cache.get(channel.id);
  if (known === undefined || known.isDMBased()) return false;
  return known.permissionsFor(running.client.user)?.has(permission) ?? false;
}

describe('what breaks behind it', () => {
  it('is said politely, and nothing is answered from what it may not know', async () => {
    const stage = await setStage();
    const { discord, user, channel, services } = stage;
    Object.assign(services.guildSettings, {
      find: () => {
        throw new Error('disk I/O error');
      },
    });
    expect((await askIn(stage).answer()).content).toContain('cannot be searched at the moment');
    const next = discord.nextMessage(channel);
    discord.post(user, channel, `<@${discord.world.bot.id}> ${question}`);
    expect((await next).content).toContain('يتعذّر البحث');
    expect((await discord.slash({ user, channel }, 'اسأل', { سؤال: question }).answer()).content).toContain(
      'يتعذّر',
    );
    expect(await discord.autocomplete({ user, channel }, 'ask', 'document', '')).toEqual([]);
    expect(stage.answers.asked).toBe(0);
    expect(stage.log.join('')).not.toContain('disk I/O');
  });
});

describe('the end', () => {
  it('finishes what is in flight, and leaves', async () => {
    const stage = await setStage();
    stage.answers.delayMs = 300;
    const asked = askIn(stage);
    await asked.until(({ callbackType }) => callbackType !== undefined);
    const stopping = stage.running.stop();
    const late = askIn(stage);
    expect((await late.answer()).content).toContain('يُعاد تشغيلي');
    await stopping;
    expect(textOf(await asked.answer())).toContain('2020');
    await waitFor(() => stage.discord.gateway.connections === 0);
    expect(stage.log.join('')).toContain('"event":"stopped"');
  });
});
