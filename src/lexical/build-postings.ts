import { postingsPerBlock, PostingsReader, widthBits, type Postings } from './postings.js';

/** A frequency is kept in a byte. */
export const maxFrequency = 255;

/** The bits that a number takes. */
function widthOf(value: number): number {
  return 32 - Math.clz32(value);
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

/** Writes postings term by term, in ascending order of terms and of docIds. */
class PostingsWriter {
  private readonly terms = new GrowingArray(new Float64Array(firstRoom));
  private readonly docFreqs = new GrowingArray(new Uint32Array(firstRoom));
  private readonly maxRelativeTfs = new GrowingArray(new Float32Array(firstRoom));
  private readonly firstBlocks = new GrowingArray(new Uint32Array(firstRoom));
  private readonly blockDocIds = new GrowingArray(new Uint32Array(firstRoom));
  private readonly blockStarts = new GrowingArray(new Uint32Array(firstRoom));
  private readonly blockWidths = new GrowingArray(new Uint16Array(firstRoom));
  private readonly words = new GrowingArray(new Uint32Array(firstRoom));
  /** Of the block that is being filled. */
  private readonly docIds = new Uint32Array(postingsPerBlock);
  private readonly frequencies = new Uint8Array(postingsPerBlock);
  private inBlock = 0;
  private count = 0;
  private maxRelativeTf = 0;

  constructor(private readonly lengths: Uint32Array) {}

  add(docId: number, frequency: number): void {
    if (this.inBlock === postingsPerBlock) this.writeBlock();
    this.docIds[this.inBlock] = docId;
    this.frequencies[this.inBlock++] = frequency;
    this.count++;
    this.maxRelativeTf = Math.max(this.maxRelativeTf, frequency / this.lengths[docId]!);
  }

  /** Ends the term whose postings were added; one that has none is left out. */
  finish(term: number): void {
    if (this.count === 0) return;
    this.firstBlocks.push(this.blockStarts.length - Math.floor((this.count - 1) / postingsPerBlock));
    this.writeBlock();
    this.terms.push(term);
    this.docFreqs.push(this.count);
    this.maxRelativeTfs.push(this.maxRelativeTf);
    this.count = 0;
    this.maxRelativeTf = 0;
  }

  build(): Postings {
    this.words.push(0);
    return {
      terms: this.terms.toArray(),
      docFreqs: this.docFreqs.toArray(),
      maxRelativeTfs: this.maxRelativeTfs.toArray(),
      firstBlocks: this.firstBlocks.toArray(),
      blockDocIds: this.blockDocIds.toArray(),
      blockStarts: this.blockStarts.toArray(),
      blockWidths: this.blockWidths.toArray(),
      words: this.words.toArray(),
      lengths: this.lengths,
    };
  }

  private writeBlock(): void {
    const { docIds, frequencies, inBlock } = this;
    const first = docIds[0]!;
    const width = widthOf(docIds[inBlock - 1]! - first);
    let highest = 1;
    for (let i = 0; i < inBlock; i++) highest = Math.max(highest, frequencies[i]!);
    const frequencyWidth = widthOf(highest - 1);
    this.blockDocIds.push(first);
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
    for (let i = 0; i < inBlock; i++) write(docIds[i]! - first, width);
    for (let i = 0; i < inBlock; i++) write(frequencies[i]! - 1, frequencyWidth);
    if (filled > 0) this.words.push(word);
    this.inBlock = 0;
  }
}

/**
 * Collects the terms of passages in ascending order of docId, then sorts them into {@link Postings}. Takes nine bytes a
 * posting until then: many passages are built in several parts, which {@link mergePostings} joins.
 */
export class PostingsBuilder {
  /** Term hash → its number, in order of first sight. */
  private readonly numbers = new Map<number, number>();
  /** How often each term stands in the passage being added, by its number. */
  private termCounts = new Uint32Array(firstRoom);
  private readonly entryTerms = new GrowingArray(new Uint32Array(firstRoom));
  private readonly entryDocIds = new GrowingArray(new Uint32Array(firstRoom));
  private readonly entryFrequencies = new GrowingArray(new Uint8Array(firstRoom));
  private readonly lengths = new GrowingArray(new Uint32Array(firstRoom));

  /** The number that stands for a term in {@link add}. */
  numberOf(term: number): number {
    let number = this.numbers.get(term);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(term, number);
      if (number === this.termCounts.length) {
        const larger = new Uint32Array(number * 2);
        larger.set(this.termCounts);
        this.termCounts = larger;
      }
    }
    return number;
  }

  /** Adds the next passage: the numbers of its terms, which may repeat. */
  add(numbers: readonly number[]): void {
    const docId = this.lengths.length;
    for (const number of numbers) this.termCounts[number]!++;
    for (const number of numbers) {
      const count = this.termCounts[number]!;
      if (count === 0) continue;
      this.termCounts[number] = 0;
      this.entryTerms.push(number);
      this.entryDocIds.push(docId);
      this.entryFrequencies.push(Math.min(count, maxFrequency));
    }
    this.lengths.push(numbers.length);
  }

  /** A counting sort by term; docIds stay ascending because passages were added in order. */
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
        writer.add(this.entryDocIds.at(sorted[i]!), this.entryFrequencies.at(sorted[i]!));
      }
      writer.finish(term);
    }
    return writer.build();
  }
}

/** Postings to be merged, and where the passage at each of their docIds goes, ascending, or -1 where it is dropped. */
export interface PostingsPart {
  readonly postings: Postings;
  readonly newDocIds: Int32Array;
}

/**
 * One inverted file of the kept passages of all `parts`, of which none may go before those of an earlier part. `kept`
 * counts them. Terms that no passage holds any more are dropped.
 */
export function mergePostings(parts: readonly PostingsPart[], kept: number): Postings {
  const lengths = new Uint32Array(kept);
  for (const { postings, newDocIds } of parts) {
    newDocIds.forEach((to, from) => {
      if (to >= 0) lengths[to] = postings.lengths[from]!;
    });
  }
  const writer = new PostingsWriter(lengths);
  const open = parts.map(({ postings, newDocIds }) => ({
    terms: postings.terms,
    reader: new PostingsReader(postings),
    newDocIds,
    next: 0,
  }));
  for (;;) {
    let term = Infinity;
    for (const { terms, next } of open) if (next < terms.length && terms[next]! < term) term = terms[next]!;
    if (term === Infinity) return writer.build();
    for (const part of open) {
      if (part.terms[part.next] !== term) continue;
      const { reader, newDocIds } = part;
      reader.open(part.next);
      while (reader.readNext()) {
        for (let i = 0; i < reader.count; i++) {
          const to = newDocIds[reader.docIds[i]!]!;
          if (to >= 0) writer.add(to, reader.frequencies[i]!);
        }
      }
      part.next++;
    }
    writer.finish(term);
  }
}
