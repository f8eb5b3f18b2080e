/** Snapshots of the primary that are remembered. */
const maxSeen = 1_000;

/** Knows since when the primary has had its snapshots, and so for how long a standby has been without them. */
export class ReplicaLag {
  private readonly seen: { readonly number: number; readonly sinceMs: number }[] = [];

  /**
   * Takes note of the newest snapshot of the primary. `finishedAtMs` counts for the first one that is noted; later ones
   * are noted as they appear, and the clock of the indexer's machine is left out of it.
   */
  note(number: number, finishedAtMs: number, nowMs: number): void {
    // A standby that was promoted may be without what the primary before it had finished last.
    while ((this.seen.at(-1)?.number ?? 0) > number) this.seen.pop();
    if (this.seen.at(-1)?.number === number) return;
    this.seen.push({ number, sinceMs: this.seen.length === 0 ? Math.min(finishedAtMs, nowMs) : nowMs });
    if (this.seen.length > maxSeen) this.seen.shift();
  }

  /** How long, in milliseconds, the primary has had something newer than a snapshot; 0 where it has nothing newer. */
  of(number: number, nowMs: number): number {
    const missing = this.seen.find((each) => each.number > number);
    return missing === undefined ? 0 : nowMs - missing.sinceMs;
  }
}
