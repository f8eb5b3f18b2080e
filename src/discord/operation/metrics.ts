import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import { findIndexCreatedAtMs, findIndexServer, isIndexReady } from './bot-status.js';
import type { BotStatus } from './bot-status.js';

/** Upper bounds of the latency histogram, in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Latencies kept for the median that /about shows. */
const maxRecent = 501;
/** Of the library: gauges named as only counters may be. The same numbers, by type, are in those without `_total`. */
const misnamed = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

export type CounterName =
  | 'questions'
  | 'answers'
  | 'unsure'
  | 'abstentions'
  | 'refusals'
  | 'timeouts'
  | 'failures'
  | 'unreachable'
  | 'feedback';

const help: Readonly<Record<CounterName, string>> = {
  questions: 'Questions admitted.',
  answers: 'Questions answered with a quotation.',
  unsure: 'Questions with a quotation that may answer them, shown as not sure.',
  abstentions: 'Questions to which the documents hold no answer.',
  refusals: 'Questions refused politely: limits, full queue, wrong place.',
  timeouts: 'Questions given up because their time was over.',
  failures: 'Questions that failed.',
  unreachable:
    'Questions that failed because the server of the index could not be reached; failures have them too.',
  feedback: 'Feedback given.',
};

export interface MetricsOptions {
  readonly status: BotStatus;
  /** Of the product. */
  readonly version: string;
  readonly now: () => number;
}

export interface Metrics {
  increase(counter: CounterName): void;
  observeLatency(latencyMs: number): void;
  /** Undefined before the first answer. */
  readonly medianLatencyMs: number | undefined;
  readonly contentType: string;
  /** Prometheus text format 0.0.4. */
  render(): Promise<string>;
}

/** Counts what happens, and reads `status` whenever it is asked. */
export function createMetrics({ status, version, now }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);

  const counters = new Map(
    (Object.keys(help) as CounterName[]).map((name) => [
      name,
      new Counter({ name: `isnad_${name}_total`, help: help[name], registers }),
    ]),
  );
  const answerSeconds = new Histogram({
    name: 'isnad_answer_seconds',
    help: 'From the arrival of a question to its answer.',
    buckets,
    registers,
  });
  new Gauge({
    name: 'isnad_build_info',
    help: 'Always 1; what is running is in the labels.',
    labelNames: ['version', 'node_version'],
    registers,
  }).set({ version, node_version: process.version }, 1);

  /** `read` gives NaN for what is not known yet. */
  const gauge = (name: string, meaning: string, read: () => number): void => {
    new Gauge({
      name: `isnad_${name}`,
      help: meaning,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  gauge('queue_waiting', 'Questions waiting for their turn.', () => status.readQueue?.().waiting ?? 0);
  gauge('queue_running', 'Questions being answered.', () => status.readQueue?.().running ?? 0);
  gauge('index_age_seconds', 'Since the index in use was finished.', () => {
    const createdAtMs = findIndexCreatedAtMs(status);
    return createdAtMs === undefined ? Number.NaN : Math.max(0, Math.round((now() - createdAtMs) / 1_000));
  });
  gauge('index_ready', '1 when the index can be read: on a server, when that answers.', () =>
    isIndexReady(status) ? 1 : 0,
  );
  gauge(
    'index_lag_seconds',
    'How long the primary has had an index that the standby in use has not; NaN where it is not known.',
    () => {
      const server = findIndexServer(status);
      if (server === undefined) return 0;
      return server.lagMs === undefined ? Number.NaN : server.lagMs / 1_000;
    },
  );
  /** Counts what is counted elsewhere. */
  const counter = (name: string, meaning: string, read: () => number): void => {
    new Counter({
      name: `isnad_${name}_total`,
      help: meaning,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  };
  counter(
    'index_losses',
    'Times that the server of the index stopped answering.',
    () => findIndexServer(status)?.losses ?? 0,
  );
  counter(
    'index_retries',
    'Statements sent to the server of the index again because their connection was lost.',
    () => findIndexServer(status)?.retries ?? 0,
  );
  gauge('gateway_ready', '1 when connected to Discord.', () =>
    status.readGateway?.().state === 'ready' ? 1 : 0,
  );
  gauge('gateway_ping_seconds', 'Round trip of the last heartbeat; NaN before the first.', () => {
    const pingMs = status.readGateway?.().pingMs;
    return pingMs === undefined ? Number.NaN : pingMs / 1_000;
  });
  gauge('guilds', 'Servers that the bot is in.', () => status.readGateway?.().guilds ?? 0);

  const recent: number[] = [];
  return {
    increase(counter) {
      counters.get(counter)?.inc();
    },
    observeLatency(latencyMs) {
      answerSeconds.observe(latencyMs / 1_000);
      recent.push(latencyMs);
      if (recent.length > maxRecent) recent.shift();
    },
    get medianLatencyMs() {
      const sorted = recent.toSorted((left, right) => left - right);
      const median = sorted[Math.floor(sorted.length / 2)];
      return median === undefined ? undefined : Math.round(median);
    },
    contentType: registry.contentType,
    render: () => registry.metrics(),
  };
}
