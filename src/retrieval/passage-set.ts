import type { PassageFilter } from '../contracts/search.js';

/** Some of the passages of an index. Made once for many questions: of a million it takes four megabytes. */
export class PassageSet implements PassageFilter {
  /** Ascending. */
  readonly ids: Uint32Array;
  /** One bit an id. */
  private readonly bits: Uint32Array;

  /** Of ids given in ascending order. */
  constructor(ids: readonly number[]) {
    this.ids = Uint32Array.from(ids);
    this.bits = new Uint32Array(((this.ids.at(-1) ?? 0) >>> 5) + 1);
    for (const id of this.ids) this.bits[id >>> 5]! |= 1 << (id & 31);
  }

  get size(): number {
    return this.ids.length;
  }

  has(id: number): boolean {
    return ((this.bits[id >>> 5] ?? 0) & (1 << (id & 31))) !== 0;
  }
}
