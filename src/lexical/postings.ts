/**
 * The inverted file of one field: for every term, the passages that hold it and how often. Immutable; all
 * arrays may be views of one file. Terms are sorted, so that finding one is a binary search and joining several
 * files is one pass over all of them.
 *
 * A posting is a position (of a passage, not its id), ascending within a term, and a frequency. They are kept in
 * blocks of 64 by frame of reference (Goldstein, Ramakrishnan and Shaft, "Compressing Relations and Indexes", 1998):
 * the distances to the block's first position in as many bits as the last one needs, then the frequencies less one in
 * as many as the highest needs. So any posting of a block can be read without those before it.
 */
export interface Postings {
  /** Term hashes, ascending, none twice. */
  readonly terms: Float64Array;
  /** How many passages hold `terms[i]`. */
  readonly counts: Uint32Array;
  /** The highest share that `terms[i]` has of a passage that holds it: its frequency over the passage's length. */
  readonly peaks: Float32Array;
  /** The blocks of `terms[i]` begin with this one. */
  readonly firstBlocks: Uint32Array;
  /** The first position of each block. */
  readonly blockPositions: Uint32Array;
  /** Where each block begins in `words`. */
  readonly blockStarts: Uint32Array;
  /** Bits of a distance, and 32 times those of a frequency. */
  readonly blockWidths: Uint16Array;
  /** The bits of all blocks, each from the lowest bit of a word on, and a word more than they take. */
  readonly words: Uint32Array;
  /** Terms in each passage, repeated ones counted. */
  readonly lengths: Uint32Array;
}

const postingsPerBlock = 64;

/** What a width of up to 31 bits takes. */
const widthBits = 5;
const widthMask = 2 ** widthBits - 1;

/** The bits that a number takes. */
function widthOf(value: number): number {
  return 32 - Math.clz32(value);
}

/** A frequency is kept in a byte. */
const maxFrequency = 255;

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

/** The number in the `width` bits (31 at most) from `bit` on, counted from the beginning of word `start`. */
function bitsAt(words: Uint32Array, start: number, bit: number, width: number): number {
  const word = start + (bit >>> 5);
  const shift = bit & 31;
  // The other word in two steps: a shift by 32 would be one by 0.
  return ((words[word]! >>> shift) | ((words[word + 1]! << 1) << (31 - shift))) & ((1 << width) - 1);
}

/** Writes `base` plus each of `count` numbers that stand one behind the other, as in {@link bitsAt}, to `into`. */
function unpack(
  words: Uint32Array,
  start: number,
  bit: number,
  width: number,
  count: number,
  base: number,
  into: Uint32Array,
): void {
  for (let i = 0; i < count; i++, bit += width) into[i] = base + bitsAt(words, start, bit, width);
}

/** Reads the postings of a field, one term at a time. */
export class PostingsReader {
  /** Of the block read last; what lies beyond {@link count} is of other blocks. */
  readonly positions = new Uint32Array(postingsPerBlock);
  readonly frequencies = new Uint32Array(postingsPerBlock);
  /** How many postings the block read last has. */
  count = 0;
  private term = 0;
  private block = -1;
  private blocks = 0;

  constructor(private readonly postings: Postings) {}

  /** Turns to the term at an index. */
  open(term: number): void {
    this.term = term;
    this.block = -1;
    this.blocks = Math.ceil(this.postings.counts[term]! / postingsPerBlock);
  }

  /** Reads the next block of the term; false where there is none. */
  readNext(): boolean {
    if (this.block + 1 >= this.blocks) return false;
    this.block++;
    const { firstBlocks, blockPositions, blockStarts, blockWidths, words } = this.postings;
    const { positions, frequencies } = this;
    const count = this.countOf(this.block);
    const block = firstBlocks[this.term]! + this.block;
    const start = blockStarts[block]!;
    const width = blockWidths[block]! & widthMask;
    const frequencyWidth = blockWidths[block]! >>> widthBits;
    unpack(words, start, 0, width, count, blockPositions[block]!, positions);
    if (frequencyWidth === 0) frequencies.fill(1);
    else unpack(words, start, count * width, frequencyWidth, count, 1, frequencies);
    this.count = count;
    return true;
  }

  /** How often the term stands in the passage at a position. From call to call positions must ascend. */
  frequencyAt(position: number): number {
    const { firstBlocks, blockPositions, blockStarts, blockWidths, words } = this.postings;
    const first = firstBlocks[this.term]!;
    let block = Math.max(0, this.block);
    if (this.blocks === 0 || position < blockPositions[first + block]!) return 0;
    // In steps that double, then by halves: the next position looked up is seldom far.
    let step = 1;
    for (; block + step < this.blocks && blockPositions[first + block + step]! <= position; step *= 2) {
      block += step;
    }
    for (; step >= 1; step >>>= 1) {
      if (block + step < this.blocks && blockPositions[first + block + step]! <= position) block += step;
    }
    this.block = block;

    const distance = position - blockPositions[first + block]!;
    const start = blockStarts[first + block]!;
    const width = blockWidths[first + block]! & widthMask;
    const count = this.countOf(block);
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (bitsAt(words, start, middle * width, width) < distance) low = middle + 1;
      else high = middle;
    }
    if (bitsAt(words, start, low * width, width) !== distance) return 0;
    const frequencyWidth = blockWidths[first + block]! >>> widthBits;
    return 1 + bitsAt(words, start, count * width + low * frequencyWidth, frequencyWidth);
  }

  private countOf(block: number): number {
    return Math.min(postingsPerBlock, this.postings.counts[this.term]! - block * postingsPerBlock);
  }
}

/** A typed array that doubles when it is full. */
class GrowingArray<Values extends Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array> {
  length = 0;

  constructor(private values: Values) {}

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new (this.values.constructor as new (length: number) => Values)(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  at(index: number): number {
    return this.values[index]!;
  }

  toArray(): Values {
    return this.values.slice(0, this.length) as Values;
  }
}

const firstRoom = 1024;

/** Writes postings term by term, in ascending order of terms and of positions. */
class PostingsWriter {
  private readonly terms = new GrowingArray(new Float64Array(firstRoom));
  private readonly counts = new GrowingArray(new Uint32Array(firstRoom));
  private readonly peaks = new GrowingArray(new Float32Array(firstRoom));
  private readonly firstBlocks = new GrowingArray(new Uint32Array(firstRoom));
  private readonly blockPositions = new GrowingArray(new Uint32Array(firstRoom));
  private readonly blockStarts = new GrowingArray(new Uint32Array(firstRoom));
  private readonly blockWidths = new GrowingArray(new Uint16Array(firstRoom));
  private readonly words = new GrowingArray(new Uint32Array(firstRoom));
  /** Of the block that is being filled. */
  private readonly positions = new Uint32Array(postingsPerBlock);
  private readonly frequencies = new Uint8Array(postingsPerBlock);
  private inBlock = 0;
  private count = 0;
  private peak = 0;

  constructor(private readonly lengths: Uint32Array) {}

  add(position: number, frequency: number): void {
    if (this.inBlock === postingsPerBlock) this.writeBlock();
    this.positions[this.inBlock] = position;
    this.frequencies[this.inBlock++] = frequency;
    this.count++;
    this.peak = Math.max(this.peak, frequency / this.lengths[position]!);
  }

  /** Ends the term whose postings were added; one that has none is left out. */
  finish(term: number): void {
    if (this.count === 0) return;
    this.firstBlocks.push(this.blockStarts.length - Math.floor((this.count - 1) / postingsPerBlock));
    this.writeBlock();
    this.terms.push(term);
    this.counts.push(this.count);
    this.peaks.push(this.peak);
    this.count = 0;
    this.peak = 0;
  }

  build(): Postings {
    this.words.push(0);
    return {
      terms: this.terms.toArray(),
      counts: this.counts.toArray(),
      peaks: this.peaks.toArray(),
      firstBlocks: this.firstBlocks.toArray(),
      blockPositions: this.blockPositions.toArray(),
      blockStarts: this.blockStarts.toArray(),
      blockWidths: this.blockWidths.toArray(),
      words: this.words.toArray(),
      lengths: this.lengths,
    };
  }

  private writeBlock(): void {
    const { positions, frequencies, inBlock } = this;
    const first = positions[0]!;
    const width = widthOf(positions[inBlock - 1]! - first);
    let highest = 1;
    for (let i = 0; i < inBlock; i++) highest = Math.max(highest, frequencies[i]!);
    const frequencyWidth = widthOf(highest - 1);
    this.blockPositions.push(first);
    this.blockStarts.push(this.words.length);
    this.blockWidths.push(width | (frequencyWidth << widthBits));
    let word = 0;
    let filled = 0;
    const write = (value: number, bits: number): void => {
      word |= value << filled;
      filled += bits;
      if (filled < 32) return;
      this.words.push(word);
      filled -= 32;
      // Nothing is left of a value that ended with its word; a shift by 32 would leave all of it.
      word = filled === 0 ? 0 : value >>> (bits - filled);
    };
    for (let i = 0; i < inBlock; i++) write(positions[i]! - first, width);
    for (let i = 0; i < inBlock; i++) write(frequencies[i]! - 1, frequencyWidth);
    if (filled > 0) this.words.push(word);
    this.inBlock = 0;
  }
}

/**
 * Collects the terms of passages in order of position, then sorts them into {@link Postings}. Takes nine bytes a
 * posting until then: many passages are built in several parts, which {@link mergePostings} joins.
 */
export class PostingsBuilder {
  /** Term hash → its number, in order of first sight. */
  private readonly numbers = new Map<number, number>();
  /** How often each term stands in the passage being added, by its number. */
  private counts = new Uint32Array(firstRoom);
  private readonly entryTerms = new GrowingArray(new Uint32Array(firstRoom));
  private readonly entryPositions = new GrowingArray(new Uint32Array(firstRoom));
  private readonly entryFrequencies = new GrowingArray(new Uint8Array(firstRoom));
  private readonly lengths = new GrowingArray(new Uint32Array(firstRoom));

  /** The number that stands for a term in {@link add}. */
  numberOf(term: number): number {
    let number = this.numbers.get(term);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(term, number);
      if (number === this.counts.length) {
        const larger = new Uint32Array(number * 2);
        larger.set(this.counts);
        this.counts = larger;
      }
    }
    return number;
  }

  /** Adds the next passage: the numbers of its terms, which may repeat. */
  add(numbers: readonly number[]): void {
    const position = this.lengths.length;
    for (const number of numbers) this.counts[number]!++;
    for (const number of numbers) {
      const count = this.counts[number]!;
      if (count === 0) continue;
      this.counts[number] = 0;
      this.entryTerms.push(number);
      this.entryPositions.push(position);
      this.entryFrequencies.push(Math.min(count, maxFrequency));
    }
    this.lengths.push(numbers.length);
  }

  /** A counting sort by term; positions stay ascending because passages were added in order. */
  build(): Postings {
    const entries = this.entryTerms.length;
    const ends = new Uint32Array(this.numbers.size + 1);
    for (let i = 0; i < entries; i++) ends[this.entryTerms.at(i) + 1]!++;
    for (let i = 0; i < this.numbers.size; i++) ends[i + 1]! += ends[i]!;
    // Each moves from the beginning of its term's entries to their end.
    const sorted = new Uint32Array(entries);
    for (let i = 0; i < entries; i++) sorted[ends[this.entryTerms.at(i)]!++] = i;

    const writer = new PostingsWriter(this.lengths.toArray());
    for (const term of Float64Array.from(this.numbers.keys()).sort()) {
      const number = this.numbers.get(term)!;
      for (let i = number === 0 ? 0 : ends[number - 1]!; i < ends[number]!; i++) {
        writer.add(this.entryPositions.at(sorted[i]!), this.entryFrequencies.at(sorted[i]!));
      }
      writer.finish(term);
    }
    return writer.build();
  }
}

/** Postings to be merged, and where the passage at each of their positions goes, ascending, or -1 where it is dropped. */
export interface PostingsPart {
  readonly postings: Postings;
  readonly newPositions: Int32Array;
}

/**
 * One inverted file of the kept passages of all `parts`, of which none may go before those of an earlier part. `kept`
 * counts them. Terms that no passage holds any more are dropped.
 */
export function mergePostings(parts: readonly PostingsPart[], kept: number): Postings {
  const lengths = new Uint32Array(kept);
  for (const { postings, newPositions } of parts) {
    newPositions.forEach((to, from) => {
      if (to >= 0) lengths[to] = postings.lengths[from]!;
    });
  }
  const writer = new PostingsWriter(lengths);
  const open = parts.map(({ postings, newPositions }) => ({
    terms: postings.terms,
    reader: new PostingsReader(postings),
    newPositions,
    next: 0,
  }));
  for (;;) {
    let term = Infinity;
    for (const { terms, next } of open) if (next < terms.length && terms[next]! < term) term = terms[next]!;
    if (term === Infinity) return writer.build();
    for (const part of open) {
      if (part.terms[part.next] !== term) continue;
      const { reader, newPositions } = part;
      reader.open(part.next);
      while (reader.readNext()) {
        for (let i = 0; i < reader.count; i++) {
          const to = newPositions[reader.positions[i]!]!;
          if (to >= 0) writer.add(to, reader.frequencies[i]!);
        }
      }
      part.next++;
    }
    writer.finish(term);
  }
}
