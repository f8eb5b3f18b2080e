import { UnreadableFile } from './unreadable-file.js';

/** What the directory at the end of an archive says about one of its files. */
export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0: stored as it is; 8: deflated. */
  readonly method: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  /** What the directory claims, which need not be true. */
  readonly claimedBytes: number;
  /** Where its local header begins. */
  readonly headerOffset: number;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

const endBytes = 22;
const locator64Bytes = 20;
const entryBytes = 46;
const localBytes = 30;
const maxCommentBytes = 0xffff;
/** A document of thousands of pages with a picture on each has fewer. */
const maxEntries = 50_000;

function damaged(): UnreadableFile {
  return new UnreadableFile({ code: 'damaged' });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A size or offset of 64 bits; no file is so long that it is no safe integer. */
function readUint64(view: DataView, offset: number): number {
  return view.getUint32(offset, true) + view.getUint32(offset + 4, true) * 2 ** 32;
}

interface Directory {
  readonly entries: number;
  readonly bytes: number;
  readonly offset: number;
  /** Where it ends, by the place of what stands behind it. */
  readonly end: number;
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - endBytes - maxCommentBytes);
  for (let at = view.byteLength - endBytes; at >= lowest; at--) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  throw damaged();
}

/** Archives with more or larger files than 32 bits can count have a second end before the first. */
function readEnd64(view: DataView, end: number): Directory | undefined {
  const locator = end - locator64Bytes;
  if (locator < 0 || view.getUint32(locator, true) !== locator64Signature) return undefined;
  const at = readUint64(view, locator + 8);
  if (at + 56 > locator || view.getUint32(at, true) !== end64Signature) return undefined;
  return {
    entries: readUint64(view, at + 32),
    bytes: readUint64(view, at + 40),
    offset: readUint64(view, at + 48),
    end: at,
  };
}

function readEnd(view: DataView): Directory {
  const end = findEnd(view);
  return (
    readEnd64(view, end) ?? {
      entries: view.getUint16(end + 10, true),
      bytes: view.getUint32(end + 12, true),
      offset: view.getUint32(end + 16, true),
      end,
    }
  );
}

/** The sizes and the offset of an entry, where they are more than its 32 bits hold. */
function readExtra64(view: DataView, from: number, to: number, fields: readonly number[]): number[] {
  const wide = fields.map((field) => field === 0xffffffff);
  if (!wide.includes(true)) return [...fields];
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const last = Math.min(to, at + 4 + view.getUint16(at + 2, true));
    let value = at + 4;
    return fields.map((field, i) => {
      if (!wide[i] || value + 8 > last) return field;
      value += 8;
      return readUint64(view, value - 8);
    });
  }
  return [...fields];
}

/** What was put before an archive moves it, and not the offsets in it. */
function findShift(view: DataView, { bytes, offset, end }: Directory): number {
  const isInPlace = offset + entryBytes <= end && view.getUint32(offset, true) === entrySignature;
  return isInPlace ? 0 : end - bytes - offset;
}

/** A name as programs look for it: some write `\` between its parts, or `/` before the first. */
export function tidyEntryName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '');
}

/**
 * The files of an archive by their names, which serve for nothing but to find them. The last of several files with
 * one name counts, as it does for the programs that these archives are made for.
 * @throws UnreadableFile
 */
export function readZipDirectory(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> {
  if (bytes.length < endBytes) throw damaged();
  const view = viewOf(bytes);
  const directory = readEnd(view);
  if (directory.entries > maxEntries) throw new UnreadableFile({ code: 'too-many-entries' });
  const shift = findShift(view, directory);
  if (shift < 0) throw damaged();
  const decoder = new TextDecoder('utf-8');
  const entries = new Map<string, ZipEntry>();
  let at = directory.offset + shift;
  for (let i = 0; i < directory.entries; i++) {
    if (at + entryBytes > directory.end || view.getUint32(at, true) !== entrySignature) throw damaged();
    const nameEnd = at + entryBytes + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    if (extraEnd > directory.end) throw damaged();
    const name = tidyEntryName(decoder.decode(bytes.subarray(at + entryBytes, nameEnd)));
    const [claimedBytes, compressedBytes, offset] = readExtra64(view, nameEnd, extraEnd, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]) as [number, number, number];
    entries.set(name, {
      name,
      isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      method: view.getUint16(at + 10, true),
      crc32: view.getUint32(at + 16, true),
      compressedBytes,
      claimedBytes,
      headerOffset: offset + shift,
    });
    at = extraEnd + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The bytes of an entry as the archive holds them. */
export function compressedBytesOf(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const { headerOffset, compressedBytes } = entry;
  const view = viewOf(bytes);
  if (headerOffset + localBytes > bytes.length) throw damaged();
  if (view.getUint32(headerOffset, true) !== localSignature) throw damaged();
  const start =
    headerOffset +
    localBytes +
    view.getUint16(headerOffset + 26, true) +
    view.getUint16(headerOffset + 28, true);
  if (start + compressedBytes > bytes.length) throw damaged();
  return bytes.subarray(start, start + compressedBytes);
}
