import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Six fields of 8 bytes, two of 4, then five of 8; the third is the number of points, the fourth their size. */
const headerBytes = 96;

const windowBytes = 1 << 20;

/**
 * Whether a file that hnswlib wrote is as long as it says. The library writes on regardless when the disk is
 * full and reports nothing. Behind the header stand the points, all of one size, then for each of them the
 * length of its upper links (32 bits, little-endian) and those links.
 */
export function isWholeGraphFile(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const header = Buffer.alloc(headerBytes);
    if (readSync(file, header, 0, headerBytes, 0) < headerBytes) return false;
    const points = Number(header.readBigUInt64LE(16));
    let position = headerBytes + points * Number(header.readBigUInt64LE(24));
    const window = Buffer.alloc(windowBytes);
    let windowStart = 0;
    let windowEnd = 0;
    for (let point = 0; point < points; point++) {
      if (position + 4 > size) return false;
      if (position + 4 > windowEnd) {
        windowStart = position;
        windowEnd = position + readSync(file, window, 0, windowBytes, position);
        if (position + 4 > windowEnd) return false;
      }
      position += 4 + window.readUInt32LE(position - windowStart);
    }
    return position === size;
  } finally {
    closeSync(file);
  }
}
