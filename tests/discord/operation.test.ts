import { spawnSync } from 'node:child_process';

import { DiscordAPIError, HTTPError } from 'discord.js';
import { describe, expect, it } from 'vitest';

import type { IndexServer } from '../../src/contracts/answer.js';
import { IsnadError } from '../../src/contracts/errors.js';
import { describeError } from '../../src/discord/operation/describe-error.js';
import { createBotStatus } from '../../src/discord/operation/bot-status.js';
import type { BotStatus, GatewayReading } from '../../src/discord/operation/bot-status.js';
import { judgeHealth } from '../../src/discord/operation/health.js';
import type { Health } from '../../src/discord/operation/health.js';
import { startHealthServer } from '../../src/discord/operation/health-server.js';
import { createLogger } from '../../src/discord/operation/logger.js';
import { createMetrics } from '../../src/discord/operation/metrics.js';
import { setStage } from './harness.js';

const question = 'متى انتهى الحظر التسليحي على إيران؟';

describe('the log', () => {
  it('is one JSON object a line', () => {
    const lines: string[] = [];
    createLogger(
      (line) => lines.push(line),
      () => 0,
    ).log('info', 'event', { path: 'a\nb', missing: undefined });
    expect(lines).toEqual([
      '{"time":"1970-01-01T00:00:00.000Z","level":"info","event":"event","path":"a\\nb"}\n',
    ]);
  });

  it('holds no question and no token, whatever was asked and pressed', async () => {
    const { discord, user, channel, log } = await setStage();
    const answer = await discord.slash({ user, channel }, 'ask', { question }).answer();
    const form = await discord
      .pressButton({ user, channel }, answer, '👎')
      .until(({ modal }) => modal !== undefined);
    await discord.submitForm({ user, channel }, form, { wrong: 'سرّي' }).answer();
    const text = log.join('');
    expect(log.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      'connecting',
      'gateway connected',
      'ready',
      'answered',
      'feedback',
      'feedback',
    ]);
    for (const secret of [question, 'الحظر', 'سرّي', discord.token, ...discord.rest.interactions.keys()]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('what is logged of an error', () => {
  const url = `https://discord.com/api/v10/webhooks/1234567890123456789/${'t'.repeat(60)}/messages/@original`;
  const body = { files: undefined, json: { content: question } };

  it.each<[string, unknown, object]>([
    [
      'Discord’s refusal',
      new DiscordAPIError(
        { code: 50_035, message: question, errors: {} as never },
        50_035,
        400,
        'PATCH',
        url,
        body,
      ),
      { code: 50_035, status: 400, method: 'PATCH', route: '/api/v10/webhooks/…/…/messages/@original' },
    ],
    ['an HTTP error', new HTTPError(502, question, 'PATCH', url, body), { code: 'HTTP', status: 502 }],
    [
      'our own error',
      new IsnadError('INDEX_MISSING', 'There is no index.', 'Run it.'),
      { code: 'INDEX_MISSING', message: 'There is no index.' },
    ],
    ['any error', new TypeError(question), { code: 'TypeError' }],
    ['a system error', Object.assign(new Error(question), { code: 'ENOSPC' }), { code: 'ENOSPC' }],
    ['no error at all', question, { code: 'UNKNOWN' }],
  ])('%s: what it is, not what was sent', (_, error, fields) => {
    const described = describeError(error);
    expect(described).toMatchObject(fields);
    expect(JSON.stringify(described)).not.toContain('الحظر');
    expect(JSON.stringify(described)).not.toContain('ttt');
  });
});

const onServer: IndexServer = {
  description: 'PostgreSQL at one:5432',
  isReachable: true,
  reading: 'primary one:5432',
  lagMs: 0,
  losses: 2,
  retries: 0,
};

describe('metrics', () => {
  const now = (): number => 10_000;
  const create = (status: Partial<BotStatus> = {}) =>
    createMetrics({ status: { ...createBotStatus(), ...status }, version: '1.2.3', now });
  const running: Partial<BotStatus> = {
    readQueue: () => ({ waiting: 1, running: 2 }),
    readGateway: () => ({ state: 'ready', pingMs: 40, guilds: 5, problem: undefined }),
    readIndexCreatedAtMs: () => 7_000,
  };

  it('count, and fill the histogram cumulatively', async () => {
    const metrics = create(running);
    metrics.increase('questions');
    metrics.increase('questions');
    for (const latency of [3, 30, 300, 40_000]) metrics.observeLatency(latency);
    const text = await metrics.render();
    for (const line of [
      'isnad_questions_total 2',
      'isnad_answers_total 0',
      'isnad_answer_seconds_bucket{le="0.005"} 1',
      'isnad_answer_seconds_bucket{le="0.05"} 2',
      'isnad_answer_seconds_bucket{le="30"} 3',
      'isnad_answer_seconds_bucket{le="+Inf"} 4',
      'isnad_answer_seconds_sum 40.333',
      'isnad_queue_waiting 1',
      'isnad_queue_running 2',
      'isnad_index_age_seconds 3',
      'isnad_index_ready 1',
      'isnad_index_lag_seconds 0',
      'isnad_index_losses_total 0',
      'isnad_gateway_ready 1',
      'isnad_gateway_ping_seconds 0.04',
      'isnad_guilds 5',
      `isnad_build_info{version="1.2.3",node_version="${process.version}"} 1`,
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).toMatch(/^process_cpu_seconds_total [\d.]+$/m);
    expect(metrics.medianLatencyMs).toBe(300);
  });

  it('are there before anything else is, with what is known', async () => {
    const lines = (await create().render()).split('\n');
    expect(lines).toContain('isnad_gateway_ready 0');
    expect(lines).toContain('isnad_gateway_ping_seconds Nan');
    expect(lines).toContain('isnad_index_age_seconds Nan');
    expect(lines).toContain('isnad_index_ready 0');
  });

  it('tell how things stand with the server of the index', async () => {
    const read = async (server: Partial<IndexServer>): Promise<string[]> =>
      (await create({ ...running, readIndexServer: () => ({ ...onServer, ...server }) }).render()).split(
        '\n',
      );
    const behind = await read({ lagMs: 2_500, retries: 7 });
    for (const line of [
      'isnad_index_ready 1',
      'isnad_index_lag_seconds 2.5',
      'isnad_index_losses_total 2',
      'isnad_index_retries_total 7',
    ]) {
      expect(behind).toContain(line);
    }
    const gone = await read({ isReachable: false, lagMs: undefined });
    expect(gone).toContain('isnad_index_ready 0');
    expect(gone).toContain('isnad_index_lag_seconds Nan');
  });

  // https://prometheus.io/docs/practices/naming/
  it('have names by the rules of Prometheus', async () => {
    const text = await create(running).render();
    const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type]) => ({ name, type }));
    expect(types.length).toBeGreaterThan(20);
    for (const { name, type } of types) {
      expect(name).toMatch(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/);
      expect(name.endsWith('_total'), name).toBe(type === 'counter');
      expect(name).not.toMatch(/_(?:milliseconds|ms|minutes|hours|kilobytes|megabytes|percent)(?:_|$)/);
      expect(name).not.toMatch(/_(?:count|sum|bucket|gauge|counter|histogram)$/);
      expect(text, name).toMatch(new RegExp(`^# HELP ${name} \\S`, 'm'));
    }
  });

  it.skipIf(spawnSync('promtool', ['--version']).error !== undefined)(
    'leave the linter of Prometheus nothing to say',
    async () => {
      for (const metrics of [create(), create(running)]) {
        const checked = spawnSync('promtool', ['check', 'metrics'], { input: await metrics.render() });
        expect(checked.stdout.toString() + checked.stderr.toString()).toBe('');
        expect(checked.status).toBe(0);
      }
    },
  );
});

describe('health', () => {
  const ready: GatewayReading = { state: 'ready', pingMs: 1, guilds: 1, problem: undefined };
  const away: GatewayReading = { ...ready, state: 'connecting', problem: 'Discord cannot be reached.' };
  const readIndexCreatedAtMs = () => 1;

  it.each<[string, Partial<BotStatus>, Health]>([
    [
      'nothing has begun',
      {},
      { healthy: false, state: 'starting', doing: 'opening the index', gateway: 'none', index: false },
    ],
    [
      'the first index is built',
      { stage: 'building the index', indexedPercent: 40 },
      {
        healthy: false,
        state: 'starting',
        doing: 'building the index',
        indexedPercent: 40,
        gateway: 'none',
        index: false,
      },
    ],
    [
      'Discord cannot be reached at the start',
      { stage: 'connecting', readIndexCreatedAtMs, readGateway: () => away },
      {
        healthy: false,
        state: 'starting',
        doing: 'connecting',
        gateway: 'connecting',
        index: true,
        problem: 'Discord cannot be reached.',
      },
    ],
    [
      'all is well',
      { stage: 'running', readIndexCreatedAtMs, readGateway: () => ready },
      { healthy: true, state: 'running', gateway: 'ready', index: true },
    ],
    [
      'Discord has gone',
      { stage: 'running', readIndexCreatedAtMs, readGateway: () => away },
      {
        healthy: false,
        state: 'reconnecting',
        gateway: 'connecting',
        index: true,
        problem: 'Discord cannot be reached.',
      },
    ],
    [
      'the index cannot be read',
      {
        stage: 'running',
        readGateway: () => ready,
        readIndexCreatedAtMs: () => {
          throw new Error('disk I/O error');
        },
      },
      { healthy: false, state: 'running', gateway: 'ready', index: false },
    ],
    [
      'the server of the index is gone',
      {
        stage: 'running',
        readGateway: () => ready,
        readIndexCreatedAtMs,
        readIndexServer: () => ({ ...onServer, isReachable: false }),
      },
      {
        healthy: false,
        state: 'running',
        gateway: 'ready',
        index: false,
        problem: 'The server of the index cannot be reached.',
      },
    ],
    [
      'the server of the index was gone before the bot began',
      { isWaitingForServer: true },
      {
        healthy: false,
        state: 'starting',
        doing: 'opening the index',
        gateway: 'none',
        index: false,
        problem: 'The server of the index cannot be reached.',
      },
    ],
    [
      'the bot is leaving',
      { stage: 'stopping', readIndexCreatedAtMs, readGateway: () => ready },
      { healthy: false, state: 'stopping', gateway: 'ready', index: true },
    ],
  ])('says what is so when %s', (_, status, expected) => {
    expect(judgeHealth({ ...createBotStatus(), ...status })).toEqual(expected);
  });
});

describe('health and metrics on loopback', () => {
  it('tell the state of a running bot', async () => {
    const stage = await setStage({ settings: { metricsPort: 0 } });
    const { discord, user, channel } = stage;
    const origin = `http://127.0.0.1:${stage.monitoring.port ?? 0}`;
    await discord.slash({ user, channel }, 'ask', { question }).answer();
    await discord.slash({ user, channel }, 'ask', { question: 'ما هي عاصمة اليابان؟' }).answer();
    const ask = stage.answers.ask.bind(stage.answers);
    stage.answers.ask = async (...asked) => ({ ...(await ask(...asked)), kind: 'unsure' });
    await discord.slash({ user, channel }, 'ask', { question }).answer();
    const health = await fetch(`${origin}/healthz`);
    expect([health.status, await health.json()]).toEqual([
      200,
      { healthy: true, state: 'running', gateway: 'ready', index: true },
    ]);
    const response = await fetch(`${origin}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const metrics = await response.text();
    expect(metrics).toContain('isnad_questions_total 3');
    expect(metrics).toContain('isnad_answers_total 1');
    expect(metrics).toContain('isnad_unsure_total 1');
    expect(metrics).toContain('isnad_abstentions_total 1');
    expect(metrics).toContain('isnad_guilds 1');
    expect((await fetch(`${origin}/`)).status).toBe(404);
    expect((await fetch(`${origin}/metrics`, { method: 'POST' })).status).toBe(405);
    stage.answers.describeIndex = () => {
      throw new Error('No index.');
    };
    expect((await fetch(`${origin}/healthz`)).status).toBe(503);
    await stage.running.stop();
    expect(await (await fetch(`${origin}/healthz`)).json()).toMatchObject({
      healthy: false,
      state: 'stopping',
    });
    await stage.monitoring.close();
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow();
  });

  it('say which setting to change when the port is taken', async () => {
    const nothing = { contentType: 'text/plain', render: () => Promise.resolve('') };
    const first = await startHealthServer(0, () => judgeHealth(createBotStatus()), nothing);
    try {
      const second = startHealthServer(first.port, () => judgeHealth(createBotStatus()), nothing);
      // Not a wrong setting: it may be free in a moment.
      await expect(second).rejects.toMatchObject({
        code: 'PORT_UNAVAILABLE',
        remedy: expect.stringContaining('DISCORD_METRICS_PORT') as string,
      });
    } finally {
      await first.close();
    }
  });
});
