/**
 * The inverted file of one field: for every term, the passages that hold it and how often. Immutable; all
 * arrays may be views of one file. Terms are sorted, so that finding one is a binary search and joining several
 * files is one pass over all of them.
 *
 * A posting is a docId (of a passage, not its id), ascending within a term, and a frequency. They are kept in
 * blocks of 64 by frame of reference (Goldstein, Ramakrishnan and Shaft, "Compressing Relations and Indexes", 1998):
 * the distances to the block's first docId in as many bits as the last one needs, then the frequencies less one in
 * as many as the highest needs. So any posting of a block can be read without those before it.
 */
export interface Postings {
  /** Term hashes, ascending, none twice. */
  readonly terms: Float64Array;
  /** How many passages hold `terms[i]`. */
  readonly docFreqs: Uint32Array;
  /** The highest share that `terms[i]` has of a passage that holds it: its frequency over the passage's length. */
  readonly maxRelativeTfs: Float32Array;
  /** The blocks of `terms[i]` begin with this one. */
  readonly firstBlocks: Uint32Array;
  /** The first docId of each block. */
  readonly blockDocIds: Uint32Array;
  /** Where each block begins in `words`. */
  readonly blockStarts: Uint32Array;
  /** Bits of a distance, and 32 times those of a frequency. */
  readonly blockWidths: Uint16Array;
  /** The bits of all blocks, each from the lowest bit of a word on, and a word more than they take. */
  readonly words: Uint32Array;
  /** Terms in each passage, repeated ones counted. */
  readonly lengths: Uint32Array;
}

export const postingsPerBlock = 64;

/** What a width of up to 31 bits takes. */
export const widthBits = 5;
const widthMask = 2 ** widthBits - 1;

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
  readonly docIds = new Uint32Array(postingsPerBlock);
  readonly frequencies = new Uint32Array(postingsPerBlock);
  /** How many postings the block read last has. */
  count = 0;
  private term = 0;
  private block = -1;
  private blocks = 0;

  constructor(private readonly postings: Postings) {}

  /** SerialQueue to the term at an index. */
  open(term: number): void {
    this.term = term;
    this.block = -1;
    this.blocks = Math.ceil(this.postings.docFreqs[term]! / postingsPerBlock);
  }

  /** Reads the next block of the term; false where there is none. */
  readNext(): boolean {
    if (this.block + 1 >= this.blocks) return false;
    this.block++;
    const { firstBlocks, blockDocIds, blockStarts, blockWidths, words } = this.postings;
    const { docIds, frequencies } = this;
    const count = this.countOf(this.block);
    const block = firstBlocks[this.term]! + this.block;
    const start = blockStarts[block]!;
    const width = blockWidths[block]! & widthMask;
    const frequencyWidth = blockWidths[block]! >>> widthBits;
    unpack(words, start, 0, width, count, blockDocIds[block]!, docIds);
    if (frequencyWidth === 0) frequencies.fill(1);
    else unpack(words, start, count * width, frequencyWidth, count, 1, frequencies);
    this.count = count;
    return true;
  }

  /** How often the term stands in the passage at a docId. From call to call docIds must ascend. */
  frequencyAt(docId: number): number {
    const { firstBlocks, blockDocIds, blockStarts, blockWidths, words } = this.postings;
    const first = firstBlocks[this.term]!;
    let block = Math.max(0, this.block);
    if (this.blocks === 0 || docId < blockDocIds[first + block]!) return 0;
    // In steps that double, then by halves: the next docId looked up is seldom far.
    let step = 1;
    for (; block + step < this.blocks && blockDocIds[first + block + step]! <= docId; step *= 2) {
      block += step;
    }
    for (; step >= 1; step >>>= 1) {
      if (block + step < this.blocks && blockDocIds[first + block + step]! <= docId) block += step;
    }
    this.block = block;

    const distance = docId - blockDocIds[first + block]!;
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
    return Math.min(postingsPerBlock, this.postings.docFreqs[this.term]! - block * postingsPerBlock);
  }
}
