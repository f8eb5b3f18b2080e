/** How often a service that is asked nothing looks for a newer index. */
const lookEveryMs = 1_000;

/** Looks for a newer snapshot every second and when told to, one look at a time, until it is closed. */
export class SnapshotWatch {
  private running: Promise<void> | undefined;
  private closed = false;
  private readonly timer: NodeJS.Timeout;

  /** `look` must not reject. */
  constructor(private readonly look: () => Promise<void>) {
    this.timer = setInterval(() => void this.refresh(), lookEveryMs).unref();
  }

  get isClosed(): boolean {
    return this.closed;
  }

  /** Resolves when the look that is under way, or begins now, has come to an end, good or bad. */
  refresh(): Promise<void> {
    if (this.closed) return Promise.resolve();
    this.running ??= this.look().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Begins no look any more; gives the one that is under way. */
  close(): Promise<void> | undefined {
    this.closed = true;
    clearInterval(this.timer);
    return this.running;
  }
}
