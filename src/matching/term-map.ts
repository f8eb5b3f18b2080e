const lowBitCount = 14;
const lowBits = (1 << lowBitCount) - 1;

/**
 * A few terms with what belongs to each. Asked for every term of what is read, of which next to none is there: so the
 * low bits of those that are there are looked at first, which costs less than asking a map.
 */
export class TermMap<Value> {
  private readonly values = new Map<number, Value>();
  private readonly mayBeThere = new Uint8Array(lowBits + 1);

  get size(): number {
    return this.values.size;
  }

  get(term: number): Value | undefined {
    return this.mayBeThere[(term >>> 0) & lowBits] === 1 ? this.values.get(term) : undefined;
  }

  /** The value of a term, made where there is none yet. */
  getOrMake(term: number, make: () => Value): Value {
    let value = this.get(term);
    if (value === undefined) {
      value = make();
      this.values.set(term, value);
      this.mayBeThere[(term >>> 0) & lowBits] = 1;
    }
    return value;
  }
}
