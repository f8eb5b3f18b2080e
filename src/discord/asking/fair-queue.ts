/**
 * Work waits its turn by user: the users take turns, however much each has waiting, so that one cannot
 * starve the rest. What is over a bound is refused at once instead of waiting without end.
 */
export interface FairQueueLimits {
  readonly concurrency: number;
  readonly maxWaiting: number;
  readonly maxWaitingPerUser: number;
}

export type Work<T> = (signal: AbortSignal) => Promise<T>;

/** `timed-out`: the time was up, waiting included; the signal of the work has been aborted. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'failed'; readonly error: unknown };

export type Admission<T> =
  | { readonly kind: 'admitted'; readonly outcome: Promise<Outcome<T>> }
  | { readonly kind: 'full' }
  | { readonly kind: 'too-many'; readonly waiting: number }
  | { readonly kind: 'closing' };

export interface FairQueue {
  submit<T>(user: string, timeoutMs: number, work: Work<T>): Admission<T>;
  readonly waiting: number;
  readonly running: number;
  /** Takes nothing new; resolves when all is done, or the time is up and the rest has been aborted. */
  close(timeoutMs: number): Promise<void>;
}

/** How long cancelled work keeps its place when it does not end. */
const graceMs = 1_000;

interface Entry {
  readonly start: () => void;
  readonly giveUp: () => void;
}

export function createFairQueue(limits: FairQueueLimits): FairQueue {
  /** Users in order of their turn; a user without waiting work is not in it. */
  const waitingByUser = new Map<string, Entry[]>();
  const runningByUser = new Map<string, number>();
  /** Slow questions of one user leave places for the others. */
  const maxRunningPerUser = Math.max(1, Math.floor(limits.concurrency / 2));
  const pending = new Set<Entry>();
  let waiting = 0;
  let running = 0;
  let isClosing = false;
  let whenIdle: (() => void) | undefined;

  /** The next user who is not at work on a share of the places already. */
  function findTurn(): [string, Entry[]] | undefined {
    for (const turn of waitingByUser) {
      if ((runningByUser.get(turn[0]) ?? 0) < maxRunningPerUser) return turn;
    }
    return undefined;
  }

  function release(user: string): void {
    running--;
    const left = (runningByUser.get(user) ?? 1) - 1;
    if (left === 0) runningByUser.delete(user);
    else runningByUser.set(user, left);
  }

  function startNext(): void {
    while (running < limits.concurrency) {
      const turn = findTurn();
      if (turn === undefined) break;
      const [user, entries] = turn;
      const entry = entries.shift();
      waitingByUser.delete(user);
      if (entries.length > 0) waitingByUser.set(user, entries);
      if (entry === undefined) continue;
      waiting--;
      running++;
      runningByUser.set(user, (runningByUser.get(user) ?? 0) + 1);
      entry.start();
    }
  }

  function removeWaiting(user: string, entry: Entry): void {
    const entries = waitingByUser.get(user);
    const position = entries?.indexOf(entry) ?? -1;
    if (entries === undefined || position < 0) return;
    entries.splice(position, 1);
    if (entries.length === 0) waitingByUser.delete(user);
    waiting--;
  }

  function submit<T>(user: string, timeoutMs: number, work: Work<T>): Admission<T> {
    if (isClosing) return { kind: 'closing' };
    const own = waitingByUser.get(user)?.length ?? 0;
    if (own >= limits.maxWaitingPerUser) return { kind: 'too-many', waiting: own };
    if (waiting >= limits.maxWaiting) return { kind: 'full' };
    const outcome = new Promise<Outcome<T>>((resolve) => {
      const controller = new AbortController();
      let hasPlace = false;
      const settle = (result: Outcome<T>): void => {
        if (!pending.delete(entry)) return;
        clearTimeout(timer);
        resolve(result);
        if (pending.size === 0) whenIdle?.();
      };
      const leave = (): void => {
        if (!hasPlace) return;
        hasPlace = false;
        release(user);
        // A turn of the event loop for what else has arrived: acknowledging goes before answering.
        setImmediate(startNext);
      };
      const entry: Entry = {
        start: () => {
          hasPlace = true;
          work(controller.signal)
            .then(
              (value) => {
                settle({ kind: 'done', value });
              },
              (error: unknown) => {
                settle({ kind: 'failed', error });
              },
            )
            .finally(leave);
        },
        giveUp: () => {
          controller.abort();
          removeWaiting(user, entry);
          settle({ kind: 'timed-out' });
          // Cancelled work gives its place back when it has ended; work that does not heed, after a while.
          setTimeout(leave, graceMs).unref();
        },
      };
      const timer = setTimeout(entry.giveUp, timeoutMs);
      pending.add(entry);
      waitingByUser.set(user, [...(waitingByUser.get(user) ?? []), entry]);
      waiting++;
      startNext();
    });
    return { kind: 'admitted', outcome };
  }

  return {
    submit,
    get waiting() {
      return waiting;
    },
    get running() {
      return running;
    },
    async close(timeoutMs) {
      isClosing = true;
      if (pending.size === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          for (const entry of [...pending]) entry.giveUp();
        }, timeoutMs);
        whenIdle = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
