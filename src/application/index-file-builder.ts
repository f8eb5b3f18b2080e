import type { DerivedFile, Manifest } from '../contracts/manifest.js';

/** What a derived file is made from: the last one, where it can be used, and the rows that differ since. */
export interface BuildJob {
  readonly directory: string;
  /** The one being made; what it removes must be marked. */
  readonly snapshot: number;
  /** The last finished one; undefined where none of its rows stay. */
  readonly last: Manifest | undefined;
  /** Ids of the passages that `last` shows and the new one does not. */
  readonly removed: readonly number[];
  /** Length of a vector. */
  readonly dimension: number;
}

/**
 * Makes a derived file while the rows that it is made of are still being written. The file depends on the rows
 * alone, and not on when they were taken in: they must be written in ascending order of id.
 */
export interface IndexFileBuilder {
  /** Takes in the rows written so far. */
  advance(): Promise<void>;
  /** Takes in the rest and writes the file; all rows must have been written. */
  finish(): Promise<DerivedFile>;
}

/** Told now and then how many passages have been taken in; stops the builder by throwing. */
export type OnBuilt = (passages: number) => void;

/** Passages taken in between two looks at timers, signals and the caller. */
export const passagesAtATime = 200;
