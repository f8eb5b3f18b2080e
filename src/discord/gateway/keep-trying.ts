import { setTimeout as delay } from 'node:timers/promises';

import { UsageError } from '../../contracts/errors.js';
import { describeError } from '../operation/describe-error.js';
import type { Logger } from '../operation/logger.js';
import type { BackOff } from './back-off.js';

export interface Trying {
  /** What is tried, for the log: “login”. */
  readonly what: string;
  readonly backOff: BackOff;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly onFailure?: (error: unknown) => void;
}

/**
 * Tries until it succeeds, waiting longer after each failure, and logs each.
 * @throws UsageError for what trying again does not help; AbortError when given up from outside.
 */
export async function keepTrying<Result>(attempt: () => Promise<Result>, trying: Trying): Promise<Result> {
  const { what, backOff, logger, signal, onFailure } = trying;
  for (let failures = 1; ; failures++) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof UsageError || signal.aborted) throw error;
      onFailure?.(error);
      const waitMs = backOff(failures);
      const fields = { failures, retryInSeconds: Math.round(waitMs / 100) / 10 };
      logger.log('warn', `${what} failed`, { ...fields, ...describeError(error) });
      await delay(waitMs, undefined, { signal });
    }
  }
}
