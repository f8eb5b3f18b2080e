/**
 * The inverted file of one field: for every term, the passages that hold it and how often. Immutable; all
 * arrays may be views of one file. Terms are sorted, so that finding one is a binary search and joining two
 * files is one pass over both.
 */
export interface Postings {
  /** Term hashes, ascending, none twice. */
  readonly terms: Float64Array;
  /** The postings of `terms[i]` stand at `offsets[i]` up to `offsets[i + 1]`. One longer than `terms`. */
  readonly offsets: Uint32Array;
  /** Positions of passages (not their ids), ascending within a term. */
  readonly positions: Uint32Array;
  /** How often the term stands in the passage, at most 255. */
  readonly frequencies: Uint8Array;
  /** Terms in each passage, repeated ones counted. */
  readonly lengths: Uint32Array;
}

/** The index of a value in an ascending list, or -1. */
export function findSorted(sorted: Float64Array | Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const there = sorted[middle]!;
    if (there === value) return middle;
    if (there < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** A typed array that doubles when it is full. */
class GrowingUint32 {
  private array = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.array.length) {
      const larger = new Uint32Array(this.array.length * 2);
      larger.set(this.array);
      this.array = larger;
    }
    this.array[this.length++] = value;
  }

  at(index: number): number {
    return this.array[index]!;
  }

  toArray(): Uint32Array {
    return this.array.slice(0, this.length);
  }
}

/** Collects the terms of passages in order of position, then sorts them into {@link Postings}. */
export class PostingsBuilder {
  /** Term hash → order of first sight. */
  private readonly seen = new Map<number, number>();
  private readonly termHashes: number[] = [];
  private readonly entryTerms = new GrowingUint32();
  private readonly entryPositions = new GrowingUint32();
  private readonly entryFrequencies = new GrowingUint32();
  private readonly lengths = new GrowingUint32();

  /** Adds the next passage. `terms` may repeat. */
  add(terms: Iterable<number>): void {
    const position = this.lengths.length;
    const counts = new Map<number, number>();
    let length = 0;
    for (const term of terms) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
      length++;
    }
    for (const [term, count] of counts) {
      let order = this.seen.get(term);
      if (order === undefined) {
        order = this.termHashes.length;
        this.seen.set(term, order);
        this.termHashes.push(term);
      }
      this.entryTerms.push(order);
      this.entryPositions.push(position);
      this.entryFrequencies.push(Math.min(count, 255));
    }
    this.lengths.push(length);
  }

  /** A counting sort by term; positions stay ascending because passages were added in order. */
  build(): Postings {
    const terms = Float64Array.from(this.termHashes).sort();
    const sortedIndex = new Map<number, number>();
    terms.forEach((term, index) => sortedIndex.set(term, index));
    const target = Uint32Array.from(this.termHashes, (term) => sortedIndex.get(term)!);

    const entries = this.entryTerms.length;
    const offsets = new Uint32Array(terms.length + 1);
    for (let i = 0; i < entries; i++) offsets[target[this.entryTerms.at(i)]! + 1]!++;
    for (let i = 0; i < terms.length; i++) offsets[i + 1]! += offsets[i]!;

    const next = offsets.slice(0, terms.length);
    const positions = new Uint32Array(entries);
    const frequencies = new Uint8Array(entries);
    for (let i = 0; i < entries; i++) {
      const slot = next[target[this.entryTerms.at(i)]!]!++;
      positions[slot] = this.entryPositions.at(i);
      frequencies[slot] = this.entryFrequencies.at(i);
    }
    return { terms, offsets, positions, frequencies, lengths: this.lengths.toArray() };
  }
}

/**
 * One inverted file of the kept passages of `old` followed by those of `added`. `newPositions[p]` is where
 * the passage at `p` of `old` goes, ascending, or -1 where it is dropped; `kept` counts those that stay.
 * Terms that no passage holds any more are dropped.
 */
export function mergePostings(
  old: Postings,
  newPositions: Int32Array,
  kept: number,
  added: Postings,
): Postings {
  const maxEntries = old.positions.length + added.positions.length;
  const terms = new Float64Array(old.terms.length + added.terms.length);
  const offsets = new Uint32Array(terms.length + 1);
  const positions = new Uint32Array(maxEntries);
  const frequencies = new Uint8Array(maxEntries);
  let termCount = 0;
  let entry = 0;

  const copy = (from: Postings, index: number, place: (position: number) => number): void => {
    for (let i = from.offsets[index]!; i < from.offsets[index + 1]!; i++) {
      const position = place(from.positions[i]!);
      if (position < 0) continue;
      positions[entry] = position;
      frequencies[entry++] = from.frequencies[i]!;
    }
  };

  for (let i = 0, j = 0; i < old.terms.length || j < added.terms.length;) {
    const left = i < old.terms.length ? old.terms[i]! : Infinity;
    const right = j < added.terms.length ? added.terms[j]! : Infinity;
    const before = entry;
    if (left <= right) copy(old, i++, (position) => newPositions[position]!);
    if (right <= left) copy(added, j++, (position) => position + kept);
    if (entry === before) continue;
    terms[termCount++] = Math.min(left, right);
    offsets[termCount] = entry;
  }

  const lengths = new Uint32Array(kept + added.lengths.length);
  newPositions.forEach((to, from) => {
    if (to >= 0) lengths[to] = old.lengths[from]!;
  });
  lengths.set(added.lengths, kept);
  return {
    terms: terms.slice(0, termCount),
    offsets: offsets.slice(0, termCount + 1),
    positions: positions.slice(0, entry),
    frequencies: frequencies.slice(0, entry),
    lengths,
  };
}
