type Method = (...given: never[]) => unknown;

interface Lap {
  total: number;
  /** Calls that have not come back yet; the clock of a step runs once, however many there are. */
  running: number;
  startedMs: number;
}

/** Sums the time spent in methods, by step; what a timed method calls that is timed too counts for both. */
export class Stopwatch<Step extends string> {
  private readonly laps = new Map<Step, Lap>();

  /** `clock`: what is summed, in milliseconds; by default the time of day. */
  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Puts a timed method in place of one of `target`'s, for a promise until it is settled. */
  time<Target extends object>(target: Target, name: keyof Target & string, step: Step): void {
    const untimed = target[name] as Method;
    const begin = (): void => {
      this.begin(step);
    };
    const end = (): void => {
      this.end(step);
    };
    function timed(this: unknown, ...given: never[]): unknown {
      begin();
      try {
        const result = untimed.apply(this, given);
        if (result instanceof Promise) return result.finally(end);
        end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    }
    Object.defineProperty(target, name, { value: timed, configurable: true, writable: true });
  }

  private begin(step: Step): void {
    let lap = this.laps.get(step);
    if (!lap) {
      lap = { total: 0, running: 0, startedMs: 0 };
      this.laps.set(step, lap);
    }
    if (lap.running++ === 0) lap.startedMs = this.clock();
  }

  private end(step: Step): void {
    const lap = this.laps.get(step)!;
    if (--lap.running === 0) lap.total += this.clock() - lap.startedMs;
  }

  /** Milliseconds of a step since the last {@link reset}. */
  read(step: Step): number {
    return this.laps.get(step)?.total ?? 0;
  }

  /** Between calls: what is still running would be counted from its own beginning. */
  reset(): void {
    for (const lap of this.laps.values()) lap.total = 0;
  }
}
