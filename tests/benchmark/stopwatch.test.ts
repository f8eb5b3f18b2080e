import { describe, expect, it } from 'vitest';
import { Stopwatch } from '../../scripts/benchmark/speed/stopwatch.js';

class Engine {
  private readonly factor = 2;
  double(value: number): number {
    return value * this.factor;
  }
  async later(value: number): Promise<number> {
    await Promise.resolve();
    return this.double(value);
  }
  fail(): void {
    throw new Error('broken');
  }
}

describe('Stopwatch', () => {
  it('changes nothing of what methods do', async () => {
    const stopwatch = new Stopwatch<'double' | 'later'>();
    const engine = new Engine();
    stopwatch.time(engine, 'double', 'double');
    stopwatch.time(engine, 'later', 'later');
    expect(engine.double(3)).toBe(6);
    await expect(engine.later(4)).resolves.toBe(8);
    expect(stopwatch.read('double')).toBeGreaterThan(0);
    expect(stopwatch.read('later')).toBeGreaterThan(0);
    stopwatch.reset();
    expect(stopwatch.read('double')).toBe(0);
  });

  it('counts calls at the same time once, by the clock that it is given', async () => {
    let now = 0;
    const stopwatch = new Stopwatch<'wait'>(() => now);
    const ends: (() => void)[] = [];
    const waiter = {
      wait: (): Promise<void> =>
        new Promise((resolve) => {
          ends.push(resolve);
        }),
    };
    stopwatch.time(waiter, 'wait', 'wait');
    const calls = [waiter.wait()];
    now = 10;
    calls.push(waiter.wait());
    now = 30;
    ends[0]!();
    await calls[0];
    now = 45;
    ends[1]!();
    await calls[1];
    now = 100;
    expect(stopwatch.read('wait')).toBe(45);
  });

  it('lets errors through', () => {
    const stopwatch = new Stopwatch<'fail'>();
    const engine = new Engine();
    stopwatch.time(engine, 'fail', 'fail');
    expect(() => {
      engine.fail();
    }).toThrow('broken');
  });
});
