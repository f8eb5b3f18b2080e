/** In whole milliseconds, the time by which tokens and limits run out: the machine’s, unless a test changes it. */
export class FakeClock {
  private aheadMs = 0;
  private stoppedAtMs: number | undefined;

  nowMs(): number {
    return (this.stoppedAtMs ?? Math.floor(performance.now())) + this.aheadMs;
  }

  stop(): void {
    this.stoppedAtMs = Math.floor(performance.now());
  }

  advance(timeMs: number): void {
    this.aheadMs += timeMs;
  }
}
