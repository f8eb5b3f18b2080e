/** How much of one file is read, so that a hostile one takes no more than its share. */
export interface ParseLimits {
  /** Pages, slides, sheets or chapters; what stands behind is left out and said to be. */
  readonly maxParts: number;
  /** What an archive may unpack to, all of its entries together. */
  readonly maxUnpackedBytes: number;
  /** How deep elements, tables and groups may be nested; what is deeper is read as if it were not. */
  readonly maxDepth: number;
}

export const parseLimits: ParseLimits = {
  maxParts: 5_000,
  maxUnpackedBytes: 256 * 2 ** 20,
  maxDepth: 100,
};
