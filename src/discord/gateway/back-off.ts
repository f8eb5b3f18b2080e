/** How long to wait before the next attempt, in milliseconds, after so many failures in a row, one or more. */
export type BackOff = (failures: number) => number;

export interface BackOffOptions {
  readonly firstMs?: number;
  readonly limitMs?: number;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/**
 * Twice as long after each failure, up to a limit; half of it by chance, so that bots that Discord has lost at the
 * same moment do not all come back at the same moment. The limit keeps below the 1,000 logins a day that
 * Discord allows a bot.
 */
export function createBackOff({
  firstMs = 1_000,
  limitMs = 120_000,
  random = Math.random,
}: BackOffOptions = {}): BackOff {
  return (failures) => Math.min(limitMs, firstMs * 2 ** (failures - 1)) * (0.5 + random() / 2);
}
