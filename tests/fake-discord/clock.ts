/** The time by which the fake lets tokens and limits run out: the machine's, unless a test stops it or moves it on. */
export class FakeClock {
  private aheadMs = 0;
  private stoppedAtMs: number | undefined;

  nowMs(): number {
    return (this.stoppedAtMs ?? performance.now()) + this.aheadMs;
  }

  stop(): void {
    this.stoppedAtMs = performance.now();
  }

  advance(timeMs: number): void {
    this.aheadMs += timeMs;
  }
}
