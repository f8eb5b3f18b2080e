import { crc32 } from 'node:zlib';

import { Inflate } from 'fflate';
import type { ParseLimits } from '../parse-limits.js';
import { UnreadableFile } from './unreadable-file.js';
import { compressedBytesOf, readZipDirectory, tidyEntryName, type ZipEntry } from './zip-directory.js';

/** The files of an archive. All that unpacks throws an {@link UnreadableFile} for what cannot be unpacked. */
export interface ZipArchive {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The bytes of a file in pieces, each of which is to be used before the next is asked for; none where there is no such file. */
  unpack(name: string): Generator<Uint8Array>;
  read(name: string): Uint8Array;
}

/** So few at a time that what they may unpack to, a thousand times as much, does not count. */
const piecedBytes = 2 ** 13;
/** No text is so uniform; only looked at behind so many bytes, since short files may well be. */
const maxRatio = 250;
const minBytesForRatio = 16 * 2 ** 20;

/** Unpacks within what is left of a number of bytes, whatever the directory claims. */
class Unpacker {
  private unpackedBytes = 0;

  constructor(
    private readonly archive: Uint8Array,
    private readonly maxUnpackedBytes: number,
  ) {}

  *unpack(entry: ZipEntry): Generator<Uint8Array> {
    if (entry.isEncrypted) throw new UnreadableFile({ code: 'password' });
    if (entry.method !== 0 && entry.method !== 8) throw new UnreadableFile({ code: 'unknown-compression' });
    // An honest bomb need not be unpacked to be known.
    if (this.unpackedBytes + entry.claimedBytes > this.maxUnpackedBytes) throw this.tooLarge();
    const compressed = compressedBytesOf(this.archive, entry);
    let checksum = 0;
    let length = 0;
    for (const piece of entry.method === 0 ? [compressed] : inflate(compressed)) {
      length += piece.length;
      this.unpackedBytes += piece.length;
      if (this.unpackedBytes > this.maxUnpackedBytes) throw this.tooLarge();
      if (length > minBytesForRatio && length > compressed.length * maxRatio) {
        throw new UnreadableFile({ code: 'too-uniform' });
      }
      checksum = crc32(piece, checksum);
      yield piece;
    }
    if (checksum !== entry.crc32) throw new UnreadableFile({ code: 'damaged' });
  }

  private tooLarge(): UnreadableFile {
    return new UnreadableFile({ code: 'unpacks-too-large', limitBytes: this.maxUnpackedBytes });
  }
}

function* inflate(compressed: Uint8Array): Generator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  const inflater = new Inflate((piece) => {
    pieces.push(piece);
  });
  let start = 0;
  do {
    const end = Math.min(compressed.length, start + piecedBytes);
    try {
      inflater.push(compressed.subarray(start, end), end === compressed.length);
    } catch {
      // The library says what is wrong with the bits, which helps nobody.
      throw new UnreadableFile({ code: 'damaged' });
    }
    yield* pieces;
    pieces = [];
    start = end;
  } while (start < compressed.length);
}

function join(pieces: Iterable<Uint8Array>): Uint8Array {
  const all = Array.from(pieces, (piece) => piece.slice());
  return all.length === 1 ? all[0]! : Buffer.concat(all);
}

/**
 * Opens the archive that the formats of office programs and EPUB are.
 * @throws UnreadableFile
 */
export function openZip(
  bytes: Uint8Array,
  { maxUnpackedBytes }: Pick<ParseLimits, 'maxUnpackedBytes'>,
): ZipArchive {
  const entries = readZipDirectory(bytes);
  // The names of the parts of a package are the same whatever the case of their letters.
  const byFoldedName = new Map(Array.from(entries.values(), (entry) => [entry.name.toLowerCase(), entry]));
  const find = (name: string): ZipEntry | undefined =>
    entries.get(name) ?? byFoldedName.get(tidyEntryName(name).toLowerCase());
  const unpacker = new Unpacker(bytes, maxUnpackedBytes);
  function* unpack(name: string): Generator<Uint8Array> {
    const entry = find(name);
    if (entry) yield* unpacker.unpack(entry);
  }
  return {
    names: [...entries.keys()],
    has: (name) => find(name) !== undefined,
    unpack,
    read: (name) => join(unpack(name)),
  };
}
