import type { Logger } from '../discord/operation/logger.js';
import { exitCodes } from './run-main.js';

/**
 * One wish to stop arrives several times: npm passes on what the terminal has sent already, and a service manager
 * tells every process of a service, whose shards are told by their manager too.
 */
const sameWishMs = 1_000;
/** The shortest time in which Discord can still be told. */
const leastMs = 1_000;
/** Until the settings are read; nothing is under way then that takes long. */
const firstTimeoutMs = 5_000;

export interface StopRequest {
  /** Aborted at the first wish. */
  readonly signal: AbortSignal;
  readonly requested: Promise<void>;
  /** Sets the time in which the process ends after the first wish. */
  allow(timeoutMs: number): void;
}

/**
 * Listens to the operator, the service manager and the sharding manager. The process ends within the time allowed from
 * the first wish on, whatever it is doing then, and at once at a second one.
 */
export function listenForStop(logger: Logger): StopRequest {
  const controller = new AbortController();
  let timeoutMs = firstTimeoutMs;
  const requested = new Promise<void>((resolve) => {
    let firstMs: number | undefined;
    const stop = (wish: string): void => {
      if (firstMs === undefined) {
        firstMs = performance.now();
        logger.log('info', 'stopping', { signal: wish });
        setTimeout(
          () => {
            logger.log('warn', 'stopped, with work left undone');
            process.exit(exitCodes.done);
          },
          Math.max(leastMs, timeoutMs),
        ).unref();
        controller.abort();
        resolve();
      } else if (performance.now() - firstMs >= sameWishMs) {
        logger.log('warn', 'stopped at once', { signal: wish });
        process.exit(exitCodes.interrupted);
      }
    };
    for (const wish of ['SIGINT', 'SIGTERM', 'disconnect']) {
      process.on(wish, () => {
        stop(wish);
      });
    }
  });
  return {
    signal: controller.signal,
    requested,
    allow(allowedMs) {
      timeoutMs = allowedMs;
    },
  };
}
