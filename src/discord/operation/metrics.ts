/** Upper bounds of the latency histogram, in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Latencies kept for the median that /about shows. */
const maxRecent = 501;

export type Counter =
  'questions' | 'answers' | 'unsure' | 'abstentions' | 'refusals' | 'timeouts' | 'failures' | 'feedback';

const help: Readonly<Record<Counter, string>> = {
  questions: 'Questions admitted.',
  answers: 'Questions answered with a quotation.',
  unsure: 'Questions with a quotation that may answer them, shown as not sure.',
  abstentions: 'Questions to which the documents hold no answer.',
  refusals: 'Questions refused politely: limits, full queue, wrong place.',
  timeouts: 'Questions given up because their time was over.',
  failures: 'Questions that failed.',
  feedback: 'Feedback given.',
};

/** Values read at the moment of the scrape. */
export interface Gauges {
  readonly queueWaiting: number;
  readonly queueRunning: number;
  readonly indexAgeSeconds: number;
  readonly gatewayReady: boolean;
  readonly gatewayPingMs: number;
  readonly guilds: number;
  readonly residentBytes: number;
}

export interface Metrics {
  increase(counter: Counter): void;
  observeLatency(latencyMs: number): void;
  /** Undefined before the first answer. */
  readonly medianLatencyMs: number | undefined;
  /** Prometheus text format 0.0.4. */
  render(gauges: Gauges): string;
}

export function createMetrics(): Metrics {
  const counters = new Map<Counter, number>();
  const bucketCounts = new Array<number>(buckets.length).fill(0);
  const recent: number[] = [];
  let latencies = 0;
  let latencySumSeconds = 0;

  return {
    increase(counter) {
      counters.set(counter, (counters.get(counter) ?? 0) + 1);
    },
    observeLatency(latencyMs) {
      const seconds = latencyMs / 1_000;
      latencies++;
      latencySumSeconds += seconds;
      buckets.forEach((bound, position) => {
        if (seconds <= bound) bucketCounts[position] = (bucketCounts[position] ?? 0) + 1;
      });
      recent.push(latencyMs);
      if (recent.length > maxRecent) recent.shift();
    },
    get medianLatencyMs() {
      const sorted = recent.toSorted((left, right) => left - right);
      const median = sorted[Math.floor(sorted.length / 2)];
      return median === undefined ? undefined : Math.round(median);
    },
    render(gauges) {
      const lines: string[] = [];
      for (const name of Object.keys(help) as Counter[]) {
        lines.push(
          `# HELP isnad_${name}_total ${help[name]}`,
          `# TYPE isnad_${name}_total counter`,
          `isnad_${name}_total ${counters.get(name) ?? 0}`,
        );
      }
      lines.push(
        '# HELP isnad_answer_seconds From the arrival of a question to its answer.',
        '# TYPE isnad_answer_seconds histogram',
        ...buckets.map(
          (bound, position) => `isnad_answer_seconds_bucket{le="${bound}"} ${bucketCounts[position] ?? 0}`,
        ),
        `isnad_answer_seconds_bucket{le="+Inf"} ${latencies}`,
        `isnad_answer_seconds_sum ${latencySumSeconds}`,
        `isnad_answer_seconds_count ${latencies}`,
      );
      const values: [string, string, number][] = [
        ['queue_waiting', 'Questions waiting for their turn.', gauges.queueWaiting],
        ['queue_running', 'Questions being answered.', gauges.queueRunning],
        ['index_age_seconds', 'Since the index in use was finished.', gauges.indexAgeSeconds],
        ['gateway_ready', '1 when connected to Discord.', gauges.gatewayReady ? 1 : 0],
        [
          'gateway_ping_milliseconds',
          'Last heartbeat’s round trip; -1 before the first.',
          gauges.gatewayPingMs,
        ],
        ['guilds', 'Servers that the bot is in.', gauges.guilds],
        ['resident_memory_bytes', 'Memory of this process.', gauges.residentBytes],
      ];
      for (const [name, meaning, value] of values) {
        lines.push(`# HELP isnad_${name} ${meaning}`, `# TYPE isnad_${name} gauge`, `isnad_${name} ${value}`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
}
