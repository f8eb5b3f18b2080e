/** A sliding minute for each key: at most `perMinute` in any 60 seconds. */
export interface RateLimiter {
  /** Milliseconds until `key` may go again; 0 when it may now. Counts nothing. */
  waitMs(key: string): number;
  /** Counts one. */
  count(key: string): void;
}

const windowMs = 60_000;
/** Keys that have been quiet are forgotten when there are more than this. */
const maxKeys = 10_000;

export function createRateLimiter(perMinute: number, now: () => number): RateLimiter {
  const times = new Map<string, number[]>();

  function recent(key: string): number[] {
    const since = now() - windowMs;
    return (times.get(key) ?? []).filter((time) => time > since);
  }

  function forgetQuiet(): void {
    for (const key of times.keys()) if (recent(key).length === 0) times.delete(key);
    // Under attack by many keys at once the oldest go: memory is bounded whatever happens.
    for (const key of times.keys()) {
      if (times.size <= maxKeys) break;
      times.delete(key);
    }
  }

  return {
    waitMs(key) {
      const counted = recent(key);
      const oldest = counted.at(-perMinute);
      return oldest === undefined ? 0 : Math.max(1, oldest + windowMs - now());
    },
    count(key) {
      const counted = recent(key);
      counted.push(now());
      times.delete(key);
      times.set(key, counted);
      if (times.size > maxKeys) forgetQuiet();
    },
  };
}
