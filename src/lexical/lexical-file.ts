import type { LexicalData } from './lexical-builder.js';
import type { Postings } from './postings.js';

const magic = 'ISNADLX3';
const alignment = 8;

const arrayTypes = { Float64Array, Float32Array, Uint32Array, Uint16Array } as const;
type ArrayType = keyof typeof arrayTypes;
type StoredArray = Float64Array | Float32Array | Uint32Array | Uint16Array;

interface ArrayEntry {
  readonly name: string;
  readonly type: ArrayType;
  readonly length: number;
  /** Bytes from the start of the file, a multiple of eight. */
  readonly offset: number;
}

const fields = ['stems', 'grams'] as const;
const parts = [
  'terms',
  'docFreqs',
  'maxRelativeTfs',
  'firstBlocks',
  'blockDocIds',
  'blockStarts',
  'blockWidths',
  'words',
  'lengths',
] as const satisfies readonly (keyof Postings)[];

function alignUp(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

function typeOf(array: StoredArray): ArrayType {
  const types = Object.keys(arrayTypes) as ArrayType[];
  return types.find((type) => array instanceof arrayTypes[type])!;
}

/**
 * The file of a lexical index: eight letters, the length of the header (32 bits, little-endian), the header
 * (JSON: where each array stands), then the arrays. Returned in pieces so that it is never in memory twice.
 */
export function encodeLexical(data: LexicalData): Uint8Array[] {
  const arrays: [string, StoredArray][] = [['passageIds', data.passageIds]];
  for (const field of fields) for (const part of parts) arrays.push([`${field}.${part}`, data[field][part]]);

  // Offsets are relative to the end of the header, whose own length depends on them.
  let offset = 0;
  const entries: ArrayEntry[] = arrays.map(([name, array]) => {
    const entry = { name, type: typeOf(array), length: array.length, offset };
    offset = alignUp(offset + array.byteLength);
    return entry;
  });
  const header = Buffer.from(JSON.stringify(entries));
  const start = alignUp(magic.length + 4 + header.length);
  const head = Buffer.alloc(start);
  head.write(magic, 'latin1');
  head.writeUInt32LE(header.length, magic.length);
  header.copy(head, magic.length + 4);

  const pieces: Uint8Array[] = [head];
  for (const [, array] of arrays) {
    pieces.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    const padding = alignUp(array.byteLength) - array.byteLength;
    if (padding > 0) pieces.push(new Uint8Array(padding));
  }
  return pieces;
}

/** Views into `file`, whose checksum the caller has verified. */
export function decodeLexical(file: Buffer): LexicalData {
  if (file.toString('latin1', 0, magic.length) !== magic) throw new RangeError('not a lexical index file');
  const headerBytes = file.readUInt32LE(magic.length);
  const headerStart = magic.length + 4;
  const entries = JSON.parse(file.toString('utf8', headerStart, headerStart + headerBytes)) as ArrayEntry[];
  const start = file.byteOffset + alignUp(headerStart + headerBytes);
  const arrays = new Map(
    entries.map(({ name, type, length, offset }) => [
      name,
      new arrayTypes[type](file.buffer as ArrayBuffer, start + offset, length),
    ]),
  );
  const array = (name: string): unknown => arrays.get(name);
  const postings = (field: string): Postings =>
    Object.fromEntries(parts.map((part) => [part, array(`${field}.${part}`)])) as unknown as Postings;
  return {
    passageIds: array('passageIds') as Uint32Array,
    stems: postings('stems'),
    grams: postings('grams'),
  };
}
