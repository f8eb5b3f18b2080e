import { createHash } from 'node:crypto';

import type { FakeClock } from './clock.js';
import { tooManyRequests } from './rest-error.js';

/** How many requests are taken in how much time. */
export interface RateLimit {
  readonly requests: number;
  readonly windowMs: number;
}

export interface RateLimitOptions {
  /** Of the bot as a whole; endpoints of interactions are not bound to it. */
  readonly global?: RateLimit;
  readonly everyRoute?: RateLimit;
  /** By method and path of a route, for example `POST /channels/{channel_id}/messages`. */
  readonly routes?: Readonly<Record<string, RateLimit>>;
}

/** https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
const globalLimit: RateLimit = { requests: 50, windowMs: 1_000 };

/** Discord documents none of these, it tells them in headers. So strict are those that bots report. */
const routeLimits: Readonly<Record<string, RateLimit>> = {
  'POST /channels/{channel_id}/messages': { requests: 5, windowMs: 5_000 },
  'POST /channels/{channel_id}/typing': { requests: 5, windowMs: 5_000 },
  'POST /webhooks/{webhook_id}/{webhook_token}': { requests: 5, windowMs: 2_000 },
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': { requests: 5, windowMs: 5_000 },
};
const otherLimit: RateLimit = { requests: 10, windowMs: 5_000 };

/** The requests of one window, which begins with the first of them. */
class Window {
  private startedAtMs = -Infinity;
  private taken = 0;

  constructor(private readonly limit: RateLimit) {}

  /** False when no request is left. */
  take(nowMs: number): boolean {
    if (nowMs - this.startedAtMs >= this.limit.windowMs) {
      this.startedAtMs = nowMs;
      this.taken = 0;
    }
    if (this.taken >= this.limit.requests) return false;
    this.taken++;
    return true;
  }

  get remaining(): number {
    return this.limit.requests - this.taken;
  }

  resetAfterMs(nowMs: number): number {
    return Math.max(0, this.startedAtMs + this.limit.windowMs - nowMs);
  }
}

/** Lets requests through as Discord does, and refuses with 429 what is too fast. */
export class RateLimits {
  private readonly global: Window;
  private readonly buckets = new Map<string, Window>();

  constructor(
    private readonly clock: FakeClock,
    private readonly options: RateLimitOptions,
  ) {
    this.global = new Window(options.global ?? globalLimit);
  }

  /** @throws RestError when the bot as a whole is too fast. */
  takeGlobal(): void {
    const nowMs = this.clock.nowMs();
    if (!this.global.take(nowMs)) throw tooManyRequests(toSeconds(this.global.resetAfterMs(nowMs)), true);
  }

  /**
   * Counts a request in the bucket of its route and its major parameter, which is a channel, a guild or a webhook.
   * @returns the headers that tell the bot where it stands
   * @throws RestError when the bucket is empty
   */
  takeFromBucket(route: string, majorParameter: string): Record<string, string> {
    const limit = this.options.routes?.[route] ?? this.options.everyRoute ?? routeLimits[route] ?? otherLimit;
    const key = `${route} ${majorParameter}`;
    const bucket = this.buckets.get(key) ?? new Window(limit);
    this.buckets.set(key, bucket);
    const nowMs = this.clock.nowMs();
    const isTaken = bucket.take(nowMs);
    const resetAfterSeconds = toSeconds(bucket.resetAfterMs(nowMs));
    const headers = {
      'x-ratelimit-limit': String(limit.requests),
      'x-ratelimit-remaining': String(bucket.remaining),
      'x-ratelimit-reset': (Date.now() / 1_000 + resetAfterSeconds).toFixed(3),
      'x-ratelimit-reset-after': String(resetAfterSeconds),
      'x-ratelimit-bucket': createHash('md5').update(route).digest('hex'),
    };
    if (!isTaken) throw tooManyRequests(resetAfterSeconds, false, headers);
    return headers;
  }
}

/** To the millisecond, upwards: who waits this long is let through. */
function toSeconds(timeMs: number): number {
  return Math.ceil(timeMs) / 1_000;
}
