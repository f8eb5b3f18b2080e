/** Remembers at most so many values by their keys: what was set longest ago makes room. */
export class BoundedMap<Key, Value> {
  private readonly values = new Map<Key, Value>();

  constructor(private readonly limit: number) {}

  get(key: Key): Value | undefined {
    return this.values.get(key);
  }

  /** Counts as set now, also where the key is there. */
  set(key: Key, value: Value): void {
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.limit) this.values.delete(this.values.keys().next().value!);
  }
}
