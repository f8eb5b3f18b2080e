import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Thesaurus } from '../contracts/search.js';
import { findSorted } from '../text/find-sorted.js';

const magic = 'ISNADTH1';
const headerBytes = magic.length + 8;

/** Written by scripts/train/thesaurus/pack-thesaurus.ts; comes with the code, as the stemmer does. */
const shippedFile = fileURLToPath(new URL('../../models/isnad-thesaurus-v1/thesaurus.bin', import.meta.url));

const none: ReadonlyMap<number, number> = new Map();

/** What {@link encodeThesaurus} writes: stems by hash, each with its neighbours. */
export type ThesaurusEntries = ReadonlyMap<
  number,
  readonly { readonly term: number; readonly similarity: number }[]
>;

/**
 * Which stems are used alike: "خيول" and "خيل", "دواء" and "ادويه". Learned from text alone, by
 * scripts/train/thesaurus/thesaurus.py; similarities are cosines of rows of a factorised co-occurrence matrix.
 */
export class ThesaurusFile implements Thesaurus {
  private constructor(
    /** Hashes of stems, ascending. */
    private readonly terms: Float64Array,
    /** The neighbours of `terms[i]` stand at `offsets[i]` up to `offsets[i + 1]`. */
    private readonly offsets: Uint32Array,
    /** Positions in `terms`. */
    private readonly neighbours: Uint16Array,
    /** In 255ths. */
    private readonly similarities: Uint8Array,
  ) {}

  /** Views into `file`. @throws RangeError when it is no file of a thesaurus, or was cut short. */
  static decode(file: Buffer): ThesaurusFile {
    if (file.toString('latin1', 0, magic.length) !== magic) throw new RangeError('not a thesaurus file');
    const terms = file.readUInt32LE(magic.length);
    const neighbours = file.readUInt32LE(magic.length + 4);
    const offsetsStart = headerBytes + terms * 8;
    const neighboursStart = offsetsStart + (terms + 1) * 4;
    const similaritiesStart = neighboursStart + neighbours * 2;
    if (file.length !== similaritiesStart + neighbours) throw new RangeError('a thesaurus file cut short');
    // A copy begins at an address that the widest of the arrays can stand at.
    const bytes = new Uint8Array(file).buffer;
    return new ThesaurusFile(
      new Float64Array(bytes, headerBytes, terms),
      new Uint32Array(bytes, offsetsStart, terms + 1),
      new Uint16Array(bytes, neighboursStart, neighbours),
      new Uint8Array(bytes, similaritiesStart, neighbours),
    );
  }

  /** How many stems it knows. */
  get size(): number {
    return this.terms.length;
  }

  has(term: number): boolean {
    return findSorted(this.terms, term) >= 0;
  }

  neighboursOf(term: number): ReadonlyMap<number, number> {
    const index = findSorted(this.terms, term);
    if (index < 0) return none;
    const found = new Map<number, number>();
    for (let i = this.offsets[index]!; i < this.offsets[index + 1]!; i++) {
      found.set(this.terms[this.neighbours[i]!]!, this.similarities[i]! / 255);
    }
    return found;
  }
}

/** The bytes of a thesaurus of at most 65,536 stems; neighbours that are no stems of it are left out. */
export function encodeThesaurus(entries: ThesaurusEntries): Buffer {
  const terms = Float64Array.from(entries.keys()).sort();
  const kept = Array.from(terms, (term) =>
    entries.get(term)!.filter((neighbour) => findSorted(terms, neighbour.term) >= 0),
  );
  const total = kept.reduce((sum, list) => sum + list.length, 0);
  const offsets = new Uint32Array(terms.length + 1);
  const neighbours = new Uint16Array(total);
  const similarities = new Uint8Array(total);
  let next = 0;
  kept.forEach((list, index) => {
    for (const { term, similarity } of list) {
      neighbours[next] = findSorted(terms, term);
      similarities[next++] = Math.round(similarity * 255);
    }
    offsets[index + 1] = next;
  });
  const header = Buffer.alloc(headerBytes);
  header.write(magic, 'latin1');
  header.writeUInt32LE(terms.length, magic.length);
  header.writeUInt32LE(total, magic.length + 4);
  const bytes = (array: ArrayBufferView): Uint8Array =>
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return Buffer.concat([header, bytes(terms), bytes(offsets), bytes(neighbours), bytes(similarities)]);
}

let shipped: ThesaurusFile | undefined;

/** The thesaurus that comes with the program, read at the first call. */
export function loadThesaurus(): Thesaurus {
  shipped ??= ThesaurusFile.decode(readFileSync(shippedFile));
  return shipped;
}
