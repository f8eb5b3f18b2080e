import { createServer } from 'node:http';

import { REST, Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { IsnadError, UsageError } from '../../src/contracts/errors.js';
import { createBackOff } from '../../src/discord/gateway/back-off.js';
import { keepTrying } from '../../src/discord/gateway/keep-trying.js';
import { explainLoginError } from '../../src/discord/gateway/login-errors.js';
import { restOptions } from '../../src/discord/gateway/rest-options.js';
import { explainCloseCode } from '../../src/discord/gateway/login-errors.js';
import { runBot } from '../../src/discord/gateway/run-bot.js';
import { judgeHealth } from '../../src/discord/operation/health.js';
import type { Logger } from '../../src/discord/operation/logger.js';
import { FakeNetwork } from '../fake-discord/fake-network.js';
import { setStage, textOf } from './harness.js';
import type { Stage, StageOptions } from './harness.js';

const question = 'متى انتهى الحظر التسليحي على إيران؟';
const invalidToken = 'Discord does not accept the token.';

async function waitFor(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let waits = 0; !(await isTrue()); waits++) {
    if (waits > 3_000) throw new Error('It did not come true.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

interface Line {
  readonly event: string;
  readonly failures?: number;
  readonly message?: string;
}

function linesOf({ log }: Stage, event: string): Line[] {
  return log.map((line) => JSON.parse(line) as Line).filter((line) => line.event === event);
}

/** A bot behind a network, with the failures in a row that it was asked to wait for. */
async function setNetworkStage(options: StageOptions = {}) {
  const network = new FakeNetwork();
  const failures: number[] = [];
  const stage = await setStage({
    ...options,
    network,
    backOff: (count) => {
      failures.push(count);
      return 1;
    },
  });
  const health = () => judgeHealth(stage.monitoring.status);
  return { stage, network, failures, health };
}

describe('the waits between attempts', () => {
  it.each([
    ['shortest', 0, [500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]],
    ['longest', 1, [1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]],
  ])('double up to a limit, at their %s', (_, chance, expected) => {
    const backOff = createBackOff({ firstMs: 1_000, limitMs: 10_000, random: () => chance });
    expect([1, 2, 3, 4, 5, 6, 5_000].map(backOff)).toEqual(expected);
  });

  it('differ from bot to bot', () => {
    expect(new Set(Array.from({ length: 50 }, () => createBackOff()(3))).size).toBeGreaterThan(40);
  });

  it('stay below the logins that Discord allows in a day', () => {
    const backOff = createBackOff({ random: () => 0.5 });
    const dayMs = 86_400_000;
    let attempts = 0;
    for (let timeMs = 0; timeMs < dayMs; timeMs += backOff(attempts)) attempts++;
    expect(attempts).toBeLessThan(1_000);
  });
});

describe('trying again', () => {
  const trying = () => {
    const events: string[] = [];
    const waited: number[] = [];
    const logger: Logger = { log: (_, event) => events.push(event) };
    const controller = new AbortController();
    const backOff = (failures: number) => {
      waited.push(failures);
      return 1;
    };
    return {
      events,
      waited,
      controller,
      options: { what: 'login', logger, signal: controller.signal, backOff },
    };
  };

  it('goes on until it succeeds, and logs each failure', async () => {
    const { events, waited, options } = trying();
    let left = 3;
    const attempt = () => (left-- > 0 ? Promise.reject(new Error('away')) : Promise.resolve('in'));
    expect(await keepTrying(attempt, options)).toBe('in');
    expect(waited).toEqual([1, 2, 3]);
    expect(events).toEqual(['login failed', 'login failed', 'login failed']);
  });

  it('ends at what trying again does not help', async () => {
    const { waited, options } = trying();
    const attempt = () => Promise.reject(new UsageError('No.', 'Stop.'));
    await expect(keepTrying(attempt, options)).rejects.toThrow(UsageError);
    expect(waited).toEqual([]);
  });

  it('ends at once when it is given up in a long wait', async () => {
    const { controller, options } = trying();
    const waiting = keepTrying(() => Promise.reject(new Error('away')), { ...options, backOff: () => 1e8 });
    setTimeout(() => {
      controller.abort();
    }, 10);
    await expect(waiting).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
  });
});

describe('Discord gone while running', () => {
  it('is what health and metrics say, is tried again more and more slowly, and is over when it is back', async () => {
    const { stage, network, failures, health } = await setNetworkStage();
    expect(health()).toMatchObject({ healthy: true, state: 'running', gateway: 'ready' });
    await network.unplug();
    await waitFor(() => failures.length >= 3);
    expect(health()).toMatchObject({
      healthy: false,
      state: 'reconnecting',
      gateway: 'connecting',
      problem: 'Discord has ended the connection, or cannot be reached.',
    });
    expect(await stage.monitoring.metrics.render()).toContain('isnad_gateway_ready 0\n');
    // Why the state is not asked of discord.js's client.
    expect(stage.running.client.isReady()).toBe(true);
    expect(failures.slice(0, 3)).toEqual([1, 2, 3]);
    const logged = linesOf(stage, 'gateway reconnecting').map((line) => line.failures);
    expect(logged.slice(0, 3)).toEqual([1, 2, 3]);

    await network.plug();
    await waitFor(() => health().healthy);
    expect(health()).toEqual({ healthy: true, state: 'running', gateway: 'ready', index: true });
    expect(await stage.monitoring.metrics.render()).toContain('isnad_gateway_ready 1\n');
    const { discord, user, channel } = stage;
    expect(textOf(await discord.slash({ user, channel }, 'ask', { question }).answer())).toContain('2020');
  });

  it('begins anew with short waits after a connection that stood for a while', async () => {
    const { stage, network, failures, health } = await setNetworkStage();
    await network.unplug();
    await waitFor(() => failures.length >= 2);
    await network.plug();
    await waitFor(() => health().healthy);
    failures.splice(0);
    await network.cut();
    await waitFor(() => stage.discord.gatewayLog.resumes + stage.discord.gatewayLog.identifies >= 3);
    await waitFor(() => health().healthy);
    // It had stood for a moment only.
    expect(failures.length).toBeGreaterThan(0);
    failures.splice(0);
    stage.advance(120_000);
    await network.cut();
    await waitFor(() => stage.discord.gatewayLog.resumes + stage.discord.gatewayLog.identifies >= 4);
    await waitFor(() => health().healthy);
    expect(failures).toEqual([]);
  });

  it('is left by a stop, and not tried again', async () => {
    const { stage, network, failures } = await setNetworkStage();
    await network.unplug();
    await waitFor(() => failures.length >= 1);
    await stage.running.stop();
    expect(linesOf(stage, 'stopped')).toHaveLength(1);
    const before = failures.length;
    await network.plug();
    // The library would have tried again twice by now.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(failures).toHaveLength(before);
    expect(network.gatewayAttempts).toBe(1);
  });
});

describe('a stop while the WebSocket is being opened', () => {
  it('closes it, and is not hurt by its failure', async () => {
    const { stage, network } = await setNetworkStage();
    network.gateway = 'silent';
    await network.cut();
    await waitFor(() => network.silentSockets === 1);
    await stage.running.stop();
    expect(linesOf(stage, 'stopped')).toHaveLength(1);
    // Without anybody who listens, an error of the socket would be one of this process.
    await waitFor(() => network.silentSockets === 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
});

describe('a connection that Discord ends for good', () => {
  it.each([
    [4004, invalidToken],
    [4010, 'Discord does not accept the number of this shard.'],
    [4011, 'Discord asks for several connections.'],
    [4012, 'no longer offers the version of its gateway'],
    [4013, 'does not know an intent'],
    [4014, 'none of the privileged ones is asked for'],
  ])('while running, with %i, is refused in words', async (closeCode, said) => {
    const { stage, network, health } = await setNetworkStage();
    stage.discord.gateway.drop(closeCode);
    const refusal = await stage.running.refused;
    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toContain(said);
    expect(health()).toMatchObject({ healthy: false, gateway: 'disconnected', problem: refusal.message });
    expect(linesOf(stage, 'gateway refused')).toMatchObject([{ closeCode, message: refusal.message }]);
    expect(linesOf(stage, 'gateway error')).toEqual([]);
    await stage.running.stop();
    expect(network.gatewayAttempts).toBe(1);
  });

  it('is refused because of the content of messages only where that is asked for', () => {
    expect(explainCloseCode(4014, true).remedy).toContain('DISCORD_MESSAGE_CONTENT=0');
    expect(explainCloseCode(4014, false).remedy).not.toContain('DISCORD_MESSAGE_CONTENT');
  });

  it('is refused at login as well', async () => {
    const { stage, network } = await setNetworkStage();
    await stage.running.stop();
    // REST takes the token still, the gateway no more.
    Object.assign(Reflect.get(stage.discord.gateway, 'options') as object, { token: 'another' });
    const bot = runBot(stage.settings, stage.services, () => 1);
    expect((await bot.refused).message).toBe(invalidToken);
    await expect(bot.connected).rejects.toThrow(invalidToken);
    await bot.stop();
    expect(network.gatewayAttempts).toBe(2);
  });
});

describe('Discord out of reach at the start', () => {
  /** Starts anew with the network as `block` leaves it, until there were some attempts; then it is put right. */
  async function startBlocked(block: (network: FakeNetwork) => unknown, failures = 2) {
    const { stage, network, health } = await setNetworkStage();
    await stage.running.stop();
    stage.log.splice(0);
    await block(network);
    await network.cut();
    const bot = runBot(stage.settings, stage.services, () => 1);
    await waitFor(() => linesOf(stage, 'login failed').length >= failures);
    const during = health();
    const [failed] = linesOf(stage, 'login failed');
    Object.assign(network, { rest: 'open', gateway: 'open' });
    await network.plug().catch(() => undefined);
    await bot.connected;
    expect(health()).toMatchObject({ healthy: true, state: 'running' });
    await bot.stop();
    return { during, failed };
  }

  it.each<[string, (network: FakeNetwork) => unknown, string]>([
    ['connections are refused', (network) => network.unplug(), 'Discord cannot be reached (ECONNREFUSED).'],
    [
      'a hotspot shows its sign-in page',
      (network) => {
        network.rest = 'portal';
      },
      "Something else answers in Discord's place (status 200, text/html).",
    ],
    [
      'Discord answers with an error',
      (network) => {
        network.rest = 'unavailable';
      },
      'Discord answered with an error (GET /api/v10/gateway/bot: status 503).',
    ],
    [
      'the gateway alone shows a page',
      (network) => {
        network.gateway = 'portal';
      },
      "Discord's gateway answered with an error (status 200).",
    ],
  ])('is waited out when %s', async (_, block, said) => {
    const { during, failed } = await startBlocked(block);
    expect(failed).toMatchObject({ failures: 1, message: said });
    expect(during).toMatchObject({ healthy: false, state: 'starting', doing: 'connecting', problem: said });
  });

  it('is waited out when the gateway takes the connection and says nothing', async () => {
    const block = (network: FakeNetwork): void => {
      network.gateway = 'silent';
    };
    const { failed } = await startBlocked(block, 1);
    expect(failed?.message).toBe('Discord accepts connections but does not answer.');
  }, 60_000);

  it('is called by its name when REST takes the connection and says nothing', async () => {
    const { stage, network } = await setNetworkStage();
    network.rest = 'silent';
    await network.cut();
    const rest = new REST({ ...restOptions(stage.settings.apiUrl), timeout: 100, retries: 1 });
    const error: unknown = await rest
      .setToken('token')
      .get(Routes.gatewayBot())
      .catch((cause: unknown) => explainLoginError(cause));
    expect(error).toBeInstanceOf(IsnadError);
    expect(error).toMatchObject({ message: 'Discord accepts connections but does not answer.' });
  });
});

describe('an answer that is not Discord’s', () => {
  it.each([
    ['a page', 200, 'text/html; charset=utf-8', true],
    ['a page that refuses', 403, 'text/html', true],
    ['a redirection', 302, null, true],
    ['JSON', 200, 'application/json', false],
    ['problem JSON', 400, 'application/problem+json', false],
    ['nothing', 204, null, false],
    ['a page of Discord’s guards, for going too fast', 429, 'text/html', false],
    ['a page while Discord is down', 502, 'text/html', false],
  ])('%s with status %i', async (_, status, contentType, isRefused) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, contentType === null ? {} : { 'content-type': contentType }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const { makeRequest } = restOptions('http://127.0.0.1/api');
    const answer = makeRequest?.(`http://127.0.0.1:${port}/`, { method: 'GET' });
    if (isRefused) await expect(answer).rejects.toMatchObject({ code: 'NOT_DISCORD' });
    else expect((await answer)?.status).toBe(status);
    server.closeAllConnections();
    server.close();
  });
});
