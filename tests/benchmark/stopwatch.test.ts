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

  it('lets errors through', () => {
    const stopwatch = new Stopwatch<'fail'>();
    const engine = new Engine();
    stopwatch.time(engine, 'fail', 'fail');
    expect(() => {
      engine.fail();
    }).toThrow('broken');
  });
});
