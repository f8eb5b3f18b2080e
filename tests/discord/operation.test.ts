import { DiscordAPIError, HTTPError } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { IsnadError, UsageError } from '../../src/contracts/errors.js';
import { describeError } from '../../src/discord/operation/describe-error.js';
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

describe('metrics', () => {
  it('counts, and fills the histogram cumulatively', () => {
    const metrics = createMetrics();
    metrics.increase('questions');
    metrics.increase('questions');
    for (const latency of [3, 30, 300, 40_000]) metrics.observeLatency(latency);
    const text = metrics.render({
      queueWaiting: 1,
      queueRunning: 2,
      indexAgeSeconds: 3,
      gatewayReady: true,
      gatewayPingMs: 4,
      guilds: 5,
      residentBytes: 6,
    });
    expect(text).toContain('isnad_questions_total 3\n');
    expect(text).toContain('isnad_answers_total 0\n');
    expect(text).toContain('isnad_answer_seconds_bucket{le="0.005"} 1\n');
    expect(text).toContain('isnad_answer_seconds_bucket{le="0.05"} 2\n');
    expect(text).toContain('isnad_answer_seconds_bucket{le="30"} 3\n');
    expect(text).toContain('isnad_answer_seconds_bucket{le="+Inf"} 4\n');
    expect(text).toContain('isnad_answer_seconds_sum 40.333\n');
    expect(text).toContain('isnad_gateway_ready 1\n');
    // Every line is a comment or a sample in the text format.
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) isnad_\w+ .+|isnad_\w+(?:\{le="[^"]+"\})? -?[\d.]+)$/);
    }
    expect(metrics.medianLatencyMs).toBe(300);
  });
});

describe('health and metrics on loopback', () => {
  it('tell the state of a running bot', async () => {
    const stage = await setStage({ settings: { metricsPort: 0 } });
    const { discord, user, channel } = stage;
    const origin = `http://127.0.0.1:${stage.running.healthPort ?? 0}`;
    await discord.slash({ user, channel }, 'ask', { question }).answer();
    await discord.slash({ user, channel }, 'ask', { question: 'ما هي عاصمة اليابان؟' }).answer();
    const { ask } = stage.answers;
    stage.answers.ask = async (...asked) => ({
      ...(await ask.apply(stage.answers, asked)),
      kind: 'unsure',
    });
    await discord.slash({ user, channel }, 'ask', { question }).answer();
    const health = await fetch(`${origin}/healthz`);
    expect([health.status, await health.json()]).toEqual([
      200,
      { healthy: true, gateway: true, index: true },
    ]);
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    expect(metrics).toContain('isnad_questions_total 2');
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
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow();
  });

  it('say which setting to change when the port is taken', async () => {
    const first = await startHealthServer(
      0,
      () => ({ isHealthy: true, detail: {} }),
      () => '',
    );
    try {
      const second = startHealthServer(
        first.port,
        () => ({ isHealthy: true, detail: {} }),
        () => '',
      );
      await expect(second).rejects.toThrow(UsageError);
      await expect(second).rejects.toMatchObject({
        remedy: expect.stringContaining('DISCORD_METRICS_PORT') as string,
      });
    } finally {
      await first.close();
    }
  });
});
