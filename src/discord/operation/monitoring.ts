import { createBotStatus } from './bot-status.js';
import type { BotStatus } from './bot-status.js';
import { judgeHealth } from './health.js';
import { startHealthServer } from './health-server.js';
import { createMetrics } from './metrics.js';
import type { Metrics } from './metrics.js';

export interface Monitoring {
  readonly status: BotStatus;
  readonly metrics: Metrics;
  /** Undefined when no port is set. */
  readonly port: number | undefined;
  close(): Promise<void>;
}

export interface MonitoringOptions {
  readonly metricsPort: number | undefined;
  /** Address of this machine that the port is opened on. */
  readonly metricsHost: string;
  /** Of the product. */
  readonly version: string;
  readonly now: () => number;
}

/** Opened before anything else, so that there is an answer from the first moment on. */
export async function startMonitoring({
  metricsPort,
  metricsHost,
  version,
  now,
}: MonitoringOptions): Promise<Monitoring> {
  const status = createBotStatus();
  const metrics = createMetrics({ status, version, now });
  const server =
    metricsPort === undefined
      ? undefined
      : await startHealthServer(metricsPort, () => judgeHealth(status), metrics, metricsHost);
  return {
    status,
    metrics,
    port: server?.port,
    async close() {
      await server?.close();
    },
  };
}
