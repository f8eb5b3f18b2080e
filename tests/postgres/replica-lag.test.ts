import { describe, expect, it } from 'vitest';
import { ReplicaLag } from '../../src/postgres/replica-lag.js';

describe('how far a standby is behind', () => {
  it('is how long the primary has had the first snapshot that it has not', () => {
    const lag = new ReplicaLag();
    expect(lag.of(3, 1_000)).toBe(0);
    lag.note(3, 0, 1_000);
    lag.note(3, 0, 2_000);
    expect(lag.of(3, 9_000)).toBe(0);
    lag.note(4, 9_500, 10_000);
    lag.note(6, 11_900, 12_000);
    expect(lag.of(3, 15_000)).toBe(5_000);
    expect(lag.of(4, 15_000)).toBe(3_000);
    expect(lag.of(5, 15_000)).toBe(3_000);
    expect(lag.of(6, 15_000)).toBe(0);
    expect(lag.of(7, 15_000)).toBe(0);
  });

  it('counts from when a snapshot was finished where it was there at the first look, by no clock that is ahead', () => {
    const behind = new ReplicaLag();
    behind.note(8, 4_000, 10_000);
    expect(behind.of(7, 10_000)).toBe(6_000);
    const ahead = new ReplicaLag();
    ahead.note(8, 99_000, 10_000);
    expect(ahead.of(7, 10_500)).toBe(500);
  });

  it('forgets what a primary had finished that was lost with it', () => {
    const lag = new ReplicaLag();
    lag.note(5, 0, 0);
    lag.note(6, 1_000, 1_000);
    lag.note(5, 0, 2_000);
    expect(lag.of(5, 9_000)).toBe(0);
    lag.note(6, 9_500, 10_000);
    expect(lag.of(5, 10_500)).toBe(500);
  });
});
