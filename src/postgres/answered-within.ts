import { setTimeout as delay } from 'node:timers/promises';

class SilenceError extends Error {
  readonly code = 'ETIMEDOUT';
}

/** Whether nothing was heard of the server in time. */
export function isSilence(error: unknown): boolean {
  return error instanceof SilenceError;
}

/**
 * Waits for the server, but no longer than that: rejects then as if it could not be reached. What was asked may still be
 * done.
 */
export async function answeredWithin<Result>(
  timeMs: number,
  work: Promise<Result>,
  onSilence: () => void = () => undefined,
): Promise<Result> {
  const answered = new AbortController();
  const silence = delay(timeMs, undefined, { signal: answered.signal, ref: false }).then(() => {
    onSilence();
    throw new SilenceError('no answer');
  });
  // Whichever is not waited for may still fail.
  silence.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, silence]);
  } finally {
    answered.abort();
  }
}
