import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createFairQueue } from '../../src/discord/asking/fair-queue.js';
import type { Admission, Outcome } from '../../src/discord/asking/fair-queue.js';

const wide = { concurrency: 1, maxWaiting: 1_000, maxWaitingPerUser: 1_000 };
const later = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

function outcomes<T>(
  admissions: readonly Admission<T>[],
): Promise<(Outcome<T> | Exclude<Admission<T>, { kind: 'admitted' }>)[]> {
  return Promise.all(
    admissions.map((admission) =>
      admission.kind === 'admitted' ? admission.outcome : Promise.resolve(admission),
    ),
  );
}

describe('the fair queue', () => {
  it('lets users take turns, however much one of them asks', async () => {
    const queue = createFairQueue(wide);
    const order: string[] = [];
    const submit = (user: string) =>
      queue.submit(user, 10_000, async () => {
        await later();
        order.push(user);
      });
    const greedy = Array.from({ length: 20 }, () => submit('greedy'));
    const others = ['a', 'b', 'c'].map(submit);
    await outcomes([...greedy, ...others]);
    expect(Math.max(...['a', 'b', 'c'].map((user) => order.indexOf(user)))).toBeLessThan(6);
    expect(order).toHaveLength(23);
  });

  it('leaves places for others while one user’s questions are slow', async () => {
    const queue = createFairQueue({ ...wide, concurrency: 4 });
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = Array.from({ length: 6 }, () => queue.submit('slow', 10_000, () => gate));
    const quick = queue.submit('quick', 10_000, () => Promise.resolve('done'));
    expect(await outcomes([quick])).toEqual([{ kind: 'done', value: 'done' }]);
    expect(queue.running).toBe(2);
    release();
    await outcomes(slow);
  });

  it('settles every submission once, whatever comes', async () => {
    const job = fc.record({
      user: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom('quick', 'late', 'throws', 'hangs'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(job, { maxLength: 30 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 20 }),
        async (jobs, concurrency, maxWaiting) => {
          const queue = createFairQueue({ concurrency, maxWaiting, maxWaitingPerUser: 5 });
          let running = 0;
          let most = 0;
          const admissions = jobs.map(({ user, kind }) =>
            queue.submit(user, 15, async (signal) => {
              running++;
              most = Math.max(most, running);
              try {
                if (kind === 'hangs')
                  await new Promise((resolve) => {
                    signal.addEventListener('abort', resolve);
                  });
                if (kind === 'late') await later();
                if (kind === 'throws') throw new Error('no');
                return kind;
              } finally {
                running--;
              }
            }),
          );
          const ended = await outcomes(admissions);
          expect(ended).toHaveLength(jobs.length);
          expect(most).toBeLessThanOrEqual(concurrency);
          ended.forEach(({ kind }, index) => {
            if (kind === 'failed') expect(jobs[index]?.kind).toBe('throws');
            if (kind === 'done') expect(['quick', 'late']).toContain(jobs[index]?.kind);
          });
          // Cancelled work gives its place back a moment after its outcome is known.
          await later();
          expect([queue.waiting, queue.running]).toEqual([0, 0]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('closes when what is in flight has ended, refuses the rest, and gives up in time', async () => {
    const queue = createFairQueue(wide);
    const done = queue.submit('a', 10_000, async () => {
      await later();
      return 'answer';
    });
    const closing = queue.close(5_000);
    expect(queue.submit('b', 10_000, () => Promise.resolve())).toEqual({ kind: 'closing' });
    await closing;
    expect(await outcomes([done])).toEqual([{ kind: 'done', value: 'answer' }]);

    const stuck = createFairQueue(wide);
    let isAborted = false;
    const hangs = stuck.submit('a', 60_000, (signal) => {
      signal.addEventListener('abort', () => {
        isAborted = true;
      });
      return new Promise(() => undefined);
    });
    await stuck.close(20);
    expect(await outcomes([hangs])).toEqual([{ kind: 'timed-out' }]);
    expect(isAborted).toBe(true);
  });
});
