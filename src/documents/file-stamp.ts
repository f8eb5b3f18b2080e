import type { BigIntStats } from 'node:fs';

/** The coarsest clock of a file system in use ticks every two seconds (FAT). */
const settledAfterMs = 3_000;

/**
 * What tells one state of a file from another without reading it: its number on the disk, its size, and when its
 * bytes and its entry were changed. Times of bytes can be set back by anyone, that of the entry by nobody.
 */
export function stampOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${ino}:${size}:${mtimeNs}:${ctimeNs}`;
}

/**
 * Whether every change from `nowMs` on is sure to give another stamp. A file that has just been changed may be
 * changed again before the clock of its file system ticks, and keep its stamp.
 */
export function isSettled({ mtimeMs, ctimeMs }: BigIntStats, nowMs: number): boolean {
  return nowMs - Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs) > settledAfterMs;
}
