import { startMonitoring } from '../discord/operation/monitoring.js';
import type { Monitoring } from '../discord/operation/monitoring.js';
import type { BotOptions } from './bot-options.js';

/** Opens the health port, on which a stop shows from then on. */
export async function openMonitoring(
  { discord: { metricsPort, metricsHost }, version }: BotOptions,
  signal: AbortSignal,
): Promise<Monitoring> {
  const monitoring = await startMonitoring({ metricsPort, metricsHost, version, now: Date.now });
  signal.addEventListener('abort', () => {
    monitoring.status.stage = 'stopping';
  });
  signal.throwIfAborted();
  return monitoring;
}
