type Method = (...given: never[]) => unknown;

/** Sums the time spent in methods, by step; what a timed method calls that is timed too counts for both. */
export class Stopwatch<Step extends string> {
  private readonly milliseconds = new Map<Step, number>();

  /** Puts a timed method in place of one of `target`'s, for a promise until it is settled. */
  time<Target extends object>(target: Target, name: keyof Target & string, step: Step): void {
    const untimed = target[name] as Method;
    const add = (startedMs: number): void => {
      this.milliseconds.set(step, (this.milliseconds.get(step) ?? 0) + performance.now() - startedMs);
    };
    function timed(this: unknown, ...given: never[]): unknown {
      const startedMs = performance.now();
      const result = untimed.apply(this, given);
      if (result instanceof Promise)
        return result.finally(() => {
          add(startedMs);
        });
      add(startedMs);
      return result;
    }
    Object.defineProperty(target, name, { value: timed, configurable: true, writable: true });
  }

  /** Milliseconds of a step since the last {@link reset}. */
  read(step: Step): number {
    return this.milliseconds.get(step) ?? 0;
  }

  reset(): void {
    this.milliseconds.clear();
  }
}
