import type { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

import { IsnadError } from '../../contracts/errors.js';
import type { LogFields } from './logger.js';

/** Ids and tokens of one interaction or message, which addresses carry. */
const secretParts = /\/(?:\d{15,21}|[A-Za-z0-9_-]{30,})/g;

function routeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname.replace(secretParts, '/…') : 'unknown';
}

/*
 * Errors of discord.js are told by their names, which some of them follow with their code: loading the library takes
 * a second, and errors are described before that.
 */

function isDiscordError(error: unknown): error is DiscordAPIError {
  return error instanceof Error && error.name.startsWith('DiscordAPIError') && 'url' in error;
}

function isHttpError(error: unknown): error is HTTPError {
  return error instanceof Error && error.name === 'HTTPError' && 'url' in error;
}

function isRateLimitError(error: unknown): error is RateLimitError {
  return error instanceof Error && error.name.startsWith('RateLimitError') && 'retryAfter' in error;
}

/**
 * What may be logged of an error: never its message where Discord made it, for that quotes what was sent,
 * and never the address, which holds the interaction's token.
 */
export function describeError(error: unknown): LogFields {
  if (isDiscordError(error)) {
    return { code: error.code, status: error.status, method: error.method, route: routeOf(error.url) };
  }
  if (isHttpError(error)) {
    return { code: 'HTTP', status: error.status, method: error.method, route: routeOf(error.url) };
  }
  if (isRateLimitError(error)) return { code: 'RATE_LIMITED', retryAfterMs: error.retryAfter };
  if (error instanceof IsnadError) return { code: error.code, message: error.message, remedy: error.remedy };
  if (!(error instanceof Error)) return { code: 'UNKNOWN' };
  const code = 'code' in error ? String(error.code) : error.name;
  const at = error.stack?.split('\n').find((line) => line.trim().startsWith('at '));
  return { code, at: at?.trim() };
}
