/** The shards of one machine, of all that the bot has. */
export interface ShardShare {
  readonly total: number;
  /** Their numbers; or how many of them, whichever run on no other machine. */
  readonly here: readonly number[] | number;
}

/** `none`: one process; `auto`: as many shards as Discord recommends; a number: so many, all on this machine. */
export type ShardPlan = 'none' | 'auto' | number | ShardShare;

/** Sees to it that each shard runs on one machine. */
export interface ShardClaims {
  /**
   * Claims shards that no other machine has, up to as many as are wanted here. Gives the numbers held now, ascending;
   * rejects where that cannot be told.
   */
  renew(): Promise<readonly number[]>;
  /** Leaves them to other machines. */
  close(): Promise<void>;
}
